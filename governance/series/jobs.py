"""Background work: mail about terms, and items that come back once their last meeting is over."""

from celery import shared_task

from governance.series.coming_back import bring_due, due_now
from governance.series.reminding import tell, waiting
from zorgzaam.audit.actors import SystemActor


@shared_task
def tell_about_terms() -> int:
    """Write about terms that come, are today or passed, each once; gives how many."""
    return sum(tell(line, moment) for line, moment in waiting())


@shared_task
def bring_back_items() -> int:
    """Put what comes back on the next agenda of its body; gives how many."""
    return sum(bring_due(row, meeting, by=SystemActor.WORKER) for row, meeting in due_now())
