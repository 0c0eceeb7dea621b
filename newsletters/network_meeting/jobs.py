"""Background work of the yearly network meeting; each job looks for facts without consequences."""

from celery import shared_task

from newsletters.network_meeting import (
    following,
    forgetting,
    obligation,
    put_back,
    sending,
    telling,
)
from zorgzaam.telling import each


@shared_task
def send_waves() -> int:
    """Invitations, reminders and what follows, to who is meant and did not get it; how many mails are new. Of a meeting
    that got another day the mail moves first. What may have gone before a restore waits for a person, who is told."""
    each(((pk,) for pk in following.behind()), following.follow)
    return each(sending.due(), sending.send) + put_back.tell()


@shared_task
def tell_changes() -> int:
    """Write to who does not know how it is now; how many mails are new."""
    return each(((pk,) for pk in telling.behind()), telling.tell)


@shared_task
def warn_of_the_year() -> int:
    """Tell the netwerkbureau when eleven months have passed; how many mails are new."""
    return obligation.warn()


@shared_task
def forget_people() -> int:
    """What people need, who evaluated, and names, each when its time is over (see `forgetting`); how many rows."""
    return forgetting.forget_needs() + forgetting.forget_tickets() + forgetting.forget_names()
