"""Plans in beheer: to find, not to change; that is done in the werkbank."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from regioplan.plans.models import Plan, PlanPublication, PlanVersion
from zorgzaam.beheer.admin import ReadOnlyAdmin


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    list_display = ["short_name", "kind", "title", "region"]
    list_filter = ["kind"]
    list_select_related = ["region"]
    search_fields = ["short_name", "title", "aliases"]
    history_kind = "plan"


@admin.register(PlanVersion)
class PlanVersionAdmin(ReadOnlyAdmin):
    list_display = ["plan", "number", "label", "status", "binding", "published"]
    list_filter = ["status", "binding"]
    list_select_related = ["plan"]
    search_fields = ["plan__short_name", "label"]

    @admin.display(description="gepubliceerd op", ordering="published_on")
    def published(self, version: PlanVersion) -> str:
        """No more precise than the source."""
        return version.published or "nog niet bekend"


@admin.register(PlanPublication)
class PlanPublicationAdmin(ReadOnlyAdmin):
    list_display = ["version", "published_at"]
    list_select_related = ["version__plan"]
    search_fields = ["version__plan__short_name"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).light()
