"""Background work: writing once to organisations about what they are asked."""

from celery import shared_task

from governance.executions.emails import tell, waiting
from governance.executions.notices import Reason
from zorgzaam.telling import each


@shared_task
def tell_about_executions() -> int:
    """Questions, last days that come near and last days that passed, of which nobody heard; gives how many."""
    found = [(pk, reason) for reason in Reason for pk in waiting(reason).values_list("pk", flat=True)]
    return each(found, tell)
