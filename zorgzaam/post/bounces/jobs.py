"""Reading the box of reports, and parking what the rules park."""

from celery import shared_task

from zorgzaam.post.bounces.parking import park_due
from zorgzaam.post.bounces.reading import read_box


@shared_task
def read_bounces() -> int:
    """Every few minutes; twice at once or late does no harm. Gives how many addresses were parked."""
    read_box()
    return park_due()
