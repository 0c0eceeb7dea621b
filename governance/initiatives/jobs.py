"""Background work: what happens to items and proposals is said of the initiatives behind them, each once."""

import logging

from celery import shared_task

from governance.initiatives import following, outcomes
from zorgzaam.telling import each

log = logging.getLogger(__name__)


def wake() -> None:
    """Ask a worker to look now; beat asks again every minute."""
    try:
        follow_items.delay()
    except Exception:  # a broker that is down must not undo a decision
        log.warning("geen wekker voor initiatieven: de broker antwoordt niet")


@shared_task
def follow_items() -> int:
    """Say what became of items and proposals; gives how many steps that were."""
    each(((pk,) for pk in following.held()), following.bring_papers)
    done = each(((pk,) for pk in following.held()), following.follow)
    done += each(((pk,) for pk in list(outcomes.to_say_again())), following.say_again)
    done += each(((pk,) for pk in following.proposed()), following.follow_proposal)
    return done
