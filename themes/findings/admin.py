"""Beheer of findings and discussion questions."""

from django.contrib import admin

from themes.findings.models import DiscussionQuestion, Finding
from themes.generations.admin import ORIGIN
from zorgzaam.beheer.admin import ObjectAdmin


@admin.register(Finding)
class FindingAdmin(ObjectAdmin):
    list_display = ["text", "theme", "question", "position"]
    list_select_related = ["theme", "question"]
    list_filter = ["theme__generation", "theme"]
    search_fields = ["text", "theme__name"]
    autocomplete_fields = ["theme", "question"]
    fieldsets = [
        (None, {"fields": ["theme", "position"]}),
        ("Inhoud", {"fields": ["text", "question"]}),
        ORIGIN,
    ]


@admin.register(DiscussionQuestion)
class DiscussionQuestionAdmin(ObjectAdmin):
    list_display = ["text", "generation", "position"]
    list_select_related = ["generation"]
    list_filter = ["generation"]
    search_fields = ["text"]
    fieldsets = [(None, {"fields": ["generation", "position", "text"]}), ORIGIN]
