"""Background work of actions: writing to their owners, once."""

from celery import shared_task

from governance.actions.emails import tell, waiting
from governance.actions.models import About
from zorgzaam.telling import each


@shared_task
def remind_of_actions() -> int:
    """Write to owners about what they got, what comes near and what is late; gives how many were told."""
    found = [(pk, about) for about in About for pk in waiting(about).values_list("pk", flat=True)]
    return each(found, tell)
