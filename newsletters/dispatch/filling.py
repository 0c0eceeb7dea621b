"""Writing an issue in the book for everybody who gets it, a body for each set of parts, before the first mail leaves.

Killed half way, the next call finds who is not in the book yet: the book itself says how far it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, Count, Exists, OuterRef, When
from django.db.models.functions import Lower
from django.utils import timezone

from newsletters.dispatch.letters import letter_of
from newsletters.dispatch.models import Sending
from newsletters.dispatch.parts import question_about
from newsletters.dispatch.recipients import Question, name_of
from newsletters.issues.models import Issue, IssueState
from newsletters.subscriptions.reading import ISSUE
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.killpoints import killpoint
from zorgzaam.post.bulk import queueing
from zorgzaam.post.bulk.filling import freeze
from zorgzaam.post.bulk.models import MailingState
from zorgzaam.post.bulk.progress import set_state
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import wake_up_for_mailings
from zorgzaam.post.restored import may_have_gone

# Who chooses differently while the book is filled is found in the next round.
ROUNDS = 20
# One issue at a time, whichever: who wants one in three months gets the first, and the second sees that.
_LOCK = "hashtextextended('nieuwsbrief', 0)"


def fill(sending: Sending) -> int:
    """Everybody who gets this issue is in the book, and the mailing goes; gives how many mails are new.

    0 when another process is busy with one: the clock comes back. Stopped meanwhile, it goes nowhere.
    """
    with _alone() as mine:
        if not mine:
            return 0
        with acting(SystemActor.WORKER, job="nieuwsbrief"):
            new = _write(sending)
            killpoint("newsletter.filled")
            _let_go(sending)
    return new


def _write(sending: Sending) -> int:
    question = question_about(sending.issue)
    if sending.readers is None:
        Sending.objects.filter(pk=sending.pk).update(readers=question.counted().getting)
    new = 0
    for _ in range(ROUNDS):
        left = _left(question, sending.issue)
        if not left:
            return new
        for shows in left:
            new += _write_variant(sending, question, shows)
    raise RuntimeError("readers change faster than the book is filled")


def _write_variant(sending: Sending, question: Question, shows: str) -> int:
    if sending.mailing is None:
        raise ValueError("an issue that goes out has a mailing")
    body = freeze(sending.mailing, letter_of(sending, question.parts_of(shows)))
    return queueing.queue(body, question.getting(shows).to_queue(), timezone.now())


def _left(question: Question, issue: Issue) -> list[str]:
    """What those see who should be in the book and are not."""
    there = OutgoingMail.objects.filter(
        kind=ISSUE, about=name_of(issue.pk), to_address=Lower(OuterRef("address"))
    )
    # Within CASE each reader is looked up by index. As a join the database, which does not know yet how much the book
    # grew, compares every reader with every mail.
    rows = question.getting().annotate(has_it=Case(When(Exists(there), then=True), default=False))
    found: Any = rows.filter(has_it=False).order_by().values_list("shows")
    return [shows for shows, _ in found.annotate(number=Count("pk")).order_by("shows")]


@transaction.atomic
def _let_go(sending: Sending) -> None:
    """From now on the line takes it, unless a person wants it to stand still or stopped it."""
    issue = Issue.objects.select_for_update(no_key=True).get(pk=sending.issue_id)
    row = Sending.objects.select_for_update(no_key=True).get(pk=sending.pk)
    if row.filled_at is None:
        # Of the mails that were just written some may have gone before the book was put back: a person looks.
        row.paused = row.paused or may_have_gone(row.begun_at)
        row.filled_at = timezone.now()
    row.save(update_fields=["filled_at", "paused"])
    if issue.state == IssueState.RUNNING and not row.paused and row.mailing:
        set_state(row.mailing, MailingState.RUNNING)
        transaction.on_commit(wake_up_for_mailings)


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether this process is the only one that fills the book; given back at the end, or when the process dies."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_lock({_LOCK})")
        (mine,) = cursor.fetchone()
        try:
            yield mine
        finally:
            if mine:
                cursor.execute(f"SELECT pg_advisory_unlock({_LOCK})")
