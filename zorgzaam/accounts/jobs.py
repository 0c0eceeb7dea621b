"""Upkeep of sessions and of forms that were sent."""

from celery import shared_task
from django.core.management import call_command

from zorgzaam.once import forget_old


@shared_task
def clear_sessions() -> None:
    """Forget sessions that are over, and the keys of forms that were sent long ago."""
    call_command("clearsessions")
    forget_old()
