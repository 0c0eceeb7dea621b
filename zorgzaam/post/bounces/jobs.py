"""Reading the box of reports, and parking what the rules park."""

from celery import shared_task

from zorgzaam.post.bounces.parking import flood_now, park_due
from zorgzaam.post.bounces.reading import read_box
from zorgzaam.post.signs import FLOOD, set_sign


@shared_task
def read_bounces() -> int:
    """Every few minutes; twice at once or late does no harm. Gives how many addresses were parked."""
    read_box()
    done = park_due()
    set_sign(FLOOD, flood_now())
    return done
