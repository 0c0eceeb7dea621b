"""Background work of the intake: telling about proposals and about advice, each once."""

from celery import shared_task

from governance.intake import advice_emails, emails
from governance.intake.models.advice import Reason


@shared_task
def tell_about_proposals() -> int:
    """Write about steps nobody was told of yet; gives how many."""
    return sum(emails.tell(pk) for pk in list(emails.waiting().values_list("pk", flat=True)))


@shared_task
def tell_about_advice() -> int:
    """Write to who is asked for advice, and to who asked; gives how many questions were told of."""
    waiting = [
        (pk, reason) for reason in Reason for pk in advice_emails.waiting(reason).values_list("pk", flat=True)
    ]
    return sum(advice_emails.tell(pk, reason) for pk, reason in waiting)
