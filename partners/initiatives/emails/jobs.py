"""Background work: what happened to initiatives is told once, and who is asked something is reminded."""

from celery import shared_task

from partners.initiatives.emails import asking, messages, moves
from zorgzaam.telling import each


@shared_task
def tell_about_moves() -> int:
    """Write about moves nobody was told of yet; gives how many."""
    return each(list(moves.waiting().values_list("pk")), moves.tell)


@shared_task
def tell_about_messages() -> int:
    """Write about messages the other side was not told of yet; gives how many."""
    return each(list(messages.waiting().values_list("pk")), messages.tell)


@shared_task
def ask_assessors() -> int:
    """Write to assessors who were asked and not told yet; gives how many."""
    return each(list(asking.waiting().values_list("pk")), asking.tell)


@shared_task
def remind() -> int:
    """Remind assessors and organisations whose last day is near or over; gives how many mails are new."""
    rows = asking.due().select_related("initiative__organisation", "person")
    return each([(row,) for row in rows], asking.remind) + each(
        [(move,) for move in asking.offers_due()], asking.remind_of_offer
    )
