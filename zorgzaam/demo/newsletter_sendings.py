"""How the issues of the past were sent: the book of the post office as it stands after that, and no mail now."""

from django.db.models import F
from django.utils import timezone

from newsletters.dispatch.letters import letter_of
from newsletters.dispatch.models import Sending
from newsletters.dispatch.parts import question_about
from newsletters.dispatch.recipients import name_of
from newsletters.issues.models import Issue, IssueState
from newsletters.subscriptions.reading import ISSUE
from newsletters.subscriptions.subscribing import SCOPE
from zorgzaam.demo.facts import facts
from zorgzaam.demo.ids import demo_id
from zorgzaam.post.bulk import queueing
from zorgzaam.post.bulk.filling import freeze
from zorgzaam.post.bulk.models import Mailing
from zorgzaam.post.models import MailState, OutgoingMail


def load() -> None:
    """Of every issue of the demo that was sent, unless how is known already."""
    keys = [demo_id("newsletter-issue", record["id"]) for record in facts("newsletter_issues")["issues"]]
    sent = Issue.objects.filter(pk__in=keys, state=IssueState.SENT, sending__isnull=True)
    for issue in sent.select_related("frozen", "asked_by"):
        _as_it_went(issue)


def _as_it_went(issue: Issue) -> None:
    """In one transaction with all of the demo: nobody sees the mails before they are sent."""
    mailing = Mailing.objects.create(kind=ISSUE, about=name_of(issue.pk), scope=SCOPE)
    if issue.asked_by is None:
        raise ValueError("an issue that was sent was asked about")
    sending = Sending.objects.create(
        issue=issue, by=issue.asked_by, mailing=mailing, begun_at=issue.begun_at, filled_at=issue.begun_at
    )
    question = question_about(issue)
    for shows in question.counted().variants:
        body = freeze(mailing, letter_of(sending, question.parts_of(shows)))
        there = question.getting(shows).filter(asked_at__lt=issue.begun_at)
        queueing.queue(body, there.to_queue(), timezone.now())
    mails = OutgoingMail.objects.filter(body__mailing=mailing)
    mails.update(
        state=MailState.SENT, attempts=1, created_at=issue.begun_at, not_before=issue.begun_at,
        handed_at=issue.begun_at, sent_at=issue.sent_at or F("created_at"), last_answer="250 OK bewaard",
    )  # fmt: skip
    Sending.objects.filter(pk=sending.pk).update(readers=mails.count())
