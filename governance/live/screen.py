"""What everybody at the table sees of a meeting that goes on, each as far as they may read. Queries do not grow.

Whoever is outside a closed part gets no line at all. An item a reader may not read keeps its place and its time.
"""

import datetime
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from governance.attendance.models import RecusalState, Reply
from governance.attendance.quorum import Aside, Table
from governance.attendance.reading import titles_for
from governance.decisions.models import Decision, DecisionState
from governance.live.models import LiveMeeting, LiveSpan, SpanKind
from governance.live.proposals import Proposal, proposals_at
from governance.live.running import stays_ended, times_of
from governance.meetings.clock import moments
from governance.meetings.models import AgendaItem
from governance.meetings.numbering import numbered
from governance.meetings.rooms_content import rooms_of, with_round_moments
from governance.series.models import Slip
from zorgzaam.access import may
from zorgzaam.publicity import Publicity
from zorgzaam.standing import Reader, standing_of

HIDDEN = "Punt dat u niet leest"


@dataclass(frozen=True)
class Line:
    """One item as a reader sees it. `planned` is when the agenda has it, `began` when it or a part of it
    really was taken up; `spent` holds the minutes of its parts too. `of` is what it is a part of."""

    pk: uuid.UUID
    number: int | None
    title: str
    minutes: int
    planned: datetime.datetime
    began: datetime.datetime | None
    spent: int
    is_open: bool
    is_current: bool
    is_readable: bool
    slipped: bool
    is_done: bool = False
    part: str = ""
    of: uuid.UUID | None = None
    publicity: str = ""
    # The meeting ended without anybody going to it.
    passed_over: bool = False

    @property
    def state(self) -> str:
        """nu, geweest, doorgeschoven, overgeslagen or straks."""
        if self.is_current:
            return "nu"
        if self.passed_over and not self.slipped:
            return "overgeslagen"
        return "doorgeschoven" if self.slipped else "geweest" if self.is_done else "straks"

    @property
    def over(self) -> int:
        """Minutes more than planned."""
        return max(0, self.spent - self.minutes)


class Screen:
    """All of it for one reader, asked when it is shown; see the properties."""

    def __init__(self, live: LiveMeeting, reader: Reader) -> None:
        self.live, self.reader, self.meeting = live, reader, live.meeting
        self.now = timezone.now()

    # ------------------------------------------------------------ who looks
    @cached_property
    def keeps(self) -> bool:
        return may(self.reader, "governance.run_meeting", self.meeting)

    @cached_property
    def is_outside(self) -> bool:
        """The doors are closed, and this reader is not a member."""
        return self.closed is not None and not standing_of(self.reader).sits_in(self.meeting.body_id)

    def _is_told(self, moment: datetime.datetime) -> bool:
        """Whether what was said or voted then is for this reader: a guest hears nothing of it that was behind closed
        doors, not when they are open again either."""
        if standing_of(self.reader).sits_in(self.meeting.body_id):
            return True
        doors = (span for span in self.spans if span.kind == SpanKind.CLOSED)
        return not any(span.began_at <= moment <= (span.ended_at or self.now) for span in doors)

    # ------------------------------------------------------------ where the meeting is
    @cached_property
    def spans(self) -> list[LiveSpan]:
        return list(self.live.spans.all())

    def _running(self, kind: SpanKind) -> LiveSpan | None:
        return next((span for span in self.spans if span.kind == kind and span.ended_at is None), None)

    @cached_property
    def closed(self) -> LiveSpan | None:
        """Since when the doors are closed."""
        return self._running(SpanKind.CLOSED)

    @cached_property
    def adjourned(self) -> LiveSpan | None:
        return self._running(SpanKind.ADJOURNED)

    @cached_property
    def clock_runs(self) -> bool:
        return self._running(SpanKind.ITEM) is not None

    @cached_property
    def items(self) -> list[AgendaItem]:
        return list(self.meeting.items.select_related("parallel").order_by("position"))

    @cached_property
    def settled(self) -> set[uuid.UUID]:
        """Items on which something was decided: dealt with, also where the hammer fell over them in one stroke."""
        states = (DecisionState.ADOPTED, DecisionState.REJECTED)
        rows = Decision.objects.filter(item__meeting=self.meeting, state__in=states)
        return {pk for pk in rows.values_list("item_id", flat=True) if pk is not None}

    @cached_property
    def planned_from(self) -> datetime.datetime:
        """When it was to begin; held on another day, the plan counts from when it was opened."""
        return self.live.opened_at if self.live.is_on_another_day else self.meeting.starts_at

    @cached_property
    def lines(self) -> list[Line]:
        """Every place on the agenda; none for who is outside."""
        if self.is_outside:
            return []
        titles = titles_for(self.reader, self.meeting)
        slipped = set(Slip.objects.holding().filter(meeting=self.meeting).values_list("item_id", flat=True))
        spent, began = self._taken
        when = moments(self.planned_from, [(item.minutes, item.parent_id is not None) for item in self.items])
        number = numbered((item.pk, item.parent_id, item.publicity) for item in self.items)
        dealt_with = began.keys() | self.settled
        # Who writes down afterwards goes through no items.
        all_were = self.live.is_over and self.live.is_afterwards
        return [
            Line(
                item.pk, number[item.pk].number, titles.get(item.pk, HIDDEN), item.minutes, planned,
                began.get(item.pk), int(spent.get(item.pk, datetime.timedelta()).total_seconds() // 60),
                item.publicity == Publicity.PUBLIC, item.pk == self.live.current_id, item.pk in titles,
                item.pk in slipped, item.pk in dealt_with or self.live.is_over, number[item.pk].part, item.parent_id,
                item.publicity,
                self.live.is_over and not all_were and not {item.pk, item.parent_id} & dealt_with,
            )
            for item, planned in zip(self.items, when, strict=False)
        ]  # fmt: skip

    @property
    def may_resume(self) -> bool:
        """Whether this reader can say that it was not over after all."""
        return self.keeps and not stays_ended(self.meeting)

    @property
    def _taken(self) -> tuple[dict[uuid.UUID, datetime.timedelta], dict[uuid.UUID, datetime.datetime]]:
        """How long each item took, and when it began; what a part took, its item took."""
        whole = {item.pk: item.parent_id for item in self.items if item.parent_id is not None}
        spent: dict[uuid.UUID, datetime.timedelta] = {}
        for pk, length in times_of(self.spans, self.now).items():
            for key in {pk, whole.get(pk, pk)}:
                spent[key] = spent.get(key, datetime.timedelta()) + length
        began: dict[uuid.UUID, datetime.datetime] = {}
        for span in self.spans:
            if span.item_id is not None:
                began.setdefault(span.item_id, span.began_at)
                began.setdefault(whole.get(span.item_id, span.item_id), span.began_at)
        return spent, began

    @cached_property
    def current(self) -> Line | None:
        return next((line for line in self.lines if line.is_current), None)

    @cached_property
    def whole(self) -> Line | None:
        """The item the current one is a part of."""
        return next((line for line in self.lines if self.current and line.pk == self.current.of), None)

    @cached_property
    def next(self) -> Line | None:
        """The first one after the current that was not dealt with; at the beginning the first of all."""
        here = self.lines.index(self.current) + 1 if self.current else 0
        return next((line for line in self.lines[here:] if line.state == "straks"), None)

    @cached_property
    def previous(self) -> Line | None:
        """The one before the current; between two items the last that was dealt with, and at the beginning none."""
        if self.current is None:
            return next((line for line in reversed(self.lines) if line.is_done), None)
        here = self.lines.index(self.current)
        return self.lines[here - 1] if here else None

    @cached_property
    def not_reached(self) -> list[Line]:
        """What is left when the meeting ends now."""
        return [line for line in self.lines if not line.is_done and not line.slipped]

    @cached_property
    def rooms(self) -> dict[str, Any] | None:
        """Who is in which room when, for a current item that is held in several; from when it really began."""
        here = self.current
        if here is None or not here.is_readable or self.current_item is None:
            return None
        begin = here.planned if self.live.is_afterwards else here.began or here.planned
        named = bool(standing_of(self.reader).bodies)
        found = rooms_of(self.current_item, begin, named=named)
        return with_round_moments(found) if found else None

    # ------------------------------------------------------------ who is there
    @cached_property
    def table(self) -> Table:
        return Table.of(self.meeting)

    @cached_property
    def current_item(self) -> AgendaItem | None:
        return next((item for item in self.items if item.pk == self.live.current_id), None)

    @cached_property
    def quorum(self) -> Any:
        """Of the current item, for who may read it."""
        if self.current is None or not self.current.is_readable or self.current_item is None:
            return None
        return self.table.quorum(self.current_item)

    @cached_property
    def sees_interests(self) -> bool:
        return may(self.reader, "governance.view_attendance", self.meeting)

    @cached_property
    def aside(self) -> list[Aside]:
        """Of whom something is known or said at the current item, for who may know."""
        if not self.sees_interests or self.quorum is None or self.current_item is None:
            return []
        return self.table.aside(self.current_item)

    @property
    def explained(self) -> list[Aside]:
        """Who explained to have no interest, and waits for chair or secretary."""
        asked = RecusalState.ASKED
        return [one for one in self.aside if one.explained is not None and one.explained.state == asked]

    @property
    def own_aside(self) -> Aside | None:
        """Why this reader takes no part in the current item."""
        me = standing_of(self.reader).person_id
        return next((one for one in self.aside if one.is_out and one.invitation.person_id == me), None)

    @property
    def asks_now(self) -> bool:
        """A round or a vote about the current item is open: the organisations are asked something."""
        return any(
            (each.round is not None and each.round.is_open)
            or (each.ballot is not None and each.ballot.is_open)
            for each in self.here_and_now
        )

    @property
    def lacks_quorum(self) -> bool:
        return self.quorum is not None and not self.quorum.met

    @cached_property
    def people(self) -> list[dict[str, Any]]:
        """Who was asked, and whether they are there at the current item; for who keeps the agenda and members."""
        if not standing_of(self.reader).sits_in(self.meeting.body_id):
            return []
        position = self.current_item.position if self.current_item else None
        here = self.table.noted.at(position or 1)
        states = self.table.noted.states
        return [
            {
                "invitation": row,
                "here": row.pk in here,
                "state": states.get(row.pk, ""),
                "noted": row.pk in states or bool(self.table.noted.moves.get(row.pk)),
            }
            for row in self.table.invitations
        ]

    @cached_property
    def unnoted(self) -> int:
        """Of how many nothing is written down, while one press may say that they are here: at the beginning."""
        at_the_start = self.current_item is None or (self.current_item.position or 1) == 1
        if not at_the_start or self.live.is_over:
            return 0
        return sum(not each["noted"] and each["invitation"].reply != Reply.NO for each in self.people)

    # ------------------------------------------------------------ what is decided
    def proposals(self, item: AgendaItem | None) -> list[Proposal]:
        """What is asked at an item and what came of it, with round and vote; none for who is outside."""
        if item is None or self.is_outside:
            return []
        return proposals_at(item, self.reader, table=lambda: self.table, told=self._is_told)

    @cached_property
    def here_and_now(self) -> list[Proposal]:
        """The proposals of the current item."""
        return self.proposals(self.current_item) if self.current and self.current.is_readable else []
