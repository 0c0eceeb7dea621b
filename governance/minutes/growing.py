"""Minutes grow from what was noted at the table: a part per item, and one more for what was said in private.

What is said at an item that is besloten or vertrouwelijk was said in private, whoever wrote it down when: its part is
a closed one, and stays so when the item is opened later; a note knows its side from when it was written. Items that
come later get theirs from the database.
"""

import uuid
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import linebreaks

from governance.live.models import LiveMeeting, LiveNote
from governance.meetings.models import Meeting
from governance.meetings.order import lock
from governance.meetings.sides import is_private
from governance.minutes.models import Minutes, MinutesPart, MinutesState
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting

TOO_EARLY = "Sluit eerst de vergadering. Daarna maak je het verslag."
APPROVED = "Dit verslag is vastgesteld."


def start(meeting: Meeting, *, by: User) -> Minutes:
    """The minutes of a meeting that is over, filled with its notes. Twice is once: nothing typed since is touched.

    ValidationError while the meeting goes on, and for one that has to begin.
    """
    with acting(by), transaction.atomic():
        now = lock(meeting)
        if not can_start(now):
            raise ValidationError(TOO_EARLY)
        minutes, made = Minutes.objects.get_or_create(meeting=now, defaults={"made_by": by.person})
        if made:
            _grow(minutes)
    return minutes


def can_start(meeting: Meeting) -> bool:
    """Whether it is over: ended at the table, or by the clock where nobody opened it."""
    live = LiveMeeting.objects.filter(meeting=meeting).first()
    return live.is_over if live is not None else _is_over(meeting)


def _is_over(meeting: Meeting) -> bool:
    return not Meeting.objects.coming().filter(pk=meeting.pk).exists()


def _grow(minutes: Minutes) -> None:
    noted = LiveNote.objects.filter(meeting=minutes.meeting_id).select_related("item").order_by("closed")
    said: dict[tuple[uuid.UUID, bool], list[LiveNote]] = defaultdict(list)
    for item in minutes.meeting.items.order_by("position"):
        said[item.pk, is_private(item)] = []
    # What was noted at an item that was taken off the agenda since, was said all the same.
    for note in noted:
        if note.text:
            said[note.item_id, note.closed or is_private(note.item)].append(note)
    for (item_id, closed), notes in said.items():
        MinutesPart.objects.create(
            minutes=minutes,
            item_id=item_id,
            closed=closed,
            confidential=any(note.confidential for note in notes),
            text="".join(linebreaks(note.text, autoescape=True) for note in notes),
        )


def closed_part(part: MinutesPart, *, by: User) -> MinutesPart:
    """The part beside this one, for what was said behind closed doors; made when it is not there. Twice is once.

    ValidationError once the minutes are approved.
    """
    with acting(by), transaction.atomic():
        minutes = Minutes.objects.select_for_update(no_key=True).get(pk=part.minutes_id)
        if minutes.is_approved:
            raise ValidationError(APPROVED)
        found, _ = MinutesPart.objects.get_or_create(minutes=minutes, item_id=part.item_id, closed=True)
    return found


def ended_for_good(meeting: Meeting) -> str:
    """Why a meeting with these minutes stays ended: what was approved says how it went, until its end."""
    approved = Minutes.objects.filter(meeting=meeting, state=MinutesState.APPROVED).exists()
    return "Het verslag van deze vergadering is vastgesteld. Zij blijft gesloten." if approved else ""


def is_started(meeting: Meeting) -> bool:
    """Whether the notes went into the minutes: then these are where one writes on."""
    return Minutes.objects.filter(meeting=meeting).exists()
