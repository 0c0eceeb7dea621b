"""Attendance in beheer: the rules by which bodies decide, to look at. Changing is done in the werkbank."""

from django.contrib import admin

from governance.attendance.judging import rule_in_words
from governance.attendance.models import QuorumRule
from governance.attendance.quorum import terms_of
from zorgzaam.beheer.admin import ReadOnlyAdmin


@admin.register(QuorumRule)
class QuorumRuleAdmin(ReadOnlyAdmin):
    list_display = ("body", "says", "starts_on", "ends_on")
    list_filter = ("body",)

    @admin.display(description="regel")
    def says(self, rule: QuorumRule) -> str:
        terms = terms_of(rule)
        return rule_in_words(terms) if terms else ""
