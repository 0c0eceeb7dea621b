"""The steps of an initiative after it was sent: one at a time, each as a fact, and asked twice done once."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from partners.initiatives.expecting import EXPECTED
from partners.initiatives.models import WITHDRAWABLE, Initiative, Move, State, may_follow
from partners.initiatives.terms import TRIAGE, within
from partners.organisations.models import Organisation
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion


@dataclass(frozen=True)
class Step:
    """Where an initiative goes, and what is said about it to who brought it in.

    `at_whom` names the body or organisation behind the state; for an `organisation` that is its name. Without
    `expected` the sentence of the state is said.
    """

    to: State
    why: str = ""
    expected: str = ""
    at_whom: str = ""
    organisation: Organisation | None = None
    due_on: datetime.date | None = None


def take_step(initiative: Initiative, step: Step, *, by: Actor) -> Move | None:
    """Take one step; gives its fact, or None when the initiative is there already.

    `initiative` says by its version what the reader looked at. StaleVersion when it changed since; ValidationError
    (Dutch) when this step does not follow.
    """
    with taking(initiative, by) as now:
        if _is_there(now, step):
            return None
        refuse_unless_follows(now, initiative, step.to)
        return write(now, step, by)


def withdraw(initiative: Initiative, *, why: str, by: Actor) -> Move | None:
    """Who brought it in takes it back, wherever it lies."""
    return take_step(initiative, Step(State.WITHDRAWN, why=why), by=by)


def answer_offer(initiative: Initiative, *, takes_it: bool, why: str, by: Actor) -> Move | None:
    """The organisation it was offered to takes it on, or not; then it lies with the netwerkbureau again."""
    if takes_it:
        whom = initiative.recipient
        return take_step(initiative, Step(State.ELSEWHERE, why=why, organisation=whom), by=by)
    said = f"{initiative.at_whom} pakt dit niet op. {why}".strip()
    return take_step(initiative, Step(State.TRIAGE, why=said, due_on=within(TRIAGE)), by=by)


# ---------------------------------------------------------------- the parts of a step
@contextmanager
def taking(initiative: Initiative, by: Actor) -> Iterator[Initiative]:
    """The row as it is now, locked until this step is done; everything written inside is done by `by`."""
    with acting(by), transaction.atomic():
        yield Initiative.objects.select_for_update(of=("self",), no_key=True).get(pk=initiative.pk)
    initiative.refresh_from_db()


def refuse_unless_follows(now: Initiative, seen: Initiative, to: State) -> None:
    """StaleVersion when somebody was first; ValidationError when `to` does not follow."""
    if now.version != seen.version:
        raise StaleVersion
    if not may_follow(now.state, to):
        raise ValidationError(f"Dit kan nu niet: de stand is “{now.words}”.")


def write(now: Initiative, step: Step, by: Actor, *, at: datetime.datetime | None = None) -> Move:
    """The state and its fact, on a row that is locked."""
    moment = at or timezone.now()
    at_whom = step.at_whom or (str(step.organisation) if step.organisation else "")
    now.state, now.since, now.at_whom, now.due_on = step.to, moment, at_whom, step.due_on
    if step.to in (State.OFFERED, State.ELSEWHERE):
        now.recipient = step.organisation
    elif step.to == State.TRIAGE:
        now.recipient = None
    now.save()
    return Move.objects.create(
        initiative=now,
        state=step.to,
        at_whom=at_whom,
        organisation=step.organisation,
        person_id=person_of(by),
        why=step.why,
        expected=step.expected or EXPECTED[step.to],
        due_on=step.due_on,
        at=moment,
    )


def person_of(by: Actor) -> uuid.UUID | None:
    """The person behind an actor; None for a part of the house, and for a visitor."""
    return actor_person_id(actor_key(by))


def asked_back(initiative: Initiative) -> str:
    """What the netwerkbureau wants to know of one that was given back; "" of any other."""
    if initiative.state != State.RETURNED:
        return ""
    last = initiative.moves.filter(state=State.RETURNED).order_by("-at").first()
    return last.why if last else ""


def can_be_withdrawn(initiative: Initiative) -> bool:
    return initiative.state in WITHDRAWABLE


def _is_there(now: Initiative, step: Step) -> Any:
    """Whether this very step was the last one."""
    if now.state != step.to:
        return False
    last = now.moves.order_by("-at").first()
    organisation = step.organisation.pk if step.organisation else None
    return last is not None and (last.why, last.organisation_id) == (step.why, organisation)
