"""Background work of a meeting that goes on: votes that close by the clock, also when no screen is open."""

from celery import shared_task

from governance.live.voting import count_due


@shared_task
def count_votes() -> int:
    """Count what closed by the clock; gives how many."""
    return count_due()
