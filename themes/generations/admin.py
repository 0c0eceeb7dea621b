"""Beheer of generations and their documents."""

from typing import Any

from django.contrib import admin

from themes.generations.models import GenerationDocument, ThemeGeneration
from zorgzaam.beheer.admin import ObjectAdmin

ORIGIN: tuple[str, Any] = ("Herkomst", {"fields": ["source", "source_note"]})


@admin.register(ThemeGeneration)
class ThemeGenerationAdmin(ObjectAdmin):
    list_display = ["name", "period", "source"]
    list_select_related = ["source"]
    search_fields = ["name", "about"]
    fieldsets = [
        (None, {"fields": ["name", "about"]}),
        ("Wanneer", {"fields": [("starts_on", "starts_precision"), ("ends_on", "ends_precision")]}),
        ORIGIN,
    ]

    @admin.display(description="wanneer")
    def period(self, generation: ThemeGeneration) -> str:
        return generation.period


@admin.register(GenerationDocument)
class GenerationDocumentAdmin(ObjectAdmin):
    list_display = ["short_name", "generation", "title", "date_text", "position"]
    list_select_related = ["generation"]
    list_filter = ["generation"]
    search_fields = ["short_name", "title"]
    fieldsets = [
        (None, {"fields": ["generation", "position"]}),
        ("Document", {"fields": ["short_name", "title", "date_text"]}),
        ORIGIN,
    ]
