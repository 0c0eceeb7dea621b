"""Beheer of lists of transformation tasks."""

from typing import Any

from django.contrib import admin

from themes.generations.admin import ORIGIN
from themes.tasks.links import TaskLink, TaskTheme
from themes.tasks.models import TaskList, TransformationTask
from themes.tasks.parts import TaskPart
from zorgzaam.beheer.admin import ObjectAdmin


@admin.register(TaskList)
class TaskListAdmin(ObjectAdmin):
    list_display = ["name", "stated"]
    search_fields = ["name", "about"]
    fieldsets = [
        (None, {"fields": ["name", "about"]}),
        ("Wanneer", {"fields": [("stated_on", "stated_precision")]}),
        ORIGIN,
    ]

    @admin.display(description="van wanneer")
    def stated(self, task_list: TaskList) -> str:
        return task_list.stated


@admin.register(TransformationTask)
class TransformationTaskAdmin(ObjectAdmin):
    list_display = ["title", "number", "overarching", "task_list"]
    list_select_related = ["task_list"]
    list_filter = ["task_list", "overarching"]
    search_fields = ["title", "text"]
    fieldsets = [
        (None, {"fields": ["task_list", "number", "overarching", "aspect"]}),
        ("Inhoud", {"fields": ["title", "text"]}),
        ORIGIN,
    ]


ATTRIBUTED: Any = ("Wie dit zei", {"fields": ["derived", "author", "noted_on", "note"]})


@admin.register(TaskPart)
class TaskPartAdmin(ObjectAdmin):
    list_display = ["title", "kind", "position", "task_list"]
    list_select_related = ["task_list"]
    list_filter = ["task_list", "kind"]
    search_fields = ["title", "text"]
    autocomplete_fields = ["task"]
    fieldsets = [
        (None, {"fields": ["task_list", "task", "kind", "position"]}),
        ("Inhoud", {"fields": ["title", "text"]}),
        ORIGIN,
    ]


@admin.register(TaskLink)
class TaskLinkAdmin(ObjectAdmin):
    list_display = ["earlier", "became", "derived"]
    list_select_related = ["earlier", "later", "later_part"]
    list_filter = ["derived"]
    search_fields = ["earlier__title", "later__title", "later_part__title"]
    autocomplete_fields = ["earlier", "later", "later_part", "author"]
    fieldsets = [(None, {"fields": ["earlier", "later", "later_part"]}), ATTRIBUTED, ORIGIN]

    @admin.display(description="werd")
    def became(self, link: TaskLink) -> str:
        return str(link.became)


@admin.register(TaskTheme)
class TaskThemeAdmin(ObjectAdmin):
    list_display = ["task", "theme", "derived"]
    list_select_related = ["task", "theme"]
    list_filter = ["derived"]
    search_fields = ["task__title", "theme__name"]
    autocomplete_fields = ["task", "theme", "author"]
    fieldsets = [(None, {"fields": ["task", "theme"]}), ATTRIBUTED, ORIGIN]
