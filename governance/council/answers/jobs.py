"""Background work of answers: telling that one was sent, and about contributions, each once."""

from celery import shared_task

from governance.council.answers import contribution_emails, emails
from governance.council.answers.contributions import Reason
from governance.council.answers.models import Told
from zorgzaam.telling import each


@shared_task
def tell_about_answers() -> int:
    """Write about answers that were sent; gives how many mails."""
    return sum(
        each([(pk, told) for pk in list(emails.waiting(told).values_list("pk", flat=True))], emails.tell)
        for told in Told
    )


@shared_task
def tell_about_contributions() -> int:
    """Write to who is asked for a contribution, and to who asked; gives how many mails."""
    return sum(
        each(
            [(pk, reason) for pk in list(contribution_emails.waiting(reason).values_list("pk", flat=True))],
            contribution_emails.tell,
        )
        for reason in Reason
    )
