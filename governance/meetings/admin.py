"""Meetings and items in beheer: to look at, as far as their own `visible_to` goes. Changing is done on their pages."""

from django.contrib import admin

from governance.meetings.models import AgendaItem, AgendaPublication, Meeting
from zorgzaam.beheer.admin import ReadOnlyAdmin


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    list_display = ("title", "body", "starts_at", "status")
    list_filter = ("status", "body")
    search_fields = ("title",)
    date_hierarchy = "starts_at"


@admin.register(AgendaItem)
class AgendaItemAdmin(ReadOnlyAdmin):
    list_display = ("title", "body", "meeting", "position", "publicity")
    list_filter = ("publicity", "kind")
    search_fields = ("title",)


@admin.register(AgendaPublication)
class AgendaPublicationAdmin(ReadOnlyAdmin):
    list_display = ("meeting", "version", "audience", "published_at", "sha256")
    list_filter = ("audience",)
    fields = ("meeting", "version", "audience", "published_at", "published_by", "reason", "sha256")
