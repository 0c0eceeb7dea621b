"""Background work of attendance: mails that follow from invitations and from what became of their meetings."""

from celery import shared_task

from governance.attendance.telling import tell, to_tell
from zorgzaam.telling import each


@shared_task
def tell_invited() -> int:
    """Write to who is asked, and to whom a change or the end of a meeting matters; gives how many letters are new."""
    return each(((pk,) for pk in to_tell()), tell)
