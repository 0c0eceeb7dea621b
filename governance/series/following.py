""" "Volgende vergadering net zo": the next meeting in one step, with everything that belongs on it."""

import datetime
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from governance.meetings import starting
from governance.meetings.models import Meeting
from governance.meetings.order import lock
from governance.series import planning
from governance.series.days import Away
from governance.series.models.series import FollowingMeeting, SeriesMeeting
from governance.series.rhythm import title_on
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.ui.dates import MONTHS

USUAL = datetime.timedelta(weeks=4)
FURTHEST = datetime.timedelta(weeks=60)
BEFORE = "Kies een dag na deze vergadering."
_MONTH_AT_END = re.compile(rf"\s+({'|'.join(MONTHS)})\s+\d{{4}}$", re.IGNORECASE)


@dataclass(frozen=True)
class Proposal:
    """When the next meeting could be; `why` in words, `flags` says who may be away, `made` the meeting that is there
    already for that date."""

    day: datetime.date
    why: str
    flags: list[str]
    made: Meeting | None = None


def following_of(meeting: Meeting) -> Meeting | None:
    """The meeting that was made after this one; one query."""
    row = FollowingMeeting.objects.filter(meeting=meeting).select_related("following__body").first()
    return row.following if row else None


def propose(meeting: Meeting) -> Proposal:
    """The next date of the series; without one, as long after this meeting as this one was after the one before."""
    own = SeriesMeeting.objects.filter(meeting=meeting).select_related("series__body").first()
    after = max(meeting.day, timezone.localdate() - datetime.timedelta(days=1))
    if own and (found := planning.next_day(own.series, after)) and found.held_on:
        return Proposal(found.held_on, f"volgens de reeks ‘{own.series}’", found.flags, found.meeting)
    step = _usual_interval(meeting)
    day = meeting.day + step
    while day <= after:
        day += step
    weeks = step.days // 7
    return Proposal(day, f"{weeks} {'week' if weeks == 1 else 'weken'} later", Away.between(day, day).on(day))


def _usual_interval(meeting: Meeting) -> datetime.timedelta:
    """Whole weeks between the meeting before and this one."""
    earlier = Meeting.objects.filter(body_id=meeting.body_id, starts_at__lt=meeting.starts_at).listed()
    before = earlier.order_by("-starts_at").first()
    if before is None:
        return USUAL
    weeks = max(1, round((meeting.day - before.day).days / 7))
    return min(datetime.timedelta(weeks=weeks), FURTHEST)


def make_following(meeting: Meeting, day: datetime.date, *, by: Actor) -> tuple[Meeting, bool]:
    """The next meeting, as a draft on `day`, and whether it is new: asked again it is the same meeting.

    Same times on the clock, same place; standing items, what comes back and what was not reached are on it. A date of
    the series that has a meeting already gives that one. ValidationError for a day that is not later.
    """
    with acting(by, reason="volgende vergadering net zo"), transaction.atomic():
        now = lock(meeting)
        now.body = meeting.body
        known = following_of(now)
        if known:
            return known, False
        if day <= now.day:
            raise ValidationError(BEFORE)
        made, new = _of_series(now, day, by) or (_just_like(now, day), True)
        FollowingMeeting.objects.create(meeting=now, following=made)
        starting.begin(made, by=by)
    return made, new


def _of_series(meeting: Meeting, day: datetime.date, by: Actor) -> tuple[Meeting, bool] | None:
    """The meeting of the series on that day, made now or before; None when the day is none of its dates."""
    own = SeriesMeeting.objects.filter(meeting=meeting).select_related("series__body").first()
    if own is None:
        return None
    series = planning.lock(own.series)
    series.body = own.series.body
    around = planning.plan(series, day - planning.MARGIN, day + planning.MARGIN)
    found = next((one for one in around if one.held_on == day and not planning.is_off(one)), None)
    if found is None:
        return None
    if found.meeting:
        taken = FollowingMeeting.objects.filter(following=found.meeting).exists()
        return None if taken else (found.meeting, False)
    return planning.make(series, [found.day], by=by)[0], True


def _just_like(meeting: Meeting, day: datetime.date) -> Meeting:
    begin = timezone.make_aware(datetime.datetime.combine(day, timezone.localtime(meeting.starts_at).time()))
    begin = begin.astimezone(datetime.UTC)
    length = meeting.ends_at - meeting.starts_at if meeting.ends_at else None
    return Meeting.objects.create(
        body=meeting.body,
        title=_title(meeting.title, day),
        starts_at=begin,
        ends_at=begin + length if length else None,
        location=meeting.location,
    )


def _title(title: str, day: datetime.date) -> str:
    """The same words; a month and year at their end become those of the new day."""
    bare = _MONTH_AT_END.sub("", title)
    return title_on(bare, day)[:200] if bare != title else title
