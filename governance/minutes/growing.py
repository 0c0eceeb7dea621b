"""Minutes grow from what was noted at the table: a part per item, and one more for what was said in private."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import linebreaks

from governance.live.models import LiveMeeting, LiveNote
from governance.meetings.models import Meeting
from governance.meetings.order import lock
from governance.minutes.models import Minutes, MinutesPart
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting

TOO_EARLY = "Sluit eerst de vergadering. Daarna maak je het verslag."


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
    notes = {
        (note.item_id, note.closed): note.text for note in LiveNote.objects.filter(meeting=minutes.meeting_id)
    }
    on_it = list(minutes.meeting.items.order_by("position").values_list("pk", flat=True))
    # What was noted at an item that was taken off the agenda since, was said all the same.
    for item in dict.fromkeys([*on_it, *(pk for pk, _ in notes)]):
        for closed in (False, True):
            said = notes.get((item, closed), "")
            if said or (not closed and item in on_it):
                MinutesPart.objects.create(
                    minutes=minutes,
                    item_id=item,
                    closed=closed,
                    text=linebreaks(said, autoescape=True) if said else "",
                )


def is_started(meeting: Meeting) -> bool:
    """Whether the notes went into the minutes: then these are where one writes on."""
    return Minutes.objects.filter(meeting=meeting).exists()
