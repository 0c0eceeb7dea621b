"""Background work of questions: telling about notices of delay, each once."""

from celery import shared_task

from governance.council.questions import emails
from zorgzaam.telling import each


@shared_task
def tell_about_delays() -> int:
    """Write about delays nobody was told of yet; gives how many mails."""
    return each(list(emails.waiting().values_list("pk")), emails.tell)
