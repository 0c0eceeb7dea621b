"""Yearly network meetings in beheer, to look at; the netwerkbureau prepares them in the werkbank."""

from django.contrib import admin

from newsletters.network_meeting.models import NetworkMeeting
from zorgzaam.beheer.admin import LookedAtAdmin


@admin.register(NetworkMeeting)
class NetworkMeetingAdmin(LookedAtAdmin):
    list_display = ("meeting", "reply_by", "seats", "rounds", "reported_at")
    list_select_related = ("meeting",)
    search_fields = ("meeting__title",)
    fields = (
        *(
            "meeting",
            "about",
            "reply_by",
            "seats",
            "rounds",
            "timetabled_at",
            "planned_for",
            "report",
            "reported_at",
        ),
    )
