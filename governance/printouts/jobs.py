"""Making the PDFs that were asked for, and throwing them away after a day."""

from celery import shared_task

from governance.printouts.making import make
from governance.printouts.models import Printout
from zorgzaam.claimed import take_turns, wake


def wake_printer() -> None:
    """Ask a worker to look now."""
    wake(make_printouts)


@shared_task
def make_printouts() -> int:
    """Make every PDF that waits, or whose worker died; gives how many this worker took."""
    return take_turns(Printout.objects.all(), make, wake_printer)


@shared_task
def forget_printouts() -> int:
    """Throw away what is older than a day; gives how many."""
    return int(Printout.objects.old().delete()[0])
