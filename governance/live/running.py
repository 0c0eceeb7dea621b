"""Running a meeting: going through its items, the clock, closed doors, adjourning, ending.

The meeting is locked first, always. Every step says what its page showed, so that two who press at once skip nothing.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from governance.decisions.models import Decision, DecisionState
from governance.live.models import ConsentRound, DecisionBallot, LiveMeeting, LiveSpan, SpanKind
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.order import lock
from governance.series.slipping import not_reached
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting

NOT_OPEN = "Deze vergadering is nog niet geopend."
OVER = "Deze vergadering is gesloten."
VOTING = "Er loopt nog een stemming over {which}. Tel die eerst, of laat die vervallen."
SPEAKING = "Er loopt nog een ronde van instemming over {which}. Sluit die eerst."
UNNAMED = "een voorstel dat jij niet mag zien"


# Why a meeting that was ended stays so (Dutch), "" when it need not. Asked under the lock of the meeting.
StaysEnded = Callable[[Meeting], str]
_stays_ended: dict[str, StaysEnded] = {}


def register(name: str, stays: StaysEnded) -> None:
    """Let a room above say that a meeting is over for good. The same name replaces."""
    _stays_ended[name] = stays


class MovedOn(Exception):
    """The meeting is at another item than the page showed."""


@contextmanager
def at_the_table(meeting: Meeting, by: User, *, over: bool = False) -> Iterator[LiveMeeting]:
    """The live meeting as it is now, under the lock of the meeting. `over`: also when it was ended.

    ValidationError when it was never opened, or is over.
    """
    with acting(by), transaction.atomic():
        lock(meeting)
        live = LiveMeeting.objects.select_related("meeting__body").filter(meeting=meeting).first()
        if live is None:
            raise ValidationError(NOT_OPEN)
        if live.is_over and not over:
            raise ValidationError(OVER)
        yield live
        # The pulse goes up at the end of a transaction; whoever reads on in this one reads it too.
        connection.check_constraints()


def go_to(meeting: Meeting, item: uuid.UUID | None, *, seen: uuid.UUID | None, by: User) -> bool:
    """Deal with this item from now on; None: with none. False when it was so already.

    `seen` is the item the page showed as the current one: MovedOn when it is another by now. ValidationError for an
    item of another agenda.
    """
    with at_the_table(meeting, by) as live:
        if live.current_id == item:
            return False
        if live.current_id != seen:
            raise MovedOn
        if item is not None and not AgendaItem.objects.filter(pk=item, meeting=meeting).exists():
            raise ValidationError("Dit punt staat niet op deze agenda.")
        _stop(live, SpanKind.ITEM, by)
        live.current_id = item
        live.save(update_fields=["current"])
        if item is not None:
            _start(live, SpanKind.ITEM, by, item)
    return True


def clock(meeting: Meeting, running: bool, *, by: User) -> bool:
    """Start or stop the clock of the current item; False when it ran, or stood still, already."""
    with at_the_table(meeting, by) as live:
        if live.current_id is None:
            raise ValidationError("Kies eerst een punt.")
        return _turn(live, SpanKind.ITEM, running, by, live.current_id)


def close_doors(meeting: Meeting, closed: bool, *, by: User) -> bool:
    """Go on behind closed doors, or in the open again; False when it was so already."""
    with at_the_table(meeting, by) as live:
        return _turn(live, SpanKind.CLOSED, closed, by)


def adjourn(meeting: Meeting, adjourned: bool, *, by: User) -> bool:
    """Adjourn, or go on. The clock of the item stands still meanwhile. False when it was so already."""
    with at_the_table(meeting, by) as live:
        if adjourned:
            _stop(live, SpanKind.ITEM, by)
        return _turn(live, SpanKind.ADJOURNED, adjourned, by)


@dataclass(frozen=True)
class Held:
    """From when to when a meeting was, for one that is written down afterwards."""

    began: datetime.datetime
    ended: datetime.datetime


def end(meeting: Meeting, left: Iterable[uuid.UUID], *, by: User, held: Held | None = None) -> bool:
    """The meeting is over; items in `left` were not reached and go on at the next one. False when it was over.

    `held` for one that is written down afterwards. ValidationError while a ballot waits to be counted or a round of
    consent is open, and for times that are not over or the wrong way round.
    """
    with at_the_table(meeting, by, over=True) as live:
        if live.is_over:
            return False
        _refuse_open(meeting, by)
        for kind in SpanKind:
            _stop(live, kind, by)
        if asked := list(left):
            not_reached(meeting, asked, by=by, begun=True)
        live.current, live.ended_at, live.ended_by = None, timezone.now(), by.person
        if live.is_afterwards:
            live.opened_at, live.ended_at = _times(live, held)
        live.save(update_fields=["current", "opened_at", "ended_at", "ended_by"])
    return True


def _refuse_open(meeting: Meeting, by: User) -> None:
    """Nobody would be at the table to vote or speak any more; says about which proposals, as far as `by` reads them."""
    asked = Decision.objects.filter(item__meeting=meeting, state=DecisionState.DRAFT)
    votes = DecisionBallot.objects.filter(outcome="").values("decision")
    rounds = ConsentRound.objects.filter(closed_at__isnull=True).values("decision")
    refusals = []
    for words, about in ((VOTING, votes), (SPEAKING, rounds)):
        open_now = asked.filter(pk__in=about)
        if open_now.exists():
            read = open_now.visible_to(by).order_by("created_at").values_list("title", flat=True)
            refusals.append(words.format(which=" en ".join(f"“{title}”" for title in read) or UNNAMED))
    if refusals:
        raise ValidationError(refusals)


def _times(live: LiveMeeting, held: Held | None) -> tuple[datetime.datetime, datetime.datetime]:
    """When it was; as planned where nobody says otherwise."""
    began = held.began if held else live.opened_at
    ended = held.ended if held else max(live.meeting.ends_at or began, began)
    if ended < began:
        raise ValidationError("De vergadering eindigde voordat zij begon.")
    if ended > timezone.now():
        raise ValidationError("Dit moment moet nog komen.")
    return began, ended


def stays_ended(meeting: Meeting) -> str:
    """Why this meeting stays ended; "" when it may go on again."""
    return next((why for asked in _stays_ended.values() if (why := asked(meeting))), "")


def resume(meeting: Meeting, *, by: User) -> bool:
    """It was not over after all; False when it still went on. ValidationError when a room above keeps it ended."""
    with at_the_table(meeting, by, over=True) as live:
        if not live.is_over:
            return False
        if why := stays_ended(meeting):
            raise ValidationError(why)
        live.ended_at = live.ended_by = None
        live.save(update_fields=["ended_at", "ended_by"])
    return True


def is_closed(live: LiveMeeting) -> bool:
    """Whether the doors are closed at this moment; one query."""
    return live.spans.filter(kind=SpanKind.CLOSED, ended_at__isnull=True).exists()


def times_of(spans: Iterable[LiveSpan], now: datetime.datetime) -> dict[uuid.UUID, datetime.timedelta]:
    """How long each item took until `now`, by id."""
    found: dict[uuid.UUID, datetime.timedelta] = {}
    for span in spans:
        if span.item_id is not None:
            found[span.item_id] = found.get(span.item_id, datetime.timedelta()) + span.length(now)
    return found


def _turn(live: LiveMeeting, kind: SpanKind, on: bool, by: User, item: uuid.UUID | None = None) -> bool:
    running = live.spans.filter(kind=kind, ended_at__isnull=True).exists()
    if running == on:
        return False
    if on:
        _start(live, kind, by, item)
    else:
        _stop(live, kind, by)
    return True


def _start(live: LiveMeeting, kind: SpanKind, by: User, item: uuid.UUID | None = None) -> None:
    LiveSpan.objects.create(live=live, kind=kind, item_id=item, began_by=by.person)


def _stop(live: LiveMeeting, kind: SpanKind, by: User) -> None:
    running = live.spans.filter(kind=kind, ended_at__isnull=True)
    running.update(ended_at=timezone.now(), ended_by=by.person)
