"""What each block tells of its record, as everybody may read it at this moment.

A record that is not public any more, or not yet, tells nothing: `closed` says so, and such an issue is not frozen.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.html import format_html_join, linebreaks

from governance.decisions.models import Decision
from governance.meetings.models import MeetingStatus, PublishedLine
from newsletters.issues.models import Block, BlockKind
from partners.initiatives.models import InitiativePublication, Success
from partners.initiatives.publishing.words import public_words
from regioplan.progress.models import Milestone, MilestoneState
from regioplan.progress.reports import ProgressReport
from themes.tasks.models import TransformationTask
from zorgzaam.lights import Light
from zorgzaam.standing import NOBODY, Reader, StandIn
from zorgzaam.ui.dates import day, moment

# For whom records are read: somebody without any standing, so that nothing closed can be told.
PUBLIC_READER: Reader = StandIn(NOBODY)
CLOSED = {
    BlockKind.DECISION: "Dit besluit is niet openbaar (meer). Haal het blok weg, of wacht tot het openbaar is.",
    BlockKind.MEETING: "De agenda van deze vergadering staat niet (meer) op de site. Haal het blok weg.",
    BlockKind.INITIATIVE: "Dit initiatief staat niet (meer) op de site. Haal het blok weg.",
    BlockKind.SUCCESS: "Dit succes mag niet (meer) in de nieuwsbrief. Haal het blok weg.",
    BlockKind.TASK: "Deze opgave is er niet meer. Haal het blok weg.",
}
NO_PROGRESS = "Over de voortgang is nog niets gemeld"
NO_PICTURE = "Het beeld wordt nog nagekeken op virussen. Probeer het over een minuut opnieuw."


@dataclass(frozen=True)
class Told:
    """`words` is clean HTML, `facts` are short lines, `url` is the path of the page of the record. `closed` says why
    this block cannot go out ("" when it can)."""

    heading: str = ""
    words: str = ""
    facts: tuple[str, ...] = ()
    url: str = ""
    more: str = ""
    closed: str = ""


def tell(blocks: Iterable[Block]) -> dict[Any, Told]:
    """Of each block what readers get: our own heading and words where we wrote them, else those of the record. At most
    two queries per kind."""
    rows = list(blocks)
    found: dict[Any, Told] = {}
    for kind, ask in _ASK.items():
        mine = {row.record.pk: row for row in rows if row.kind == kind}
        told = ask([*mine]) if mine else {}
        found |= {row.pk: told.get(row.record.pk, Told()) for row in rows if row.kind == kind}
    return {row.pk: _with_own_words(row, found.get(row.pk)) for row in rows}


def _with_own_words(row: Block, told: Told | None) -> Told:
    if told is None:
        told = Told(facts=_event(row)) if row.kind == BlockKind.EVENT else Told()
    elif not told.heading:
        told = Told(heading=str(row.record or ""), closed=CLOSED[BlockKind(row.kind)])
    if row.picture is not None and not row.picture.is_readable and not told.closed:
        told = replace(told, closed=NO_PICTURE)
    return replace(told, heading=row.heading or told.heading, words=row.words or told.words)


def _event(row: Block) -> tuple[str, ...]:
    when = moment(row.starts_at)
    if row.starts_at and row.ends_at:
        when = _until(row.starts_at, row.ends_at)
    return tuple(part for part in (when, row.place) if part)


def _until(starts: datetime.datetime, ends: datetime.datetime) -> str:
    same_day = timezone.localdate(starts) == timezone.localdate(ends)
    end = f"{timezone.localtime(ends):%H:%M}" if same_day else moment(ends)
    return f"{moment(starts)} tot {end}"


def _decisions(keys: list[Any]) -> dict[Any, Told]:
    rows = Decision.objects.visible_to(PUBLIC_READER).settled().filter(pk__in=keys).shown()
    return {row.pk: _decision(row) for row in rows}


def _decision(row: Decision) -> Told:
    outcome = row.get_state_display()
    points = format_html_join("", "<li>{}</li>", ((point,) for point in row.points))
    words = f"<ol>{points}</ol>" if len(row.points) > 1 else linebreaks(row.points[0], autoescape=True)
    facts = (f"{outcome} op {day(row.taken_on, weekday=False)}", row.body.name)
    return Told(row.title, words, facts, row.get_absolute_url(), "Lees het besluit")


def _meetings(keys: list[Any]) -> dict[Any, Told]:
    lines = PublishedLine.objects.visible_to(PUBLIC_READER).filter(
        item__isnull=True, publication__meeting__in=keys
    )
    rows = lines.select_related("publication__meeting__body").defer(
        "publication__data", "publication__html", "publication__changes"
    )
    return {row.publication.meeting_id: _meeting(row) for row in rows}


def _meeting(row: PublishedLine) -> Told:
    meeting = row.publication.meeting
    facts = tuple(part for part in (moment(row.publication.starts_at), row.text, meeting.body.name) if part)
    off = meeting.get_status_display() if meeting.status != MeetingStatus.PUBLISHED else ""
    return Told(
        row.title,
        "",
        (*((off,) if off else ()), *facts),
        row.get_absolute_url(),
        "Bekijk de agenda",
    )


def _initiatives(keys: list[Any]) -> dict[Any, Told]:
    rows = InitiativePublication.objects.current().filter(initiative__in=keys).shown()
    return {row.initiative_id: _initiative(row) for row in rows}


def _initiative(row: InitiativePublication) -> Told:
    words = linebreaks(row.summary, autoescape=True)
    facts = (row.by_whom, public_words(row.initiative))
    return Told(row.title, words, facts, row.get_absolute_url(), "Lees meer over dit initiatief")


def _successes(keys: list[Any]) -> dict[Any, Told]:
    rows = list(Success.objects.offered().filter(pk__in=keys))
    published = InitiativePublication.objects.current().filter(
        initiative__in=[row.initiative_id for row in rows]
    )
    titles = {row.initiative_id: row for row in published.shown()}
    return {row.pk: _success(row, titles[row.initiative_id]) for row in rows if row.initiative_id in titles}


def _success(row: Success, about: InitiativePublication) -> Told:
    words = linebreaks(row.text, autoescape=True)
    facts = (about.by_whom, day(row.on, weekday=False))
    return Told(
        f"Gelukt: {about.title}", words, facts, about.get_absolute_url(), "Lees meer over dit initiatief"
    )


def _tasks(keys: list[Any]) -> dict[Any, Told]:
    rows = TransformationTask.objects.visible_to(PUBLIC_READER).filter(pk__in=keys)
    stones = Milestone.objects.visible_to(PUBLIC_READER).filter(task__in=keys)
    reports = ProgressReport.objects.visible_to(PUBLIC_READER).standing_now().filter(agreement__task__in=keys)
    states: dict[Any, list[str]] = {}
    for task, state in stones.values_list("task", "state"):
        states.setdefault(task, []).append(state)
    lights: dict[Any, tuple[str, str]] = {}
    for task, light, reason in reports.order_by("ends_on", "submitted_at").values_list(
        "agreement__task", "light", "reason"
    ):
        lights[task] = (light, reason)
    return {row.pk: _task(row, states.get(row.pk, []), lights.get(row.pk)) for row in rows}


def _task(row: TransformationTask, states: list[str], light: tuple[str, str] | None) -> Told:
    still = [state for state in states if state != MilestoneState.DROPPED]
    reached = still.count(MilestoneState.REACHED)
    facts = [row.label]
    if still:
        facts.append(f"{reached} van de {len(still)} mijlpalen gehaald")
    if light:
        facts.append(f"Laatste verslag: {str(Light(light[0]).label).lower()}. {light[1]}")
    if not still and not light:
        facts.append(NO_PROGRESS)
    words = linebreaks(row.text, autoescape=True) if row.text else ""
    more = "Bekijk de voortgang" if still or light else "Bekijk de opgave"
    return Told(row.title, words, tuple(facts), row.get_absolute_url(), more)


_ASK: Mapping[BlockKind, Callable[[list[Any]], dict[Any, Told]]] = {
    BlockKind.DECISION: _decisions,
    BlockKind.MEETING: _meetings,
    BlockKind.INITIATIVE: _initiatives,
    BlockKind.SUCCESS: _successes,
    BlockKind.TASK: _tasks,
}
