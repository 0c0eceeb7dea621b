"""Background work of carrying out: asking once for a report that is due."""

from celery import shared_task
from django.utils import timezone

from partners.initiatives.execution.emails import remind
from partners.initiatives.models import InitiativeExecution
from zorgzaam.telling import each


@shared_task
def ask_for_reports() -> int:
    """Write to who carries out about reports that are due; how many were asked for."""
    due = InitiativeExecution.objects.due_by(timezone.localdate())
    return each(((row,) for row in due), remind)
