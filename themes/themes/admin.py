"""Beheer of themes, their names, places in documents and kinship."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from themes.generations.admin import ORIGIN
from themes.themes.models import DocumentTheme, Theme, ThemeKinship, ThemeName
from zorgzaam.beheer.admin import ObjectAdmin


@admin.register(Theme)
class ThemeAdmin(ObjectAdmin):
    list_display = ["name", "number", "generation", "diagram_name"]
    list_select_related = ["generation"]
    list_filter = ["generation"]
    search_fields = ["name", "diagram_name", "aliases"]
    fieldsets = [
        (None, {"fields": ["generation", "number"]}),
        ("Namen", {"fields": ["name", "diagram_name", "aliases"]}),
        ("Inhoud", {"fields": ["goal", "intended_result", "definition", "target_group"]}),
        ORIGIN,
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Another name asks since when and why: its own form in the werkbank keeps the old one."""
        return [*super().get_readonly_fields(request, obj), *(["name"] if obj else [])]


@admin.register(ThemeName)
class ThemeNameAdmin(ObjectAdmin):
    list_display = ["name", "theme", "replaced"]
    list_select_related = ["theme"]
    list_filter = ["theme__generation"]
    search_fields = ["name", "theme__name"]
    autocomplete_fields = ["theme"]
    fieldsets = [
        (None, {"fields": ["theme", "name"]}),
        ("Andere naam", {"fields": [("replaced_on", "replaced_precision"), "reason"]}),
        ORIGIN,
    ]

    @admin.display(description="vervangen")
    def replaced(self, name: ThemeName) -> str:
        return name.replaced


@admin.register(DocumentTheme)
class DocumentThemeAdmin(ObjectAdmin):
    list_display = ["theme", "document", "position"]
    list_select_related = ["theme", "document"]
    list_filter = ["document"]
    search_fields = ["theme__name", "document__short_name"]
    autocomplete_fields = ["theme", "document"]
    fieldsets = [(None, {"fields": ["document", "theme", "position"]}), ORIGIN]


@admin.register(ThemeKinship)
class ThemeKinshipAdmin(ObjectAdmin):
    list_display = ["earlier", "later", "derived", "author", "noted_on"]
    list_select_related = ["earlier", "later", "author"]
    list_filter = ["derived", "later__generation"]
    search_fields = ["earlier__name", "later__name"]
    autocomplete_fields = ["earlier", "later", "author"]
    fieldsets = [
        (None, {"fields": ["earlier", "later", "note"]}),
        ("Wie dit vaststelde", {"fields": ["derived", "author", "noted_on"]}),
        ORIGIN,
    ]
