"""Themes as a Django app."""

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "themes"
    verbose_name = "Thema's en opgaven"

    def ready(self) -> None:
        from themes.objectives import rules as objective_rules
        from themes.places import on_front_page
        from themes.tasks import rules
        from themes.tasks.links import TaskLink, TaskTheme
        from themes.tasks.models import TransformationTask
        from themes.themes import rules as theme_rules
        from themes.themes.models import Theme, ThemeName
        from zorgzaam import follow, places, search
        from zorgzaam.audit import pages

        assert rules, objective_rules
        assert theme_rules  # they all register their rules

        search.register("theme", search.Searchable("Thema", Theme.objects.all, "name", "goal"))
        search.register(
            "task", search.Searchable("Transformatieopgave", TransformationTask.objects.all, "title", "text")
        )
        follow.register("theme", follow.Subject(Theme.objects.all, "dit thema"))
        follow.register("task", follow.Subject(TransformationTask.objects.all, "deze opgave"))
        places.register("home", "themes", on_front_page, order=60)
        places.register("partner", "themes", on_front_page, order=60)
        pages.register(
            "task",
            pages.Historied(
                TransformationTask.objects.all,
                "themes.view_history_of_task",
                lambda task, reader: [
                    TaskLink.objects.filter(earlier=task),
                    TaskTheme.objects.filter(task=task),
                ],
            ),
        )
        pages.register(
            "theme",
            pages.Historied(
                Theme.objects.all,
                "themes.view_history_of_theme",
                lambda theme, reader: [ThemeName.objects.filter(theme=theme)],
            ),
        )
