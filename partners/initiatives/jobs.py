"""Background work of initiatives that are written and sent: each looks for facts without their consequence."""

import logging

from celery import shared_task

from partners.initiatives import cosigning, guest_emails, guests, printing, receipts
from zorgzaam.claimed import A_MOMENT
from zorgzaam.pdf import places
from zorgzaam.telling import each

log = logging.getLogger(__name__)


@shared_task
def print_submissions() -> int:
    """Make the PDF of everything that was sent and has none; gives how many."""
    with places.patience(A_MOMENT):
        return each(list(printing.waiting().values_list("pk")), printing.make)


@shared_task
def tell_received() -> int:
    """Write to who brought something in that it was received; gives how many were told of."""
    return each(list(receipts.waiting().values_list("pk")), receipts.tell)


@shared_task
def ask_to_cosign() -> int:
    """Ask organisations to sign along; gives how many."""
    return each(list(cosigning.waiting().values_list("pk")), cosigning.tell)


@shared_task
def warn_of_ending_drafts() -> int:
    """Tell who has no account that a draft is about to end; gives how many mails are new."""
    return each([(guest,) for guest in guests.ending().select_related("initiative")], guest_emails.warn)


@shared_task
def forget_drafts() -> int:
    """Throw away drafts that ended; gives how many."""
    return guests.forget_drafts()


def wake() -> None:
    """Print and tell at once; beat asks again every minute."""
    try:
        print_submissions.delay()
        tell_received.delay()
    except Exception:  # a broker that is down must not undo what was sent
        log.warning("geen wekker voor initiatieven: de broker antwoordt niet")
