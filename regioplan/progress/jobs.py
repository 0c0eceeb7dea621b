"""Background work of progress: asking once for a report that is late."""

from celery import shared_task
from django.utils import timezone

from regioplan.progress.due import due_reports
from regioplan.progress.emails import remind


@shared_task
def ask_for_late_reports() -> int:
    """Write to who speaks for the organisation about reports that are late and were not asked for yet; how many."""
    return sum(remind(due) for due in due_reports(timezone.localdate()) if due.is_late)
