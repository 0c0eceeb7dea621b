"""Background work: mail about terms, and items that come back once their last meeting is over."""

from functools import partial

from celery import shared_task

from governance.series.coming_back import bring_due, due_now
from governance.series.reminding import tell, waiting
from zorgzaam.audit.actors import SystemActor
from zorgzaam.telling import each


@shared_task
def tell_about_terms() -> int:
    """Write about terms that come, are today or passed, each once; gives how many."""
    return each(((line, moment) for line, moment in waiting()), tell)


@shared_task
def bring_back_items() -> int:
    """Put what comes back on the next agenda of its body; gives how many."""
    return each(due_now(), partial(bring_due, by=SystemActor.WORKER))
