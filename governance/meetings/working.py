"""The agenda on the desk of who keeps it: lines in order, times, the parking lot and what can be undone."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch

from governance.bodies.models import Body
from governance.meetings.clock import TimeBudget, starts
from governance.meetings.lateness import LateFrom, late_from
from governance.meetings.models import AgendaItem, Meeting, Paper, ParallelSession
from governance.meetings.models.visibility import kept_by
from governance.meetings.remarks import Remark, remarks_of
from governance.meetings.rooms_content import rooms_of, with_round_moments
from governance.meetings.snapshot import owner_of
from zorgzaam.publicity import Publicity
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Line:
    """One line. `item` is None when this reader may know of the place and the minutes only."""

    pk: uuid.UUID
    number: int | None
    start: Any
    minutes: int
    item: AgendaItem | None
    owner: str = ""
    remarks: Sequence[Remark] = ()

    @property
    def parallel(self) -> dict[str, Any] | None:
        """The sessions of an item that is held in several rooms, as the agenda shows them."""
        rooms = rooms_of(self.item, self.start, named=True) if self.item else None
        return with_round_moments(rooms) if rooms else None

    @property
    def called(self) -> str:
        """How the line is spoken of in an announcement."""
        return f"Agendapunt {self.number}" if self.number else "Het vertrouwelijke punt"

    @property
    def choice(self) -> str:
        """The line among others to choose from."""
        title = self.item.title if self.item else "Vertrouwelijk punt"
        return f"{self.number}. {title}" if self.number else title


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


def desk(meeting: Meeting, reader: Reader) -> Desk:
    """The working agenda for somebody who keeps it; a constant number of queries."""
    frame = list(meeting.items.order_by("position").values_list("pk", "minutes", "publicity"))
    readable = {item.pk: item for item in _items(reader, late_from([meeting])).filter(meeting=meeting)}
    moments = starts(meeting.starts_at, [minutes for _, minutes, _ in frame])
    remarks = remarks_of(meeting, reader)
    lines = []
    number = 0
    for (pk, minutes, publicity), start in zip(frame, moments, strict=False):
        number += publicity != Publicity.CONFIDENTIAL
        item = readable.get(pk)
        shown = number if publicity != Publicity.CONFIDENTIAL else None
        owner = owner_of(item, named=True) if item else ""
        said = remarks.get(pk, ()) if item else ()
        lines.append(Line(pk, shown, start, minutes, item, owner, said))
    budget = TimeBudget(meeting.starts_at, sum(minutes for _, minutes, _ in frame), meeting.available_minutes)
    return Desk(meeting, lines, budget, lot(meeting.body, reader), removed_from(meeting, reader))


def removed_from(meeting: Meeting, reader: Reader) -> list[AgendaItem]:
    """What was taken away and once stood on this agenda, the last one first, as far as this reader keeps it."""
    events = AgendaItem.history.rel.related_model._default_manager  # type: ignore[attr-defined]
    stood_here = events.filter(pgh_obj_id=OuterRef("pk"), meeting_id=meeting.pk)
    gone = AgendaItem.objects.filter(kept_by(reader, "body_id"), body_id=meeting.body_id)
    return list(gone.filter(Exists(stood_here), removed_at__isnull=False).order_by("-removed_at", "pk"))


def lot(body: Body, reader: Reader) -> list[AgendaItem]:
    """The parking lot of a body, as far as this reader keeps it."""
    return list(AgendaItem.objects.visible_to(reader).filter(body=body).parked())


def _items(reader: Reader, late: LateFrom) -> Any:
    shown = Paper.objects.readable_by(reader).with_late(late).select_related("file")
    papers = Prefetch("papers", shown, to_attr="open_papers")
    related = ("owner_organisation", "owner_person", "parallel")
    sessions = Prefetch("parallel__sessions", ParallelSession.objects.shown())
    return AgendaItem.objects.readable_by(reader).select_related(*related).prefetch_related(papers, sessions)


def numbers(order: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """The number each item has in this order; a confidential one has none."""
    confidential = set(
        AgendaItem.objects.filter(pk__in=order, publicity=Publicity.CONFIDENTIAL).values_list("pk", flat=True)
    )
    return {pk: number for number, pk in enumerate((k for k in order if k not in confidential), start=1)}


def moved(order: Sequence[uuid.UUID], pk: uuid.UUID, direction: str) -> list[uuid.UUID]:
    """The order with one item a place `up` or `down`, or to the `top` or `bottom`; at the end of the list it stays."""
    rest = [key for key in order if key != pk]
    here = list(order).index(pk)
    places = {"up": max(0, here - 1), "down": min(len(rest), here + 1), "top": 0, "bottom": len(rest)}
    rest.insert(places[direction], pk)
    return rest


def swapped(order: Sequence[uuid.UUID], one: uuid.UUID, other: uuid.UUID) -> list[uuid.UUID]:
    """The order with these two in each other's place; ValueError when one of them is not in it."""
    places = {one: order.index(other), other: order.index(one)}
    return [
        next((pk for pk, place in places.items() if place == here), key) for here, key in enumerate(order)
    ]
