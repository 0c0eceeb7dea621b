"""What the clock does for issues. Rows say what there is to do: firing twice, late or not at all for a while does no
harm."""

from celery import shared_task

from newsletters.dispatch.ending import finish_over
from newsletters.dispatch.filling import fill
from newsletters.dispatch.models import Sending
from newsletters.dispatch.planned import begin_planned
from newsletters.issues.models import IssueState
from zorgzaam.telling import each


@shared_task
def send_issues() -> int:
    """Begin what was planned for now, write in the book what was begun, and end what is over; gives how many mails are
    new."""
    begin_planned()
    waiting = Sending.objects.filter(
        issue__state=IssueState.RUNNING, begun_at__isnull=False, filled_at__isnull=True
    )
    new = each([(sending,) for sending in waiting.select_related("issue__frozen", "mailing")], fill)
    finish_over()
    return new
