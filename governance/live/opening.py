"""Opening a meeting: on its day with one press; on another day, or afterwards, with a reason that is kept.

A meeting is not always held when it was planned, and one that nobody kept live is written down afterwards. What is
decided then carries the day of the meeting, not the day of the writing.
"""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from governance.live.models import LiveMeeting, Opening
from governance.meetings.models import Meeting
from governance.meetings.order import lock
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting

OFF = "Deze vergadering gaat niet door."
ANOTHER_DAY = "Vandaag is niet de dag van deze vergadering. Schrijf op waarom je toch begint."
TO_COME = "Deze vergadering moet nog komen. Achteraf opschrijven kan pas als zij is geweest."


@dataclass(frozen=True)
class Why:
    """Why a meeting is opened on another day than its own. `afterwards`: it was held, and is written down now."""

    reason: str
    afterwards: bool = False


def open_meeting(meeting: Meeting, *, by: User, why: Why | None = None) -> LiveMeeting:
    """The meeting begins. Twice is once. On its own day `why` is not asked.

    ValidationError for one that is off, on another day without a reason, and afterwards for one that is to come.
    """
    with acting(by, reason=why.reason if why else ""), transaction.atomic():
        now = lock(meeting)
        if not now.takes_items:
            raise ValidationError(OFF)
        values = {"opened_by": by.person, **_opening(now, why)}
        live, _ = LiveMeeting.objects.get_or_create(meeting=now, defaults=values)
    return live


def _opening(meeting: Meeting, why: Why | None) -> dict[str, object]:
    today = timezone.localdate()
    if meeting.day == today and not (why and why.afterwards):
        return {}
    if why is None or not why.reason:
        raise ValidationError(ANOTHER_DAY)
    if not why.afterwards:
        return {"opening": Opening.ANOTHER_DAY, "opening_reason": why.reason}
    if not is_over(meeting):
        raise ValidationError(TO_COME)
    return {
        "opening": Opening.AFTERWARDS,
        "opening_reason": why.reason,
        "opened_at": meeting.starts_at,
    }


def is_over(meeting: Meeting) -> bool:
    """Whether its planned time is behind us."""
    return (meeting.ends_at or meeting.starts_at) <= timezone.now()


def ways_to_open(meeting: Meeting) -> list[Opening]:
    """How it can be opened other than on its day with one press, the likeliest first; none where it does not go on."""
    today = timezone.localdate()
    if not meeting.takes_items:
        return []
    past = [Opening.AFTERWARDS] if is_over(meeting) else []
    return past + ([Opening.ANOTHER_DAY] if meeting.day != today else [])


def held_on(meeting: Meeting) -> datetime.date:
    """The day it was really held."""
    live = LiveMeeting.objects.filter(meeting=meeting).only("opening", "opened_at").first()
    return timezone.localdate(live.opened_at) if live is not None and live.is_on_another_day else meeting.day


def decided_on(meeting: Meeting) -> datetime.date:
    """The day that stands on what is decided now: today, or the day of a meeting that is written down afterwards."""
    live = LiveMeeting.objects.filter(meeting=meeting).only("opening").first()
    return meeting.day if live is not None and live.is_afterwards else timezone.localdate()
