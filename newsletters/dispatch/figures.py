"""How far an issue is and what became of it: counted in the post office's book, and nothing about one reader."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from newsletters.dispatch.models import LinkCount, Sending
from newsletters.issues.models import Issue, IssueState
from newsletters.subscriptions.models import Consent
from newsletters.subscriptions.states import ConsentEvent, ConsentSource
from zorgzaam.post.bounces.parking import bounced_of
from zorgzaam.post.bulk.progress import Progress, progress_of
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.permission import LAPSED
from zorgzaam.post.restored import is_shut

# Who ends within so many days, and before the next issue, ended after this one.
AFTER = datetime.timedelta(days=30)
# Writing the book takes seconds; after so long something is wrong.
PATIENCE = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Stand:
    """How far an issue is. `waiting` is who is not in the book yet, too, as far as that is known."""

    sending: Sending
    counted: Progress
    is_held: bool
    # Waiting mails that were offered, and that the relay did not take yet.
    unanswered: int = 0

    @property
    def state(self) -> str:
        return self.sending.issue.state

    @property
    def total(self) -> int:
        return max(self.counted.total, self.sending.readers or 0 if not self.sending.filled_at else 0)

    @property
    def done(self) -> int:
        """Readers of whom it is known, or as good as."""
        return self.counted.sent + self.counted.failed + self.counted.unsure

    @property
    def is_going(self) -> bool:
        return self.state == IssueState.RUNNING

    @property
    def is_filling(self) -> bool:
        return self.is_going and self.sending.filled_at is None

    @property
    def is_stuck(self) -> bool:
        begun = self.sending.begun_at
        return self.is_filling and begun is not None and begun < timezone.now() - PATIENCE

    @property
    def is_paused(self) -> bool:
        return self.is_going and self.sending.paused

    @property
    def left_over(self) -> bool:
        """Whether it was stopped before everybody had it."""
        return self.state == IssueState.STOPPED and (self.total > self.done or not self.sending.filled_at)

    @property
    def moves(self) -> bool:
        """Whether looking again soon makes sense."""
        return self.is_going and not self.is_paused and not self.is_held


def stand_of(sending: Sending) -> Stand:
    """Three queries, whatever the number of readers."""
    counted = progress_of(sending.mailing) if sending.mailing else Progress(0, 0, 0, 0)
    offered = OutgoingMail.objects.filter(body__mailing=sending.mailing, state=MailState.QUEUED).exclude(
        last_answer=""
    )
    return Stand(sending, counted, is_shut(), offered.count() if counted.waiting else 0)


@dataclass(frozen=True)
class Figures:
    """What became of an issue. `links` is None where the region does not count."""

    delivered: int
    refused: int
    lapsed: int
    unsure: int
    came_back: int
    never: int
    ended: int
    links: list[LinkCount] | None


def figures_of(stand: Stand) -> Figures:
    """A constant number of queries."""
    sending, counted = stand.sending, stand.counted
    lapsed = OutgoingMail.objects.filter(
        body__mailing=sending.mailing, state=MailState.FAILED, last_answer=LAPSED
    ).count()
    return Figures(
        delivered=counted.sent,
        refused=counted.failed - lapsed,
        lapsed=lapsed,
        unsure=counted.unsure,
        came_back=bounced_of(sending.mailing) if sending.mailing else 0,
        never=stand.total - stand.done if stand.state == IssueState.STOPPED else 0,
        ended=_ended_after(sending),
        links=list(sending.issue.links.all()[:50]) if sending.counts_links else None,
    )


def _ended_after(sending: Sending) -> int:
    begun = sending.begun_at
    if begun is None:
        return 0
    later = Issue.objects.out().filter(begun_at__gt=begun).order_by("begun_at")
    until = min(filter(None, [begun + AFTER, later.values_list("begun_at", flat=True).first()]))
    ended = Consent.objects.filter(Q(at__gte=begun, at__lt=until), event=ConsentEvent.WITHDRAWN)
    return ended.exclude(source=ConsentSource.BUREAU).values("subscriber").distinct().count()
