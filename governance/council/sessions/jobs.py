"""Telling who comes: a job looks for people who do not know how it is now."""

from celery import shared_task

from governance.council.sessions.telling import behind, tell
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.telling import each


@shared_task
def tell_who_comes() -> int:
    """How many mails were put in the post office."""
    with acting(SystemActor.WORKER, job="tell_who_comes"):
        return each(((pk,) for pk in behind()), tell)
