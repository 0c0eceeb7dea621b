"""Beheer of opgaven of themes and of objectives."""

from django.contrib import admin

from themes.generations.admin import ORIGIN
from themes.objectives.models import Objective, ThemeTask, ThemeTaskLink
from zorgzaam.beheer.admin import ObjectAdmin


@admin.register(ThemeTask)
class ThemeTaskAdmin(ObjectAdmin):
    list_display = ["__str__", "theme", "document", "dropped", "position"]
    list_select_related = ["theme", "document"]
    list_filter = ["document", "dropped", "theme"]
    search_fields = ["title", "text", "display_code", "theme__name"]
    autocomplete_fields = ["theme", "document"]
    fieldsets = [
        (None, {"fields": ["theme", "document", "position"]}),
        ("Inhoud", {"fields": ["display_code", "title", "text", "dropped"]}),
        ORIGIN,
    ]


@admin.register(ThemeTaskLink)
class ThemeTaskLinkAdmin(ObjectAdmin):
    list_display = ["earlier", "later", "derived", "note"]
    list_select_related = ["earlier", "later"]
    list_filter = ["derived", "earlier__theme"]
    search_fields = ["earlier__title", "earlier__text", "later__title", "later__text"]
    autocomplete_fields = ["earlier", "later"]
    fieldsets = [(None, {"fields": ["earlier", "later", "derived", "note"]}), ORIGIN]


@admin.register(Objective)
class ObjectiveAdmin(ObjectAdmin):
    list_display = ["text", "theme", "due", "target_number", "target_unit"]
    list_select_related = ["theme"]
    list_filter = ["theme__generation", "theme"]
    search_fields = ["text", "explanation", "theme__name"]
    autocomplete_fields = ["theme"]
    fieldsets = [
        (None, {"fields": ["theme", "position", "display_code"]}),
        ("Inhoud", {"fields": ["text", "explanation"]}),
        ("Wanneer", {"fields": [("starts_on", "starts_precision"), ("ends_on", "ends_precision")]}),
        ("Meten", {"fields": ["indicator", ("target_number", "target_unit")]}),
        ("Uitkomst", {"fields": ["outcome", "result"]}),
        ORIGIN,
    ]

    @admin.display(description="klaar")
    def due(self, objective: Objective) -> str:
        return objective.due
