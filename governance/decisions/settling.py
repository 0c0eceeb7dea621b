"""Settling a decision: under lock on its meeting, numbered in its body, sealed in the chain. The only way to do it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from governance.decisions.content import content_of
from governance.decisions.models import START, Decision, DecisionSeal, DecisionState
from governance.decisions.models.decisions import OUTCOME, WITHOUT_A_TABLE
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.order import lock
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.snapshots import canonical, digest
from zorgzaam.versions import StaleVersion

ON_NO_AGENDA = "Het agendapunt staat op geen agenda. Zet het eerst op de agenda waar het is besloten."
IN_NO_MEETING = (
    "Buiten een vergadering besluit je schriftelijk. Kies anders bij het voorstel eerst de vergadering."
)

# Asked under the lock before a decision is settled; raises ValidationError with what stands in the way.
Check = Callable[[Decision, DecisionState], None]

_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """Let a room above say when a body may not decide (quorum, an open vote). The same name replaces."""
    _checks[name] = check


# Told after the commit that something was decided. Only a wake-up: who listens also finds it by itself.
Listener = Callable[[], None]

_listeners: dict[str, Listener] = {}


def listen(name: str, listener: Listener) -> None:
    """Let a room above hear of every decision that was settled; the same name replaces."""
    _listeners[name] = listener


@dataclass(frozen=True)
class Outcome:
    """What became of a proposal. `state` is ADOPTED or REJECTED, `on` the day, `method` one of Method."""

    state: DecisionState
    on: datetime.date
    method: str
    note: str = ""


def settle(decision: Decision, outcome: Outcome, *, by: Actor) -> DecisionSeal:
    """Adopt or reject; gives the seal. Asked twice for the same it changes nothing.

    Raises StaleVersion when the proposal changed since it was read, and ValidationError (Dutch) for a day that is to
    come, a rejection without a reason, a proposal without points, one that is settled or dropped already, one that is
    decided at a table without a meeting, and for whatever a registered check refuses.
    """
    with acting(by, reason=outcome.note), transaction.atomic():
        row, where = _locked(decision)
        if row.state == outcome.state:
            decision.refresh_from_db()
            return row.seal
        if row.version != decision.version or (_where(row) != where and not row.is_settled):
            raise StaleVersion
        row.meeting = where
        _refuse(row, outcome)
        _hold_the_chain()
        row.state, row.taken_on, row.method, row.note = (
            outcome.state,
            outcome.on,
            outcome.method,
            outcome.note,
        )
        row.year, row.number = outcome.on.year, _next_number(row, outcome.on.year)
        row.save(update_fields=[*OUTCOME, "meeting"])
        seal = _seal(row)
        for listener in _listeners.values():
            transaction.on_commit(listener, robust=True)
    decision.refresh_from_db()
    return seal


def _locked(decision: Decision) -> tuple[Decision, Meeting | None]:
    """The row as it is now, and the meeting that is locked: where its item stood just before. The meeting is locked
    first, then the item, always (promise I9)."""
    seen = Decision.objects.select_related("meeting", "item__meeting").get(pk=decision.pk)
    where = _where(seen)
    if where is not None:
        lock(where)
    if seen.item_id is not None:
        AgendaItem.objects.select_for_update(no_key=True).get(pk=seen.item_id)
    rows = Decision.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "body", "meeting", "item__meeting"
    )
    return rows.get(pk=decision.pk), where


def _where(row: Decision) -> Meeting | None:
    """The meeting a proposal is decided in: where its item stands. Settled, it stays with the meeting that did it."""
    if row.is_settled or row.item is None:
        return row.meeting
    return row.item.meeting or row.meeting


def _refuse(row: Decision, outcome: Outcome) -> None:
    if row.state != DecisionState.DRAFT:
        raise ValidationError(f"Dit kan niet meer. De stand is nu: {row.get_state_display().lower()}.")
    if outcome.on > timezone.localdate():
        raise ValidationError("Deze dag moet nog komen. Kies vandaag of een dag die voorbij is.")
    if outcome.state == DecisionState.REJECTED and not outcome.note:
        raise ValidationError("Schrijf op waarom het voorstel niet is aangenomen.")
    if not row.points:
        raise ValidationError("Schrijf eerst ten minste één besluitpunt.")
    _refuse_nowhere(row, outcome)
    row.method, row.taken_on = outcome.method, outcome.on  # what a check asks depends on them
    for check in _checks.values():
        check(row, outcome.state)


def _refuse_nowhere(row: Decision, outcome: Outcome) -> None:
    """At the table is in a meeting: the quorum of that meeting is asked."""
    if row.item is not None and row.meeting is None:
        raise ValidationError(ON_NO_AGENDA)
    if outcome.method in WITHOUT_A_TABLE:
        return
    if row.item is not None and row.item.meeting is None:
        raise ValidationError(ON_NO_AGENDA)
    if row.meeting is None:
        raise ValidationError(IN_NO_MEETING)


def _hold_the_chain() -> None:
    """One settles at a time, everywhere: number and link follow on the last one. The trigger takes the same lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('governance.decisions.chain'))")


def _next_number(row: Decision, year: int) -> int:
    last = Decision.objects.filter(body=row.body_id, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _seal(row: Decision) -> DecisionSeal:
    last = DecisionSeal.objects.order_by("-number").first()
    content = canonical(content_of(row))
    previous, own = last.chain if last else START, digest(content)
    return DecisionSeal.objects.create(
        number=(last.number if last else 0) + 1,
        decision=row,
        content=content,
        sha256=own,
        previous=previous,
        chain=link(previous, own),
    )


def link(previous: str, own: str) -> str:
    """The chain after one more: SHA-256 (hex) of the chain before it and the hash of its words."""
    return sha256(f"{previous}{own}".encode()).hexdigest()


def move(decision: Decision, state: DecisionState, *, by: Actor, reason: str) -> bool:
    """Drop a proposal or bring it back; whether it is in that state now. The row decides, not what was read before."""
    with acting(by, reason=reason), transaction.atomic():
        row, _ = _locked(decision)
        came_from = DecisionState.DRAFT if state == DecisionState.DROPPED else DecisionState.DROPPED
        if row.state == came_from:
            row.state = state
            row.save(update_fields=["state"])
    decision.refresh_from_db()
    return decision.state == state
