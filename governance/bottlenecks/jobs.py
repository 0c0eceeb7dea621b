"""Background work of bottlenecks: telling who raised one that there is an answer, once."""

from celery import shared_task

from governance.bottlenecks.emails import tell, waiting
from zorgzaam.telling import each


@shared_task
def tell_of_answers() -> int:
    """Write about answers nobody was told of yet; gives how many."""
    return each(list(waiting().values_list("pk")), tell)
