"""Upkeep of sessions, of what guards logging in, and of forms that were sent."""

from celery import shared_task
from django.core.management import call_command

from zorgzaam.accounts import codes, siege
from zorgzaam.once import forget_old


@shared_task
def clear_sessions() -> None:
    """Forget sessions that are over, old wrong codes and places, and the keys of forms that were sent long ago."""
    call_command("clearsessions")
    codes.forget_old()
    siege.forget_places()
    forget_old()
