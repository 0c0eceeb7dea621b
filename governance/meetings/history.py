"""The story of a meeting: its own changes, those of its items and papers, and its publications, in one list.

Who keeps the agenda but may not read a confidential item sees that something happened to it, and nothing more. What
was confidential at the time stays unread too.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Q

from governance.meetings.changes import moved
from governance.meetings.models import AgendaItem, Audience, ItemSubject, Meeting, MeetingStatus, Paper
from governance.meetings.models.meetings import OFFICES, bodies_where
from governance.meetings.models.visibility import kept_by
from governance.meetings.words import Words, names_of_subjects
from zorgzaam.audit.actors import actor_key
from zorgzaam.publicity import Publicity
from zorgzaam.standing import Reader, standing_of

MEETING_FIELDS = ("title", "starts_at", "ends_at", "location")
ITEM_FIELDS = (
    *("title", "kind", "treatment", "minutes", "owner_organisation_id", "owner_person_id", "explanation"),
    *("publicity", "publicity_ground", "publicity_until", "embargo_until"),
)
PAPER_FIELDS = (
    *("title", "file_number", "edocs_number", "woo", "woo_category"),
    *("publicity", "publicity_ground", "publicity_until", "embargo_until"),
)


@dataclass
class Entry:
    """One line as `ui/history.html` shows it; `key` is the actor until `who` is looked up."""

    when: datetime.datetime
    key: str
    what: str
    reason: str = ""
    changes: list[dict[str, str]] = field(default_factory=list)
    who: str = ""
    # The items it is about, for who has them on a page.
    items: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True)
class Step:
    """One event of history with the one before it of the same row."""

    event: Any
    before: Any

    @property
    def key(self) -> str:
        return str(self.event.pgh_context["actor"])

    @property
    def reason(self) -> str:
        return str(self.event.pgh_context.get("reason", ""))

    def differs(self, names: Iterable[str]) -> list[str]:
        """Which of these fields this step changed."""
        return [name for name in names if getattr(self.before, name) != getattr(self.event, name)]

    def entry(self, what: str, **more: Any) -> Entry:
        return Entry(self.event.pgh_created_at, self.key, what, more.pop("reason", self.reason), **more)


def history_of(meeting: Meeting, reader: Reader) -> list[Entry]:
    """Everything that happened to a meeting, newest first, in a number of queries that does not grow with it."""
    items = _steps(AgendaItem, Q(pgh_obj_id__in=_once_on_agenda(meeting)))
    papers = _steps(Paper, Q(item_id__in={step.event.id for step in items}))
    words = Words.for_steps([*items, *papers])
    office = _holds_office(reader, meeting.body_id)
    kept = (
        Kept(_readable(AgendaItem, items, "body_id", reader), office),
        Kept(_readable(Paper, papers, "item__body_id", reader), office),
    )
    told = _of_meeting(_steps(Meeting, Q(pgh_obj_id=meeting.pk)), words) + _of_publications(meeting)
    told += _of_items(meeting, items, kept[0], words) + _of_papers(meeting, items, papers, kept, words)
    told += _of_subjects(items, kept[0])
    told.sort(key=lambda entry: entry.when, reverse=True)
    return words.sign(told)


@dataclass(frozen=True)
class Until:
    """How far history was: the last event of meetings, items and papers."""

    meetings: int
    items: int
    papers: int

    @classmethod
    def read(cls, text: str) -> "Until":
        """Of "12.345.67"; ValueError for anything else."""
        meetings, items, papers = (int(part) for part in text.split("."))
        return cls(meetings, items, papers)


def news_of(meeting: Meeting, reader: Reader, until: Until) -> list[Entry]:
    """What happened to a meeting, its items and its papers since history was so far, oldest first; as `history_of`,
    without reading the years before it."""
    items = _steps(AgendaItem, Q(pgh_obj_id__in=_once_on_agenda(meeting)), until.items)
    papers = _steps(Paper, Q(item__meeting=meeting), until.papers)
    words = Words.for_steps([*items, *papers])
    office = _holds_office(reader, meeting.body_id)
    kept = Kept(_readable(AgendaItem, items, "body_id", reader), office)
    kept_papers = Kept(_readable(Paper, papers, "item__body_id", reader), office)
    told = _of_meeting(_steps(Meeting, Q(pgh_obj_id=meeting.pk), until.meetings), words)
    told += _of_items(meeting, items, kept, words)
    told += [entry for step in papers if (entry := _paper_entry(step, words, kept_papers, ""))]
    told.sort(key=lambda entry: entry.when)
    return words.sign(told)


def item_history(item: AgendaItem, reader: Reader) -> list[Entry]:
    """Everything that happened to one item and its papers, for somebody who keeps it; newest first."""
    items, papers = _steps(AgendaItem, Q(pgh_obj_id=item.pk)), _steps(Paper, Q(item_id=item.pk))
    words = Words.for_steps([*items, *papers])
    office = _holds_office(reader, item.body_id)
    kept = Kept({item.pk}, office), Kept(_readable(Paper, papers, "item__body_id", reader), office)
    told = [entry for step in items if (entry := _item_entry(step, words, is_open=kept[0].opens(step)))]
    told += [entry for step in papers if (entry := _paper_entry(step, words, kept[1], ""))]
    told += _of_subjects(items, kept[0])
    told.sort(key=lambda entry: entry.when, reverse=True)
    return words.sign(told)


@dataclass(frozen=True)
class Kept:
    """Of which rows a reader may read the words: those kept today, and of chair and secretary what was confidential."""

    ids: set[uuid.UUID]
    office: bool

    def opens(self, step: Step) -> bool:
        """Whether this step may be told in full."""
        events = [event for event in (step.event, step.before) if event is not None]
        secret = any(event.publicity == Publicity.CONFIDENTIAL for event in events)
        return step.event.id in self.ids and (self.office or not secret)


def _holds_office(reader: Reader, body_id: uuid.UUID) -> bool:
    return body_id in bodies_where(standing_of(reader), OFFICES)


def _events(model: Any) -> Any:
    return model.history.rel.related_model._default_manager


def taken_from(item: AgendaItem) -> Meeting | None:
    """The meeting whose agenda an item stood on until somebody took it away; None when it lay in the parking lot."""
    before = _events(AgendaItem).filter(pgh_obj_id=item.pk, removed_at__isnull=True).order_by("-pgh_id")
    return Meeting.objects.filter(pk=before.values("meeting_id")[:1], body=item.body_id).first()


def _once_on_agenda(meeting: Meeting) -> Any:
    return _events(AgendaItem).filter(meeting_id=meeting.pk).values("pgh_obj_id")


def _steps(model: Any, which: Q, after: int | None = None) -> list[Step]:
    """The events `which` names, each with the one before it; only those after event number `after`."""
    steps: list[Step] = []
    events = _events(model).filter(which)
    last: dict[uuid.UUID, Any] = {}
    if after is not None:
        earlier, events = events.filter(pgh_id__lte=after), events.filter(pgh_id__gt=after)
        earlier = earlier.filter(pgh_obj_id__in=events.values("pgh_obj_id"))
        last = {event.id: event for event in earlier.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")}
    for event in events.order_by("pgh_id"):
        steps.append(Step(event, last.get(event.id)))
        last[event.id] = event
    return steps


def _readable(model: Any, steps: list[Step], body: str, reader: Reader) -> set[uuid.UUID]:
    """Ids of the rows in these steps whose words this reader keeps today."""
    rows = model.objects.filter(kept_by(reader, body), pk__in={step.event.id for step in steps})
    rows = rows.filter(kept_by(reader, body, "item__")) if model is Paper else rows
    return set(rows.values_list("pk", flat=True))


# ---------------------------------------------------------------- the meeting and its publications
def _of_meeting(steps: list[Step], words: Words) -> list[Entry]:
    found = []
    for step in steps:
        if step.before is None:
            found.append(step.entry("Vergadering gemaakt"))
            continue
        if MeetingStatus.DISCARDED in (step.event.status, step.before.status):
            gone = step.event.status == MeetingStatus.DISCARDED
            found.append(step.entry("Vergadering weggegooid" if gone else "Vergadering teruggehaald"))
        elif step.event.status not in (step.before.status, MeetingStatus.PUBLISHED):
            off = step.event.status in (MeetingStatus.CANCELLED, MeetingStatus.DROPPED)
            what = "Vergadering afgezegd" if off else "Agenda ingetrokken"
            found.append(step.entry(what, reason=step.event.status_note))
        if rows := words.rows(Meeting, step, MEETING_FIELDS):
            found.append(step.entry("Vergadering gewijzigd", changes=rows))
    return found


def _of_publications(meeting: Meeting) -> list[Entry]:
    rows = meeting.publications.filter(audience=Audience.PUBLIC).select_related("published_by")
    system = "systeem:werker"
    return [
        Entry(
            row.published_at,
            actor_key(row.published_by) if row.published_by else system,
            f"Versie {row.version} gepubliceerd",
            row.reason,
        )
        for row in rows.defer("data", "html", "changes")
    ]


# ---------------------------------------------------------------- items
def _of_items(meeting: Meeting, steps: list[Step], kept: Kept, words: Words) -> list[Entry]:
    """Steps that touched this agenda. The places of one transaction are one entry: they moved together."""
    here = [step for step in steps if meeting.pk in (step.event.meeting_id, _was_on(step))]
    here.sort(key=lambda step: (step.event.pgh_created_at, step.event.pgh_id))
    found = []
    for _, together in groupby(here, key=lambda step: step.event.pgh_created_at):
        group = list(together)
        came_or_went = any(step.event.meeting_id != _was_on(step) for step in group)
        if not came_or_went and (entry := _reordered(group, kept)):
            found.append(entry)
        for step in group:
            if entry := _item_entry(step, words, is_open=kept.opens(step)):
                found.append(entry)
    return found


def _was_on(step: Step) -> uuid.UUID | None:
    return step.before.meeting_id if step.before is not None else None


def _reordered(group: list[Step], kept: Kept) -> Entry | None:
    shifted = [step for step in group if step.before and step.before.position != step.event.position]
    if not shifted:
        return None
    old = [str(s.event.id) for s in sorted(shifted, key=lambda s: s.before.position)]
    new = [str(s.event.id) for s in sorted(shifted, key=lambda s: s.event.position)]
    by_id = {str(step.event.id): step for step in shifted}
    rows = [
        {
            "label": by_id[key].event.title if kept.opens(by_id[key]) else "Vertrouwelijk punt",
            "before": f"plaats {by_id[key].before.position}",
            "after": f"plaats {by_id[key].event.position}",
        }
        for key in moved(old, new)
    ]
    about = frozenset(by_id[key].event.id for key in moved(old, new))
    return shifted[0].entry("Volgorde gewijzigd", changes=rows, items=about)


def _item_entry(step: Step, words: Words, *, is_open: bool) -> Entry | None:
    name = f"“{step.event.title}”" if is_open else "Vertrouwelijk punt"
    about = frozenset({step.event.id})
    if step.event.pgh_label == "verwijderd":
        return step.entry(f"{name} gewist", items=about)
    if step.before is None:
        where = "op de agenda gezet" if step.event.meeting_id else "op de parkeerplaats gezet"
        return step.entry(f"{name} gemaakt en {where}", items=about)
    if what := _moved_to(step):
        return step.entry(f"{name} {what}", items=about)
    if step.event.meeting_id and step.event.parent_id != step.before.parent_id:
        nested = "los gemaakt" if step.event.parent_id is None else "onderdeel gemaakt"
        return step.entry(f"{name} {nested}", items=about)
    changed = step.differs(ITEM_FIELDS)
    if not changed:
        return None
    rows = words.rows(AgendaItem, step, changed) if is_open else []
    return step.entry(f"{name} gewijzigd", changes=rows, items=about)


def _moved_to(step: Step) -> str:
    """Where an item went between agenda, parking lot and removal; empty when it stayed."""
    before, after = step.before, step.event
    if after.removed_at and not before.removed_at:
        return "verwijderd"
    if before.meeting_id != after.meeting_id:
        if after.meeting_id is None:
            return "naar de parkeerplaats"
        return "teruggezet op de agenda" if before.removed_at else "op de agenda gezet"
    return "teruggehaald naar de parkeerplaats" if before.removed_at and not after.removed_at else ""


def _of_subjects(items: list[Step], kept: Kept) -> list[Entry]:
    """What these items came to be about, and no longer; of an item with a step that stays unread nothing."""
    secret = {step.event.id for step in items if not kept.opens(step)}
    titles = {step.event.id: step.event.title for step in items if step.event.id not in secret}
    events = list(_events(ItemSubject).filter(item_id__in=titles).order_by("pgh_id"))
    names = names_of_subjects(events)
    found = []
    for event in events:
        about = names[event.task_id or event.theme_id]
        what = "gaat niet meer over" if event.pgh_label == "verwijderd" else "gaat nu over"
        found.append(Step(event, None).entry(f"“{titles[event.item_id]}” {what} “{about}”"))
    return found


# ---------------------------------------------------------------- papers
def _of_papers(
    meeting: Meeting, items: list[Step], papers: list[Step], kept: tuple[Kept, Kept], words: Words
) -> list[Entry]:
    """Papers of the items that stood on this agenda at the time."""
    found = []
    for step in papers:
        item = _item_at(items, step)
        if item is None or item.event.meeting_id != meeting.pk:
            continue
        title = item.event.title if kept[0].opens(item) else ""
        if entry := _paper_entry(step, words, kept[1], title):
            found.append(entry)
    return found


def _item_at(items: list[Step], paper: Step) -> Step | None:
    """How the item of a paper was at that moment."""
    of_it = [step for step in items if step.event.id == paper.event.item_id]
    until = [step for step in of_it if step.event.pgh_created_at <= paper.event.pgh_created_at]
    return until[-1] if until else (of_it[0] if of_it else None)


def _paper_entry(step: Step, words: Words, kept: Kept, item: str) -> Entry | None:
    is_open = kept.opens(step)
    name = f"Stuk “{step.event.title}”" if is_open else "Een vertrouwelijk stuk"
    at = f" bij “{item}”" if item and is_open else ""
    if step.before is None:
        return step.entry(f"{name} toegevoegd{at}")
    if bool(step.before.removed_at) != bool(step.event.removed_at):
        return step.entry(f"{name} {'weggehaald' if step.event.removed_at else 'teruggehaald'}{at}")
    changed = step.differs(PAPER_FIELDS)
    if not changed:
        return None
    rows = words.rows(Paper, step, changed) if is_open else []
    return step.entry(f"{name} gewijzigd{at}", changes=rows)
