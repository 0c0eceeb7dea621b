"""Background work of lists that were taken over."""

from celery import shared_task

from newsletters.subscriptions.lists import asking
from newsletters.subscriptions.lists.models import ReaderList
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting


@shared_task
def ask_lists() -> int:
    """Mail who has to be asked, or asked once more; how many lists."""
    return asking.ask_readers() + asking.remind_readers()


@shared_task
def forget_lists() -> int:
    """Who did not answer in time, and files nobody took over, are not kept; how many."""
    done = asking.close_lists()
    with acting(SystemActor.WORKER):
        return done + ReaderList.objects.left_alone().delete()[0]
