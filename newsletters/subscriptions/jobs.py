"""Background work of who reads the newsletter."""

from celery import shared_task

from newsletters.subscriptions.forgetting import forget_ended, forget_unconfirmed


@shared_task
def forget_late_subscribers() -> int:
    """Forget addresses that nobody confirmed in time, and of who ended a while ago; how many."""
    return forget_unconfirmed() + forget_ended()
