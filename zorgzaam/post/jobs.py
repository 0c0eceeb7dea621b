"""Background work of the post office."""

from celery import shared_task

from zorgzaam.killpoints import killpoint
from zorgzaam.post.bulk.resting import forget_rested, goes_now
from zorgzaam.post.bulk.sending import send_waiting
from zorgzaam.post.delivery import deliver_waiting
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import wake_up, wake_up_for_mailings
from zorgzaam.post.reconcile import reconcile, recover_leases
from zorgzaam.post.restored import is_shut
from zorgzaam.post.signs import SHUT, set_sign


@shared_task
def deliver() -> int:
    """A wake-up: hand over whatever waits. It carries no key, so losing or repeating it does no harm."""
    killpoint("mail.after_wake_up")
    return _deliver()


@shared_task
def sweep() -> int:
    """Every minute: take over from dead processes, deliver what a lost wake-up left, ask about unsure mail.

    First of all whether this is still the book it was: a restore makes much of it unsure.
    """
    set_sign(SHUT, is_shut())
    recover_leases()
    # First: who waits for a mail does not wait for the witness.
    sent = _deliver()
    reconcile()
    return sent


def _deliver() -> int:
    """Deliver; when patience ran out before the queue did, a fresh task goes on."""
    sent = deliver_waiting()
    if sent and OutgoingMail.objects.single().waiting().exists() and not is_shut():
        wake_up()
    return sent


@shared_task
def send_mailings() -> int:
    """Hand over mass mail; every minute, and when there is some. Twice at once does no harm: lanes are taken once."""
    killpoint("mail.after_wake_up")
    forget_rested()
    sent = send_waiting()
    if sent and goes_now().exists() and not is_shut():
        wake_up_for_mailings()
    return sent
