"""Background work of agreements: writing once about a proposal."""

from celery import shared_task

from regioplan.agreements.emails import tell, waiting


@shared_task
def ask_organisations() -> int:
    """Write to the organisations that were asked something and do not know it yet; gives how many proposals."""
    return sum(tell(pk) for pk in waiting().values_list("pk", flat=True))
