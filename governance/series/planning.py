"""The dates of a series ahead: kept, moved, skipped or avoided, and the draft meetings made for them, once each."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from governance.meetings import order, starting
from governance.meetings.facts import as_read_by
from governance.meetings.models import Meeting
from governance.series.days import Away, year_from
from governance.series.models.series import Avoiding, MeetingSeries, SeriesDate, SeriesMeeting
from governance.series.rhythm import days_of, moments_on, title_on
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.standing import Reader

WEEK = datetime.timedelta(weeks=1)
# Longer than any recess: then somebody has to choose.
MOST_WEEKS = 8
MARGIN = MOST_WEEKS * WEEK
# No series is read further back or ahead than this.
FURTHEST = datetime.timedelta(days=800)


@dataclass(frozen=True)
class Planned:
    """One date of the rhythm. `held_on` is the day of the meeting (None: skipped), `flags` why people may be away on
    that day, `avoided` why it left the day of the rhythm by itself."""

    day: datetime.date
    held_on: datetime.date | None
    flags: list[str] = field(default_factory=list)
    avoided: list[str] = field(default_factory=list)
    decided: SeriesDate | None = None
    meeting: Meeting | None = None

    @property
    def is_moved(self) -> bool:
        return self.held_on not in (None, self.day)

    @property
    def can_be_made(self) -> bool:
        return self.held_on is not None and self.meeting is None


def plan(series: MeetingSeries, first: datetime.date, last: datetime.date) -> list[Planned]:
    """The dates of the rhythm in this span, in order, with what became of each; three queries."""
    # A date makes room for its neighbours: those outside the span count too, so every page and `make` say the same.
    days = days_of(series, first - MARGIN, last + MARGIN)
    away = Away.between(first - 2 * MARGIN, last + 2 * MARGIN)
    found = plan_with(series, days, away, _decided(series, days), _made(series, days))
    return [one for one in found if first <= one.day <= last]


def plan_with(
    series: MeetingSeries,
    days: Collection[datetime.date],
    away: Away,
    decided: dict[datetime.date, SeriesDate],
    made: dict[datetime.date, Meeting],
) -> list[Planned]:
    """As `plan`, from what was read already; no query."""
    found = []
    for day in days:
        choice, meeting = decided.get(day), made.get(day)
        if meeting:
            held_on: datetime.date | None = meeting.day
        else:
            held_on = choice.held_on if choice else _by_itself(series, day, away, days)
        flags = away.on(held_on) if held_on else []
        by_itself = choice is None and meeting is None and held_on != day
        found.append(Planned(day, held_on, flags, away.on(day) if by_itself else [], choice, meeting))
    return found


def _decided(series: MeetingSeries, days: Collection[datetime.date]) -> dict[datetime.date, SeriesDate]:
    return {row.day: row for row in series.dates.filter(day__in=days)}


def _made(series: MeetingSeries, days: Collection[datetime.date]) -> dict[datetime.date, Meeting]:
    rows = series.meetings.filter(day__in=days).select_related("meeting")
    return {row.day: row.meeting for row in rows if row.day}


def _by_itself(
    series: MeetingSeries, day: datetime.date, away: Away, days: Collection[datetime.date]
) -> datetime.date:
    """Where a date goes that nobody decided about: away from a holiday or recess when the series says so, and only to a
    week in which it meets nobody and no other date of the series."""
    if series.avoiding == Avoiding.FLAG or not away.on(day):
        return day
    step = WEEK if series.avoiding == Avoiding.LATER else -WEEK
    for weeks in range(1, MOST_WEEKS + 1):
        other = day + step * weeks
        if other in days:
            break
        if not away.on(other):
            return other
    return day


def lock(series: MeetingSeries) -> MeetingSeries:
    """The series as it is now, locked until the end of the transaction: who makes meetings of it waits for who does."""
    found: MeetingSeries = MeetingSeries.objects.select_for_update(no_key=True).get(pk=series.pk)
    return found


def make(series: MeetingSeries, days: Iterable[datetime.date], *, by: Actor) -> list[Meeting]:
    """Draft meetings for these dates of the rhythm, with their standing items; gives the new ones.

    A date that has its meeting already, is skipped or is no date of the rhythm gives nothing. Twice is the same.
    """
    asked = set(days)
    if not asked:
        return []
    with acting(by, reason=f"reeks {series.title}"), transaction.atomic():
        now = lock(series)
        now.body = series.body
        planned = plan(now, min(asked), min(max(asked), min(asked) + FURTHEST))
        return [_make(now, one, by) for one in planned if one.day in asked and one.can_be_made]


def _make(series: MeetingSeries, one: Planned, by: Actor) -> Meeting:
    assert one.held_on is not None
    begin, end = moments_on(series, one.held_on)
    made = Meeting.objects.create(
        body=series.body,
        title=title_on(series.title, one.held_on),
        starts_at=begin,
        ends_at=end,
        location=series.location,
    )
    SeriesMeeting.objects.create(meeting=made, series=series, day=one.day)
    starting.begin(made, by=by)
    return made


def tie(meeting: Meeting, series: MeetingSeries, day: datetime.date | None, *, by: Actor) -> SeriesMeeting:
    """Let an existing meeting count as the one of `day` in the rhythm (None: outside it). The meeting stays as it is.

    Raises IntegrityError (constraint series_meeting_once_per_date) when that date has another meeting.
    """
    with acting(by, reason=f"reeks {series.title}"), transaction.atomic():
        order.lock(meeting)
        lock(series)
        row, _ = SeriesMeeting.objects.update_or_create(
            meeting=meeting, defaults={"series": series, "day": day}
        )
        return row


def next_day(series: MeetingSeries, after: datetime.date) -> Planned | None:
    """The first date of the series that is held after `after`; None when it has no more."""
    ahead = plan(series, after - MARGIN, after + FURTHEST)
    later = [one for one in ahead if one.held_on and one.held_on > after and not is_off(one)]
    return min(later, key=lambda one: one.held_on or one.day) if later else None


def is_off(one: Planned) -> bool:
    return one.meeting is not None and not one.meeting.takes_items


def ahead(series: MeetingSeries, reader: Reader) -> list[Planned]:
    """The dates of the coming year; who does not keep the agenda knows the days of meetings as they were published."""
    today = timezone.localdate()
    planned = plan(series, today, year_from(today))
    as_read_by(reader, [one.meeting for one in planned if one.meeting])
    return [replace(one, held_on=one.meeting.day) if one.meeting else one for one in planned]
