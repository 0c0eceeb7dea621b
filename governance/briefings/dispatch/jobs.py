"""Publishing what was asked for. Rows say what there is to do, so a lost wake-up or a killed worker loses nothing."""

import logging
import time

from celery import shared_task

from governance.briefings.dispatch.models import BriefingDispatch
from governance.briefings.dispatch.sending import send

# A task leaves what is left to the next one before the time limit of the worker comes near.
SECONDS = 240
log = logging.getLogger(__name__)


def wake_publisher() -> None:
    """Ask a worker to look now; beat asks again every minute."""
    try:
        publish_asked.delay()
    except Exception:  # a broker that is down must not undo the asking
        log.warning("geen wekker voor publicaties: de broker antwoordt niet")


@shared_task
def publish_asked() -> int:
    """Publish every briefing that waits, or whose worker died; gives how many this worker took."""
    until = time.monotonic() + SECONDS
    taken = 0
    for pk in list(BriefingDispatch.objects.due().values_list("pk", flat=True)):
        if time.monotonic() > until:
            wake_publisher()
            break
        taken += send(pk)
    return taken
