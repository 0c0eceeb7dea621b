"""Issues in beheer, to look at; the netwerkbureau makes them in the werkbank."""

from django.contrib import admin

from newsletters.issues.models import Issue
from zorgzaam.beheer.admin import LookedAtAdmin


@admin.register(Issue)
class IssueAdmin(LookedAtAdmin):
    list_display = ("title", "number", "state", "edited_by", "begun_at")
    list_select_related = ("edited_by",)
    list_filter = ("state",)
    search_fields = ("title", "subject")
    fields = (
        *(
            "title",
            "subject",
            "preheader",
            "number",
            "state",
            "created_at",
            "edited_by",
            "asked_by",
            "asked_at",
        ),
        *("approved_by", "approved_at", "planned_for", "begun_at", "sent_at"),
    )
