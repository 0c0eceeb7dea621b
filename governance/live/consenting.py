"""Consent: rounds in which organisations agree, ask, object with a reason, or voice a concern. See docs/decisions/0023.

Silence agrees: whoever says nothing does not stand in the way. Other words for the proposal are another round.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from governance.decisions.models import Decision, DecisionSeal, DecisionState, Method
from governance.decisions.models.decisions import WITHOUT_A_TABLE
from governance.live.models import ConsentRound, ConsentVoice, DecisionBallot, Tally, VoiceKind, VoiceState
from governance.live.opening import decided_on
from governance.live.parties import columns_of, speaks
from governance.meetings.models import AgendaItem
from governance.meetings.order import lock
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting

NO_ITEM = "Dit voorstel staat op geen agenda. Dan is er geen ronde en geen stemming."
NO_POINTS = "Schrijf eerst ten minste één besluitpunt."
SETTLED = "Hierover is al besloten, of het voorstel is vervallen."
OBJECTIONS = "Er staat nog een bezwaar. Neem het weg, laat het als zorg staan, of houd een stemming."
OTHER_WORDS = "Het voorstel is na de laatste ronde gewijzigd. Houd een nieuwe ronde."
ROUND_OPEN = "De ronde loopt nog. Sluit die eerst."
VOTE_RUNS = "Er loopt een stemming over dit voorstel."
ROUND_OVER = "Deze ronde is voorbij."


@contextmanager
def proposed(decision: Decision, by: Actor) -> Iterator[tuple[Decision, AgendaItem]]:
    """The proposal as it is now with its item, under the lock of the meeting. ValidationError when there is none."""
    with acting(by), transaction.atomic():
        if decision.item is None or decision.item.meeting is None:
            raise ValidationError(NO_ITEM)
        lock(decision.item.meeting)
        rows = Decision.objects.select_for_update(no_key=True, of=("self",))
        row = rows.select_related("body", "item__meeting").get(pk=decision.pk)
        if row.state != DecisionState.DRAFT:
            raise ValidationError(SETTLED)
        if row.item is None or row.item.meeting_id != decision.item.meeting_id:
            raise ValidationError(NO_ITEM)
        yield row, row.item
        connection.check_constraints()


def open_round(decision: Decision, *, by: User) -> ConsentRound:
    """A round over the words of the proposal as they are now; the one that runs when it is about these words.

    ValidationError without points, when it is settled, or while a vote runs.
    """
    with proposed(decision, by) as (row, _):
        running: ConsentRound | None = row.rounds.filter(closed_at__isnull=True).first()
        if running and running.is_about(row):
            return running
        if not row.points:
            raise ValidationError(NO_POINTS)
        if DecisionBallot.objects.filter(decision=row, outcome="").exists():
            raise ValidationError(VOTE_RUNS)
        if running:  # its words are no longer those of the proposal: it has nothing more to say
            _close(running, by)
        number = row.rounds.count() + 1
        return ConsentRound.objects.create(
            decision=row, number=number, title=row.title, points=list(row.points), opened_by=by.person
        )


@dataclass(frozen=True)
class Said:
    """What one party (its key) says: `reason` for everything but agreeing."""

    party: uuid.UUID
    kind: VoiceKind
    reason: str = ""


def speak(running: ConsentRound, said: Said, *, by: User, keeps: bool = False) -> ConsentVoice:
    """What one party says in a round; agreeing twice is once.

    `keeps`: `by` keeps the agenda and writes down what was said. ValidationError for a round that is over, a party that
    takes no part in the item (recused too), somebody who does not speak for it, and words that lack a reason.
    """
    if said.kind != VoiceKind.AGREES and not said.reason:
        raise ValidationError("Schrijf erbij waarom.")
    with proposed(running.decision, by) as (_, item):
        now = ConsentRound.objects.get(pk=running.pk)
        if not now.is_open:
            raise ValidationError(ROUND_OVER)
        speaks(item, said.party, by, keeps=keeps)
        columns = columns_of(said.party)
        before: ConsentVoice | None = now.voices.filter(kind=said.kind, **columns).first()
        if said.kind == VoiceKind.AGREES and before:
            return before
        return ConsentVoice.objects.create(
            round=now,
            kind=said.kind,
            reason=said.reason,
            person=by.person,
            noted_by=by.person,
            **columns,
        )


def answer(voice: ConsentVoice, state: VoiceState, words: str, *, by: User) -> bool:
    """An objection is taken away or stays as a concern, a question is answered. Twice the same is once."""
    with proposed(voice.round.decision, by):
        row = ConsentVoice.objects.select_for_update(no_key=True).get(pk=voice.pk)
        if (row.state, row.answer) == (state, words):
            return False
        if state == VoiceState.CONCERN and row.kind not in (VoiceKind.OBJECTION, VoiceKind.CONCERN):
            raise ValidationError("Alleen een bezwaar kan als zorg blijven staan.")
        row.state, row.answer = state, words
        row.answered_at, row.answered_by = timezone.now(), by.person
        row.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    return True


def close_round(running: ConsentRound, *, by: User) -> bool:
    """Nobody speaks in this round any more; False when it was closed. What was objected stays as it is."""
    with proposed(running.decision, by):
        return _close(running, by)


def _close(running: ConsentRound, by: User) -> bool:
    rows = ConsentRound.objects.filter(pk=running.pk, closed_at__isnull=True)
    return bool(rows.update(closed_at=timezone.now(), closed_by=by.person))


def adopt(running: ConsentRound, *, by: User) -> DecisionSeal:
    """Close the round and adopt: nobody objects any more. What settling refuses leaves the round open."""
    with acting(by), transaction.atomic():
        decision = running.decision
        if decision.item is None or decision.item.meeting is None:
            raise ValidationError(NO_ITEM)
        lock(decision.item.meeting)
        _close(running, by)
        return decision.adopt(by=by, on=decided_on(decision.item.meeting), method=Method.CONSENT)


def without_objections(row: Decision, state: DecisionState) -> None:
    """For settling: refuse either way while a round is open, and to adopt what somebody objects to, and by consent or
    as a formality what reads otherwise than in the last round. No other word for how it was decided gets past an
    objection; only a vote that was counted does. A proposal about which no round was held is settled as ever."""
    last = row.rounds.order_by("-number").first()
    if last is None:
        return
    if row.method in WITHOUT_A_TABLE and (row.item is None or row.item.meeting is None):
        return  # taken off the agenda, where nobody can close its round or answer an objection any more
    if last.is_open:
        raise ValidationError(ROUND_OPEN)  # settled, nobody could close it any more
    if state != DecisionState.ADOPTED:
        return
    if not last.is_about(row):
        if row.method in (Method.CONSENT, Method.FORMALITY):
            raise ValidationError(OTHER_WORDS)
        return
    if row.method == Method.VOTE and _was_voted_about(row):
        return
    if last.voices.filter(kind=VoiceKind.OBJECTION, state=VoiceState.STANDS).exists():
        raise ValidationError(OBJECTIONS)


def _was_voted_about(row: Decision) -> bool:
    return DecisionBallot.objects.exclude(outcome__in=["", Tally.VOID]).filter(decision=row).exists()
