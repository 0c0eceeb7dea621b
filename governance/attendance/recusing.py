"""Saying that one stays out of an item, or that what the data tell of an interest does not hold; and judging that.

The meeting is locked first. Once something was decided on the item nothing of this changes any more.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from governance.attendance.models import Invitation, Recusal, RecusalKind, RecusalState
from governance.attendance.presence import settled_items
from governance.meetings.models import AgendaItem
from governance.meetings.order import lock
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion

DECIDED = "Over dit punt is al besloten. Hier verandert niets meer aan."
FIRST = {RecusalKind.STEPS_ASIDE: RecusalState.HOLDS, RecusalKind.NO_INTEREST: RecusalState.ASKED}


def say(invitation: Invitation, item: AgendaItem, kind: RecusalKind, reason: str, *, by: User) -> bool:
    """Say it about `item`, in the name of `by`; False when just this stands there already.

    ValidationError for an item of another meeting or one that is decided on.
    """
    with _undecided(item, by):
        if item.meeting_id != invitation.meeting_id:
            raise ValidationError("Dit punt staat niet op deze agenda.")
        row = Recusal.objects.filter(item=item, invitation=invitation, kind=kind).first()
        if row is not None and row.state != RecusalState.TAKEN_BACK and row.reason == reason:
            return False
        row = row or Recusal(item=item, invitation=invitation, kind=kind)
        row.state, row.reason = FIRST[kind], reason
        row.said_at, row.said_by = timezone.now(), by.person
        row.answer, row.answered_at, row.answered_by = "", None, None
        row.save()
    return True


def take_back(recusal: Recusal, *, by: User) -> bool:
    """What was said holds no longer; twice is once."""
    with _undecided(recusal.item, by):
        row = Recusal.objects.select_for_update(no_key=True).get(pk=recusal.pk)
        if row.state == RecusalState.TAKEN_BACK:
            return False
        row.state = RecusalState.TAKEN_BACK
        row.save()
    return True


def answer(recusal: Recusal, *, accept: bool, words: str, by: User) -> bool:
    """Accept or refuse an explanation; twice the same is once.

    PermissionDenied for who wrote it or whom it is about; StaleVersion when it says something else by now.
    """
    if by.person_id in (recusal.said_by_id, recusal.invitation.person_id):
        raise PermissionDenied("Over je eigen belang beslist een ander.")
    state = RecusalState.ACCEPTED if accept else RecusalState.REFUSED
    with _undecided(recusal.item, by, words):
        row = Recusal.objects.select_for_update(no_key=True).get(pk=recusal.pk)
        if row.state == state:
            return False
        if row.version != recusal.version:
            raise StaleVersion
        if row.kind != RecusalKind.NO_INTEREST or row.state == RecusalState.TAKEN_BACK:
            raise ValidationError("Hier valt niets te beoordelen.")
        row.state, row.answer = state, words
        row.answered_at, row.answered_by = timezone.now(), by.person
        row.save()
    return True


@contextmanager
def _undecided(item: AgendaItem, by: User, reason: str = "") -> Iterator[None]:
    """In one transaction, under the lock of the meeting."""
    if item.meeting is None:
        raise ValidationError("Dit punt staat op geen agenda.")
    with acting(by, reason=reason), transaction.atomic():
        lock(item.meeting)
        if settled_items([item.pk]):
            raise ValidationError(DECIDED)
        yield
