"""Publishing what was asked for. Rows say what there is to do, so a lost wake-up or a killed worker loses nothing."""

from celery import shared_task

from governance.briefings.dispatch.models import BriefingDispatch
from governance.briefings.dispatch.sending import send
from zorgzaam.claimed import take_turns, wake


def wake_publisher() -> None:
    """Ask a worker to look now."""
    wake(publish_asked)


@shared_task
def publish_asked() -> int:
    """Publish every briefing that waits, or whose worker died; gives how many this worker took."""
    return take_turns(BriefingDispatch.objects.select_related("asked_by"), send, wake_publisher)
