"""Decisions of municipalities in beheer: to find; they are noted on their own page and never change."""

from django.contrib import admin

from regioplan.approvals.models import Approval
from zorgzaam.beheer.admin import ReadOnlyAdmin


@admin.register(Approval)
class ApprovalAdmin(ReadOnlyAdmin):
    list_display = ["municipality", "version_of", "outcome", "decided_on", "recorded_on"]
    list_filter = ["outcome", "municipality"]
    list_select_related = ["municipality", "version_of__plan"]
    search_fields = ["municipality__name"]
