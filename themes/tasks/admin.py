"""Beheer of lists of transformation tasks."""

from django.contrib import admin

from themes.generations.admin import ORIGIN
from themes.tasks.models import TaskList, TransformationTask
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
        (None, {"fields": ["task_list", "number", "overarching"]}),
        ("Inhoud", {"fields": ["title", "text"]}),
        ORIGIN,
    ]
