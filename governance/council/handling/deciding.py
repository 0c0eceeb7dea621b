"""Ending a commitment or motion: somebody proposes, the griffie decides. Each step once, on the row under its lock."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from governance.council.handling.models import Outcome, Promise, Settlement, SettlementState, StatusNote
from governance.council.notices.models import CouncilNotice
from governance.council.sessions.models import CouncilSession
from governance.council.taking import move, taking
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.sources import Source

CLOSED = "Dit is al afgedaan of nog niet aangenomen. Kijk hierboven hoe het nu staat."
NOT_THE_LAST = "Hierna is nog iets afgedaan. Draai dat eerst terug."


def note(promise: Promise, text: str, *, on: datetime.date, by: Actor) -> StatusNote:
    """How it stands, in words. ValidationError (Dutch) when nothing is to be done any more."""
    with _on(promise, by):
        _refuse_unless_running(promise)
        return StatusNote.objects.create(**_about(promise), text=text, on=on, by_id=_person_id(by))


@dataclass(frozen=True)
class Evidence:
    """What shows that it is done, and on which day it was: words, and where it can be read."""

    words: str
    on: datetime.date
    notice: CouncilNotice | None = None
    url: str = ""
    source: Source | None = None
    source_note: str = ""
    session: CouncilSession | None = None


def propose(promise: Promise, outcome: Outcome, evidence: Evidence, *, by: Actor) -> Settlement:
    """Put it before the griffie that this is done. ValidationError (Dutch) when it is closed, or one lies there."""
    with _on(promise, by):
        _refuse_unless_running(promise)
        lying: Settlement | None = (
            Settlement.objects.about(promise).filter(state=SettlementState.PROPOSED).first()
        )
        if lying is not None:
            if (lying.outcome, lying.words, lying.on) == (outcome, evidence.words, evidence.on):
                return lying  # sent twice
            raise ValidationError("Er ligt al een voorstel bij de griffie.")
        return _make(promise, outcome, evidence, proposed_by_id=_person_id(by))


def confirm(settlement: Settlement, *, by: Person, remark: str = "") -> bool:
    """The griffie takes it over, and with it the commitment or motion ends. True when that is new."""
    with _deciding(settlement, by) as (row, promise):
        done = _move(row, SettlementState.CONFIRMED, by, remark, among=(SettlementState.PROPOSED,))
        if done:
            _end(promise, row)
    return done


def refuse(settlement: Settlement, *, by: Person, remark: str) -> bool:
    """The griffie does not take it over, and says why. True when that is new."""
    with _deciding(settlement, by) as (row, _):
        return _move(row, SettlementState.REFUSED, by, remark, among=(SettlementState.PROPOSED,))


def withdraw(settlement: Settlement, *, by: Actor) -> bool:
    """Who proposed it takes it back. True when that is new."""
    with _deciding(settlement, by) as (row, _):
        return move(
            row, SettlementState.WITHDRAWN, among=(SettlementState.PROPOSED,), decided_at=timezone.now()
        )


def revoke(settlement: Settlement, *, by: Person, remark: str) -> bool:
    """The griffie opens it again. True when that is new; ValidationError when something was settled after it."""
    with _deciding(settlement, by) as (row, promise):
        confirmed = Settlement.objects.about(promise).filter(state=SettlementState.CONFIRMED)
        if row.state == SettlementState.CONFIRMED and confirmed.order_by("-decided_at").first() != row:
            raise ValidationError(NOT_THE_LAST)
        done = _move(row, SettlementState.REVOKED, by, remark, among=(SettlementState.CONFIRMED,))
        if done:
            _open_again(promise)
    return done


def settle_as_sourced(promise: Promise, outcome: Outcome, evidence: Evidence, *, by: Actor) -> Settlement:
    """What a document of the time (`evidence.source`) says: a fact of the past, so nobody is asked or told anything."""
    with _on(promise, by):
        _refuse_unless_running(promise)
        decided = {"state": SettlementState.CONFIRMED, "decided_at": timezone.now()}
        row = _make(promise, outcome, evidence, proposed_by_id=_person_id(by), **decided)
        _end(promise, row)
        return row


def _make(promise: Promise, outcome: Outcome, evidence: Evidence, **fields: Any) -> Settlement:
    made = Settlement(outcome=outcome, **_about(promise), **vars(evidence), **fields)
    made.save()
    return made


@contextmanager
def _on(promise: Promise, by: Actor) -> Iterator[None]:
    """The promise as it is now, locked, so that nothing ends it meanwhile."""
    with acting(by), transaction.atomic():
        manager = type(promise)._default_manager
        promise.refresh_from_db(from_queryset=manager.select_for_update(no_key=True, of=("self",)))
        yield


@contextmanager
def _deciding(settlement: Settlement, by: Actor) -> Iterator[tuple[Settlement, Promise]]:
    """The promise first and then the settlement, both locked: always in this order."""
    promise = settlement.promise
    with _on(promise, by), taking(settlement, by) as row:
        yield row, promise


def _move(
    row: Settlement, to: SettlementState, by: Person, remark: str, *, among: tuple[SettlementState, ...]
) -> bool:
    return move(row, to, among=among, decided_by=by, decided_at=timezone.now(), remark=remark)


def _end(promise: Promise, row: Settlement) -> None:
    """Give the promise the state this outcome means. A motion that is done in part is still being carried out."""
    _to(promise, promise.states_by_outcome[row.outcome])


def _open_again(promise: Promise) -> None:
    """Back to where it was: done in part when a part was confirmed before, else open."""
    partly = Settlement.objects.about(promise).filter(state=SettlementState.CONFIRMED, outcome=Outcome.PARTLY)
    before = promise.states_by_outcome[Outcome.PARTLY] if partly.exists() else None
    _to(promise, promise.reopened_state)
    if before:
        _to(promise, before)


def _to(promise: Promise, state: str) -> None:
    if promise.state != state:
        promise.state = state
        promise.save(update_fields=["state"])


def _refuse_unless_running(promise: Promise) -> None:
    if promise.state not in promise.running_states:
        raise ValidationError(CLOSED)


def _about(promise: Promise) -> dict[str, Promise]:
    return {promise._meta.model_name or "": promise}


def _person_id(by: Actor) -> uuid.UUID | None:
    return actor_person_id(actor_key(by))
