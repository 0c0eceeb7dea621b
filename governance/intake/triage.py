"""What becomes of a proposal: each step once, under the lock of its row, by who may take it.

Asked twice is once; a page that shows another version than there is now is refused (StaleVersion). A meeting is locked
before anything else, then items, then the proposal.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import linebreaks

from governance.bodies.models import Body
from governance.intake.carrying import NOTHING_CHOSEN, Chosen, carry_over
from governance.intake.models import Proposal, ProposalState, ProposalStep, StepKind
from governance.intake.models.proposals import LIES
from governance.meetings import order
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.order import lock
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting
from zorgzaam.publicity import Publicity
from zorgzaam.versions import StaleVersion

NOT_HERE = "Dit voorstel ligt niet meer bij dit overleg. De stand is nu: {state}."
S = ProposalState


@dataclass(frozen=True)
class Place:
    """How a proposal becomes an item: on the agenda of `meeting`, or in the parking lot of the body (None). `papers`
    says who may read what came with it."""

    title: str
    kind: str
    minutes: int
    publicity: str = Publicity.PUBLIC
    ground: str = ""
    meeting: Meeting | None = None
    papers: Chosen = field(default_factory=dict)


@contextmanager
def _taking(
    row: Proposal, by: Actor, meeting: Meeting | None = None, item: AgendaItem | None = None
) -> Iterator[Proposal]:
    """The row as it is now, locked until the step is taken, after the meeting and the item it goes to; afterwards `row`
    says the same."""
    with acting(by), transaction.atomic():
        if meeting is not None:
            lock(meeting)
        if item is not None:
            list(AgendaItem.objects.filter(pk=item.pk).select_for_update(no_key=True, of=("self",)))
        yield _locked(row)
    row.refresh_from_db()


def _locked(row: Proposal) -> Proposal:
    return Proposal.objects.select_for_update(no_key=True, of=("self",)).get(pk=row.pk)


def _refuse(now: Proposal, row: Proposal, states: tuple[str, ...]) -> None:
    """What is not there any more, or is not what was looked at."""
    if now.state not in states:
        raise ValidationError(NOT_HERE.format(state=now.get_state_display().lower()))
    if now.version != row.version:
        raise StaleVersion


def _become(now: Proposal, state: str, **columns: Any) -> None:
    """The new state, with everything that belongs to another state emptied."""
    now.state = state
    for name in ("offered_to", "later_meeting", "later_on", "item"):
        setattr(now, name, columns.get(name))
    if "body" in columns:
        now.body = columns["body"]
    now.save(update_fields=["state", "body", "offered_to", "later_meeting", "later_on", "item"])


def _write(now: Proposal, kind: StepKind, by: Actor, **said: Any) -> ProposalStep:
    said.setdefault("body", now.body)
    return ProposalStep.objects.create(
        proposal=now, kind=kind, person_id=actor_person_id(actor_key(by)), **said
    )


# ---------------------------------------------------------------- here
def place(row: Proposal, where: Place, *, by: Actor) -> AgendaItem:
    """It becomes an item here, with its subjects, who brings it in, and its papers. Twice is the same item.

    ValidationError (Dutch) when it does not lie here any more, or the meeting takes no items.
    """
    with _taking(row, by, where.meeting) as now:
        if now.state == S.PLACED and now.item is not None:
            return now.item
        _refuse(now, row, LIES)
        item = _put(_item_of(now, where), where.meeting, by)
        carry_over(now, item, where.papers)
        _write(now, StepKind.PLACED, by, item=item, meeting=item.meeting)
        _become(now, S.PLACED, item=item)
    return item


def _item_of(now: Proposal, where: Place) -> AgendaItem:
    return AgendaItem(
        body=now.body,
        title=where.title,
        kind=where.kind,
        minutes=where.minutes,
        publicity=where.publicity,
        publicity_ground=where.ground,
        owner_organisation=now.organisation,
        # Who proposes for a council or an organisation does not stand on an agenda by name.
        owner_person=None if now.for_whom else now.proposed_by,
        explanation=linebreaks(now.why, autoescape=True),
    )


def _put(item: AgendaItem, meeting: Meeting | None, by: Actor) -> AgendaItem:
    if meeting is None:
        return order.add_to_lot(item, by=by)
    now = Meeting.objects.get(pk=meeting.pk)  # locked by now
    if now.body_id != item.body_id or not Meeting.objects.taking_items().filter(pk=now.pk).exists():
        raise ValidationError("Op deze vergadering kan geen punt meer. Kies een andere.")
    return order.add(now, item, by=by)


def join(
    row: Proposal, item: AgendaItem, *, by: Actor, text: str = "", papers: Chosen = NOTHING_CHOSEN
) -> bool:
    """It is talked about under an item there is; its subjects and papers go there. `papers` says who may read them.
    True when that is new."""
    with _taking(row, by, item.meeting, item) as now:
        if (now.state, now.item_id) == (S.JOINED, item.pk):
            return False
        _refuse(now, row, LIES)
        there = AgendaItem.objects.present().filter(pk=item.pk).first()
        if there is None or there.body_id != now.body_id:
            raise ValidationError("Dit punt is er niet meer. Kies een ander punt, of maak er een nieuw van.")
        carry_over(now, there, papers)
        _write(now, StepKind.JOINED, by, item=there, meeting=there.meeting, text=text)
        _become(now, S.JOINED, item=there)
    return True


# ---------------------------------------------------------------- elsewhere
def offer(row: Proposal, to: Body, *, by: Actor, why: str) -> bool:
    """It belongs with another body, whose keepers take it on or give it back. True when that is new."""
    with _taking(row, by) as now:
        if (now.state, now.offered_to_id) == (S.OFFERED, to.pk):
            return False
        _refuse(now, row, LIES)
        if to.pk == now.body_id:
            raise ValidationError("Het ligt al bij dit overleg. Kies een ander.")
        _write(now, StepKind.OFFERED, by, to_body=to, text=why)
        _become(now, S.OFFERED, offered_to=to)
    return True


def take_on(row: Proposal, *, by: Actor) -> bool:
    """The other body takes it on: from now on it lies there. True when that is new."""
    asked = row.offered_to_id
    with _taking(row, by) as now:
        if now.state == S.WAITING and now.body_id == asked:
            return False
        _refuse(now, row, (S.OFFERED,))
        there = now.offered_to
        _write(now, StepKind.TAKEN_ON, by, to_body=there)
        _become(now, S.WAITING, body=there)
    return True


def give_back(row: Proposal, *, by: Actor, why: str) -> bool:
    """The other body does not take it on: it waits again where it lay. True when that is new."""
    with _taking(row, by) as now:
        if now.state == S.WAITING and _last(now) == StepKind.GIVEN_BACK:
            return False
        _refuse(now, row, (S.OFFERED,))
        _write(now, StepKind.GIVEN_BACK, by, to_body=now.offered_to, text=why)
        _become(now, S.WAITING)
    return True


def _last(now: Proposal) -> str | None:
    return now.steps.order_by("-at", "-id").values_list("kind", flat=True).first()


# ---------------------------------------------------------------- later, back, withdrawn
@dataclass(frozen=True)
class Later:
    """A meeting it is meant for, or the day it comes up around."""

    meeting: Meeting | None = None
    on: datetime.date | None = None


def put_off(row: Proposal, when: Later, *, by: Actor, text: str = "") -> bool:
    """It comes up later, and stands on the termijnagenda until then. True when that is new."""
    with _taking(row, by) as now:
        meeting_id = when.meeting.pk if when.meeting else None
        if (now.state, now.later_meeting_id, now.later_on) == (S.LATER, meeting_id, when.on):
            return False
        _refuse(now, row, LIES)
        if when.meeting and when.meeting.body_id != now.body_id:
            raise ValidationError("Dit is een vergadering van een ander overleg.")
        _write(now, StepKind.LATER, by, meeting=when.meeting, on=when.on, text=text)
        _become(now, S.LATER, later_meeting=when.meeting, later_on=when.on)
    return True


def send_back(row: Proposal, *, by: Actor, why: str) -> bool:
    """Back to who proposed it, with the reason. True when that is new."""
    return _end(row, S.RETURNED, StepKind.RETURNED, by, why)


def withdraw(row: Proposal, *, by: Actor, why: str = "") -> bool:
    """Who proposed it takes it back, wherever it lies. True when that is new."""
    return _end(row, S.WITHDRAWN, StepKind.WITHDRAWN, by, why)


def _end(row: Proposal, state: str, kind: StepKind, by: Actor, why: str) -> bool:
    with _taking(row, by) as now:
        if now.state == state:
            return False
        _refuse(now, row, (*LIES, S.OFFERED) if state == S.WITHDRAWN else LIES)
        _write(now, kind, by, to_body=now.offered_to, text=why)
        _become(now, state)
    return True


# ---------------------------------------------------------------- told back
def report(row: Proposal, text: str, *, by: Actor) -> ProposalStep | None:
    """Tell who proposed it what came of it (P6: feedback to the Staten). The same words twice are one; None then.

    ValidationError (Dutch) while it is no item.
    """
    with _taking(row, by) as now:
        if now.steps.filter(kind=StepKind.REPORTED, text=text).exists():
            return None
        _refuse(now, row, (S.PLACED, S.JOINED))
        return _write(now, StepKind.REPORTED, by, item=now.item, text=text)


def waits_for_report() -> Any:
    """Requests of councils that were talked about, and of which nobody told the council what came of it."""
    told = ProposalStep.objects.filter(kind=StepKind.REPORTED).values("proposal")
    rows = Proposal.objects.filter(council__isnull=False, state__in=[S.PLACED, S.JOINED])
    return rows.filter(item__meeting__starts_at__lt=timezone.now()).exclude(pk__in=told)
