"""What organisations are asked, in beheer: to look at. Changing is done on their pages."""

from django.contrib import admin

from governance.executions.models import Execution
from zorgzaam.beheer.admin import ReadOnlyAdmin


@admin.register(Execution)
class ExecutionAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "organisation", "decision", "point", "state", "due_on")
    list_filter = ("state", "decision__body")
    search_fields = ("what", "organisation__name")
    list_select_related = ("organisation", "decision")
