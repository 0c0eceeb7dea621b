"""The part of an item's form that says what the item is about."""

from typing import Any

from governance.meetings.models import AgendaItem, ItemSubject
from themes.generations.models import ThemeGeneration
from themes.tasks.models import TaskList, TransformationTask
from themes.themes.models import Theme
from zorgzaam.beside import BesideFormMixin
from zorgzaam.ui.picker import PickManyField


class SubjectFields(BesideFormMixin):
    """Adds `tasks` and `themes` to the ModelForm of an item; call `offer_subjects()` at the end of `__init__`."""

    instance: AgendaItem
    cleaned_data: dict[str, Any]

    def offer_subjects(self) -> None:
        """The tasks and themes the network works with today, and what this item is about already."""
        chosen = self.stored()
        leading = TransformationTask.objects.filter(task_list=TaskList.objects.leading())
        tasks = leading | TransformationTask.objects.filter(pk__in=chosen["tasks"])
        current = Theme.objects.filter(generation=ThemeGeneration.objects.leading())
        themes = current | Theme.objects.filter(pk__in=chosen["themes"])
        self.fields["tasks"] = PickManyField(
            tasks.order_by("task_list", "number"), label="Over welke opgaven", required=False
        )
        self.fields["themes"] = PickManyField(
            themes.order_by("generation", "number"), label="Over welke thema's", required=False
        )
        self.remember()

    @property
    def about_something(self) -> bool:
        """Whether the item is about a task or a theme, or something was typed there."""
        return any(self[name].value() for name in ("tasks", "themes"))  # type: ignore[index]

    def stored(self) -> dict[str, Any]:
        """What the item is about, as it is kept now."""
        links = [] if self.instance._state.adding else list(self.instance.subjects.all())
        return {
            "tasks": [link.task_id for link in links if link.task_id],
            "themes": [link.theme_id for link in links if link.theme_id],
        }

    def _save_m2m(self) -> None:
        """Make the links of the item what was chosen; what stays is not touched. Django calls this after `save()`, and
        the view (as `save_m2m`) after saving the item itself."""
        super()._save_m2m()  # type: ignore[misc]
        wanted = {("task", task.pk) for task in self.cleaned_data["tasks"]}
        wanted |= {("theme", theme.pk) for theme in self.cleaned_data["themes"]}
        for link in self.instance.subjects.all():
            if link.key in wanted:
                wanted.discard(link.key)
            else:
                link.delete()
        for kind, pk in sorted(wanted):
            ItemSubject.objects.create(item=self.instance, **{f"{kind}_id": pk})
