"""Background work of agreements: writing once about a proposal, and once about its answer."""

from celery import shared_task

from regioplan.agreements.answered import tell_proposer, unheard
from regioplan.agreements.emails import rewritten, tell, tell_anew, waiting


@shared_task
def ask_organisations() -> int:
    """Write to the organisations that were asked something, or asked anew, and do not know it yet; gives how many
    proposals."""
    asked = sum(tell(pk) for pk in waiting().values_list("pk", flat=True))
    return asked + sum(tell_anew(pk) for pk in rewritten().values_list("pk", flat=True))


@shared_task
def tell_of_answers() -> int:
    """Write to who proposed something that was answered; gives how many answers."""
    return sum(tell_proposer(pk) for pk in unheard().values_list("pk", flat=True))
