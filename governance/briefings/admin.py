"""Briefings in beheer: to find, not to change; opening one goes to its own page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from governance.briefings.models import Briefing
from governance.briefings.publication import BriefingPublication
from zorgzaam.beheer.admin import ReadOnlyAdmin


@admin.register(Briefing)
class BriefingAdmin(ReadOnlyAdmin):
    list_display = ["subject", "registration_number", "addressee", "status", "dated_on"]
    list_filter = ["status", "kind"]
    search_fields = ["subject", "registration_number"]


@admin.register(BriefingPublication)
class BriefingPublicationAdmin(ReadOnlyAdmin):
    list_display = ["subject", "version", "registration_number", "published_at"]
    list_filter = ["published_at"]
    search_fields = ["subject", "registration_number"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).light()
