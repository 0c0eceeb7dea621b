"""Telling followers: a job looks for facts without that consequence."""

from celery import shared_task

from governance.council.handling.emails import KINDS, tell, waiting
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.telling import each


@shared_task
def tell_followers() -> int:
    """How many mails were put in the post office."""
    with acting(SystemActor.WORKER, job="tell_followers"):
        rows = [(kind, pk) for kind in KINDS for pk in waiting(kind).values_list("pk", flat=True)]
        return each(rows, tell)
