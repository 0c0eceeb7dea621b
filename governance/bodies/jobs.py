"""Background work of bodies: telling once that a mandate is about to end."""

from celery import shared_task

from governance.bodies.lapsing import tell, waiting
from zorgzaam.telling import each


@shared_task
def tell_of_lapsing_mandates() -> int:
    """Write about mandates that end within 60 days and nobody was told of; gives how many."""
    return each(list(waiting().values_list("pk")), tell)
