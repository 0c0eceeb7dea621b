"""Background work of who wants to come in."""

from celery import shared_task

from partners.joining.asking import expire


@shared_task
def expire_access_requests() -> int:
    """Let lapse what nobody confirmed in time; how many."""
    return expire()
