"""The agenda on the desk of who keeps it: lines in order, times, the parking lot and what can be undone."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from governance.bodies.models import Body
from governance.meetings.clock import TimeBudget, moments
from governance.meetings.lateness import LateFrom, late_from
from governance.meetings.models import AgendaItem, Meeting, Paper, ParallelSession
from governance.meetings.models.visibility import kept_by
from governance.meetings.numbering import Number, numbered
from governance.meetings.remarks import Remark, remarks_of
from governance.meetings.rooms_content import rooms_of, with_round_moments
from governance.meetings.snapshot import owner_of
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Line:
    """One line. `item` is None when this reader may know of the place and the minutes only. `of` is what it is a part
    of, `is_first` and `is_last` say where it stands among what it moves along: items, or parts of one item."""

    pk: uuid.UUID
    number: Number
    start: Any
    minutes: int
    item: AgendaItem | None
    owner: str = ""
    remarks: Sequence[Remark] = ()
    of: uuid.UUID | None = None
    is_first: bool = False
    is_last: bool = False
    has_parts: bool = False

    @property
    def parallel(self) -> dict[str, Any] | None:
        """The sessions of an item that is held in several rooms, as the agenda shows them."""
        rooms = rooms_of(self.item, self.start, named=True) if self.item else None
        return with_round_moments(rooms) if rooms else None

    @property
    def called(self) -> str:
        """How the line is spoken of in an announcement."""
        return f"Agendapunt {self.number.label}" if self.number.label else "Het vertrouwelijke punt"

    @property
    def choice(self) -> str:
        """The line among others to choose from."""
        title = self.item.title if self.item else "Vertrouwelijk punt"
        return f"{self.number.label}. {title}" if self.number.label else title


@dataclass(frozen=True)
class Desk:
    """Everything the working page shows of one meeting."""

    meeting: Meeting
    lines: list[Line]
    budget: TimeBudget
    lot: list[AgendaItem] = field(default_factory=list)
    removed: list[AgendaItem] = field(default_factory=list)

    @property
    def order(self) -> str:
        return ",".join(str(line.pk) for line in self.lines)

    @property
    def whole_lines(self) -> list[Line]:
        """The lines that stand on their own; parts stand with their item."""
        return [line for line in self.lines if line.of is None]


def desk(meeting: Meeting, reader: Reader) -> Desk:
    """The working agenda for somebody who keeps it; a constant number of queries."""
    fields = ("pk", "parent_id", "minutes", "publicity")
    frame = list(meeting.items.order_by("position").values_list(*fields))
    readable = {item.pk: item for item in _items(reader, late_from([meeting])).filter(meeting=meeting)}
    when = moments(meeting.starts_at, [(minutes, of is not None) for _, of, minutes, _ in frame])
    number = numbered((pk, of, publicity) for pk, of, _, publicity in frame)
    remarks = remarks_of(meeting, reader)
    beside: dict[uuid.UUID | None, list[uuid.UUID]] = {}
    for pk, of, _, _ in frame:
        beside.setdefault(of, []).append(pk)
    lines = []
    for (pk, of, minutes, _), start in zip(frame, when, strict=False):
        item = readable.get(pk)
        owner = owner_of(item, named=True) if item else ""
        said = remarks.get(pk, ()) if item else ()
        ends = (beside[of][0] == pk, beside[of][-1] == pk, pk in beside)
        lines.append(Line(pk, number[pk], start, minutes, item, owner, said, of, *ends))
    asked = sum(minutes for _, of, minutes, _ in frame if of is None)
    budget = TimeBudget(meeting.starts_at, asked, meeting.available_minutes)
    return Desk(meeting, lines, budget, lot(meeting.body, reader), removed_from(meeting, reader))


def removed_from(meeting: Meeting, reader: Reader) -> list[AgendaItem]:
    """What was taken away and once stood on this agenda, the last one first, as far as this reader keeps it."""
    events = AgendaItem.history.rel.related_model._default_manager  # type: ignore[attr-defined]
    stood_here = events.filter(pgh_obj_id=OuterRef("pk"), meeting_id=meeting.pk)
    gone = AgendaItem.objects.filter(kept_by(reader, "body_id"), body_id=meeting.body_id)
    gone = gone.filter(Exists(stood_here), removed_at__isnull=False)
    return list(_whole(gone).order_by("-removed_at", "pk"))


def lot(body: Body, reader: Reader) -> list[AgendaItem]:
    """The parking lot of a body, as far as this reader keeps it, each with how many parts lie with it."""
    return list(_whole(AgendaItem.objects.visible_to(reader).filter(body=body).parked()))


def _whole(items: Any) -> Any:
    """What is listed itself: a part comes and goes with the item it lies with, `lying` of them."""
    here = Q(parent__isnull=True) | ~Q(parent__body=F("body"))
    return items.filter(here).annotate(lying=Count("parts", filter=Q(parts__body=F("body"))))


def _items(reader: Reader, late: LateFrom) -> Any:
    shown = Paper.objects.readable_by(reader).with_late(late).select_related("file")
    papers = Prefetch("papers", shown, to_attr="open_papers")
    related = ("owner_organisation", "owner_person", "parallel")
    sessions = Prefetch("parallel__sessions", ParallelSession.objects.shown())
    return AgendaItem.objects.readable_by(reader).select_related(*related).prefetch_related(papers, sessions)


def numbers(order: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What each item is called in this order: "3", "3a"; a confidential one has no name here."""
    rows = AgendaItem.objects.filter(pk__in=order).values_list("pk", "parent_id", "publicity")
    known = {pk: (pk, parent if parent in order else None, publicity) for pk, parent, publicity in rows}
    found = numbered(known[pk] for pk in order if pk in known)
    return {pk: number.label for pk, number in found.items() if number.label}
