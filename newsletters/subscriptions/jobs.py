"""Background work of who reads the newsletter."""

from celery import shared_task

from newsletters.subscriptions.subscribing import forget_unconfirmed


@shared_task
def forget_late_subscribers() -> int:
    """Forget addresses that nobody confirmed in time; how many."""
    return forget_unconfirmed()
