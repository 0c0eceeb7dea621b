"""How a row stands, as a file says it: a new row begins so, and one that is there takes the step by its own method."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from governance.council.commitments.models import Commitment, CommitmentState
from governance.council.endings import last_ending
from governance.council.handling.deciding import Evidence, confirm, propose, settle_as_sourced
from governance.council.handling.models import Outcome, Settlement, SettlementState
from governance.council.importing.words import DAY_NEEDED, spoken_day
from governance.council.motions.models import OUTCOMES, TO_DECIDE, Motion, MotionState
from governance.council.questions.models import Question, QuestionState
from governance.council.sessions.models import CouncilSession, SessionState
from governance.council.sessions.models.sessions import TOO_EARLY
from governance.council.slips import of_step
from zorgzaam.accounts.models import User
from zorgzaam.importing.lines import NO_DAY, Line

ON_ITS_PAGE = "Van “{}” naar “{}” gaat alleen op de pagina van deze rij."
PUT_OFF = "Uitstel geef je op de pagina van de vraag. Schrijf hier “In behandeling”."
BY_THE_CLERK = (
    "Alleen de griffie van deze raad doet dit af. Vul bij bron het stuk in waarin dit staat, "
    "of laat de griffie dit bestand inlezen."
)
FILL = "Vul dit in bij de stand “{}”."
CALLED_OFF = "Dat een sessie niet doorgaat zeg je op haar pagina, met de reden erbij."
LABELS = {
    "ended_on": "afgedaan op", "ended_by": "waardoor", "decided_on": "besloten op", "votes": "stemming",
    "answered_on": "beantwoord op", "answered_with": "beantwoord met",
}  # fmt: skip
DAYS = ("ended_on", "decided_on", "answered_on")


@dataclass
class _Stand:
    """The cells about how one row stands, beside what is known of it."""

    line: Line
    row: Any
    to: str
    said: dict[str, Any]
    clerk: bool
    by: uuid.UUID | None

    @property
    def label(self) -> str:
        return str(type(self.row)._meta.get_field("state").choices and dict(
            type(self.row)._meta.get_field("state").choices)[self.to])  # fmt: skip

    def need(self, *names: str) -> bool:
        """Whether these cells are filled; a problem at each that is not."""
        lacking = [name for name in names if not self.said.get(name)]
        for name in lacking:
            self.line.says(LABELS[name], FILL.format(self.label))
        return not lacking


def compare_stand(line: Line, row: Any, *, clerk: bool, by: uuid.UUID | None) -> None:
    """Note what changes in how it stands; `line.save` gets `settlement` for a new row, `step` for one that is there."""
    if not hasattr(row, "state"):
        return
    said = _said(line)
    choices = {word.casefold(): value for value, label in type(row)._meta.get_field("state").choices
               for word in (value, str(label))}  # fmt: skip
    text = line.row.values.get("state", "")
    if text.casefold() not in choices and text:
        labels = dict(type(row)._meta.get_field("state").choices).values()
        line.says("stand", f"Kies één van: {', '.join(str(label) for label in labels)}.")
        return
    stand = _Stand(line, row, choices.get(text.casefold(), row.state), said, clerk, by)
    if stand.to == row.state and not line.is_new:
        _unchanged(stand)
    elif not line.problems:
        _move(stand)


def _said(line: Line) -> dict[str, Any]:
    """The cells beside the stand, days as days."""
    said: dict[str, Any] = {}
    for name in LABELS:
        text = line.row.values.get(name, "")
        said[name] = text
        if name in DAYS and text:
            said[name] = _day(line, name, text)
    return said


def _day(line: Line, name: str, text: str) -> datetime.date | None:
    try:
        found = spoken_day(text)
    except ValueError:
        line.says(LABELS[name], NO_DAY.format(text[:60]))
        return None
    if found and not found.is_exact:
        line.says(LABELS[name], DAY_NEEDED)
        return None
    return found.day if found else None


def _unchanged(stand: _Stand) -> None:
    """What belongs to a stand it has already is put right on its page, where it is known who decided it."""
    was = _known(stand.row)
    for name, now in stand.said.items():
        if name in stand.line.row.values and now and str(now) != str(was.get(name) or ""):
            stand.line.says(LABELS[name], "Dit verandert alleen op de pagina van deze rij.")


def _known(row: Any) -> dict[str, Any]:
    found = {name: getattr(row, name, None) for name in LABELS}
    if isinstance(row, Commitment | Motion):
        ended = last_ending(row)
        found["ended_on"], found["ended_by"] = (ended.on, ended.words) if ended else (None, "")
    return found


def _move(stand: _Stand) -> None:
    row, line = stand.row, stand.line
    day = getattr(row, row.essence[1])
    for name in DAYS:
        if day and (why := of_step(stand.said[name] or None, day)):
            line.says(LABELS[name], why)
    was = row.get_state_display() if not line.is_new else ""
    if stand.to != row.state or line.is_new:
        line.sets("stand", was, stand.label)
    if stand.to == row.state:
        return
    step = _STEPS[type(row)](stand)
    if step is None and not line.problems:
        line.says("stand", ON_ITS_PAGE.format(row.get_state_display(), stand.label))
    if line.is_new:
        row.state = stand.to
    else:
        line.save["step"] = step


Step = Callable[[User], Any]


def _commitment(stand: _Stand) -> Step | None:
    row: Commitment = stand.row
    if stand.to == CommitmentState.IN_PROGRESS and row.state == CommitmentState.OPEN:
        return lambda by: row.take_up(by=by)
    outcomes = {state: outcome for outcome, state in row.states_by_outcome.items()}
    if stand.to in outcomes and row.is_running:
        return _settle(stand, Outcome(outcomes[CommitmentState(stand.to)]))
    return None


def _motion(stand: _Stand) -> Step | None:
    row: Motion = stand.row
    said = stand.said
    if stand.line.is_new and stand.to not in TO_DECIDE:
        return _new_motion(stand)
    if stand.to == MotionState.HELD and row.state == MotionState.SUBMITTED:
        row.held_on = said["decided_on"] or None
        return lambda by: row.hold(by=by, on=said["decided_on"] or None)
    if stand.to in OUTCOMES and row.to_decide and stand.need("decided_on"):
        if why := row.before_held(said["decided_on"]):
            stand.line.says(LABELS["decided_on"], why)
        outcome = MotionState(stand.to)
        return lambda by: row.decide(outcome, on=said["decided_on"], by=by, votes=said["votes"])
    if stand.to == MotionState.EXECUTING and row.state == MotionState.ADOPTED:
        return lambda by: row.take_up(by=by)
    if stand.to == MotionState.SETTLED and row.is_running:
        return _settle(stand, Outcome.SETTLED)
    return None


def _new_motion(stand: _Stand) -> Step | None:
    """One that the council has decided about already."""
    if stand.need("decided_on"):
        stand.row.decided_on, stand.row.votes = stand.said["decided_on"], stand.said["votes"]
    return _settle(stand, Outcome.SETTLED) if stand.to == MotionState.SETTLED else lambda by: None


def _question(stand: _Stand) -> Step | None:
    row: Question = stand.row
    said = stand.said
    if stand.to == QuestionState.DELAYED:
        stand.line.says("stand", PUT_OFF)
    elif stand.to == QuestionState.IN_PROGRESS and row.state == QuestionState.SUBMITTED:
        return lambda by: row.take_up(by=by)
    elif stand.to == QuestionState.ANSWERED and stand.need("answered_on", "answered_with"):
        if stand.line.is_new:
            row.answered_on, row.answered_with = said["answered_on"], said["answered_with"]
        return lambda by: row.close(said["answered_on"], how=said["answered_with"], by=by)
    return None


def _session(stand: _Stand) -> Step | None:
    """One that was held. That one does not take place is said on its page, with the reason."""
    row: CouncilSession = stand.row
    if stand.to == SessionState.CANCELLED:
        stand.line.says("stand", CALLED_OFF)
    elif stand.to == SessionState.HELD and row.is_planned:
        if row.held_on and row.held_on > timezone.localdate():
            stand.line.says("stand", TOO_EARLY)
        return lambda by: row.hold(by=by)
    return None


_STEPS: dict[Any, Callable[[_Stand], Step | None]] = {
    Commitment: _commitment, Motion: _motion, Question: _question, CouncilSession: _session
}  # fmt: skip


def _settle(stand: _Stand, outcome: Outcome) -> Step | None:
    """The griffie who reads it in confirms it; for others a document says so, which they name."""
    row, said = stand.row, stand.said
    if not stand.need("ended_on", "ended_by"):
        return None
    if not stand.clerk and row.source is None:
        stand.line.says("stand", BY_THE_CLERK)
        return None
    if stand.line.is_new:
        decider = stand.by if stand.clerk else None
        stand.line.save["settlement"] = Settlement(
            outcome=outcome, on=said["ended_on"], words=said["ended_by"], source=row.source,
            state=SettlementState.CONFIRMED, decided_at=timezone.now(), decided_by_id=decider,
            proposed_by_id=stand.by,
        )  # fmt: skip
    evidence = Evidence(said["ended_by"], said["ended_on"], source=row.source)
    if not stand.clerk:
        return lambda by: settle_as_sourced(row, outcome, evidence, by=by)
    return lambda by: confirm(propose(row, outcome, evidence, by=by), by=by.person)
