"""Decisions in beheer: to look at. Changing is done on their pages."""

from django.contrib import admin

from governance.decisions.models import Decision
from zorgzaam.beheer.admin import ReadOnlyAdmin


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ("title", "body", "label", "state", "taken_on", "publicity")
    list_filter = ("state", "publicity", "body")
    search_fields = ("title",)
    date_hierarchy = "taken_on"

    @admin.display(description="nummer")
    def label(self, decision: Decision) -> str:
        return decision.label
