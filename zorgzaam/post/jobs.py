"""Background work of the post office."""

from celery import shared_task

from zorgzaam.killpoints import killpoint
from zorgzaam.post.delivery import deliver_waiting
from zorgzaam.post.reconcile import reconcile, recover_leases


@shared_task
def deliver() -> int:
    """A wake-up: hand over whatever waits. It carries no key, so losing or repeating it does no harm."""
    killpoint("mail.after_wake_up")
    return deliver_waiting()


@shared_task
def sweep() -> int:
    """Every minute: take over from dead processes, ask about unsure mail, deliver what a lost wake-up
    left."""
    recover_leases()
    reconcile()
    return deliver_waiting()
