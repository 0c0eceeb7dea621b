"""Writing down what is said at an item. Words from behind closed doors are kept apart from the first letter."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from governance.live.models import LiveMeeting, LiveNote
from governance.live.running import is_closed
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.order import lock
from governance.meetings.sides import is_private
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.standing import Reader
from zorgzaam.versions import StaleVersion

CONFIDENTIAL = (
    "Bij dit punt staan vertrouwelijke notities. Alleen voorzitter en secretaris schrijven daarin verder."
)
DOORS_CLOSED = "De deuren zijn dicht. Wat je nu schrijft, hoort in het besloten deel."
LONGEST = 50_000
TOO_LONG = f"Deze notitie is langer dan {LONGEST} tekens. Haal er een stuk uit, of schrijf bij een ander punt verder."
TAKEN_OVER = "Het verslag is al gemaakt. Schrijf daarin verder."
# Whether the notes of this meeting are worked on elsewhere by now. Asked under the lock of the meeting.
TakenOver = Callable[[Meeting], bool]

_taken_over: dict[str, TakenOver] = {}


def register(name: str, taken_over: TakenOver) -> None:
    """Let a room above say that notes went into the minutes. The same name replaces."""
    _taken_over[name] = taken_over


def is_taken_over(meeting: Meeting) -> bool:
    return any(asked(meeting) for asked in _taken_over.values())


@dataclass(frozen=True)
class Words:
    """What somebody typed, said behind closed doors or not, and the version they had before them (0: none)."""

    text: str
    closed: bool = False
    version: int = 0


def write(meeting: Meeting, item: AgendaItem, typed: Words, *, by: User) -> LiveNote:
    """Keep these words; the note as it is now. The same words twice are once.

    At a private item they stand behind the doors, ticked or not. StaleVersion when the note says something else by now
    than the version the writer had before them. ValidationError for more than a note holds (no word is cut off), once
    the minutes took the notes over, for confidential notes this writer may not know, and for words in the open while
    the doors are closed: they wait on the page until these open, so that nothing said inside slips into the open note.
    """
    if len(typed.text) > LONGEST:
        raise ValidationError(TOO_LONG)
    with acting(by), transaction.atomic():
        lock(meeting)
        if is_taken_over(meeting):
            raise ValidationError(TAKEN_OVER)
        if (
            not typed.closed
            and (live := LiveMeeting.objects.filter(meeting=meeting).first())
            and is_closed(live)
        ):
            raise ValidationError(DOORS_CLOSED)
        closed = typed.closed or is_private(AgendaItem.objects.get(pk=item.pk))
        row = LiveNote.objects.filter(meeting=meeting, item=item, closed=closed).first()
        row = row or LiveNote(meeting=meeting, item=item, closed=closed)
        if row.confidential and not LiveNote.objects.visible_to(by).filter(pk=row.pk).exists():
            raise ValidationError(CONFIDENTIAL)
        if not row._state.adding and row.text == typed.text:
            return row
        if typed.version != (0 if row._state.adding else row.version):
            raise StaleVersion
        row.text = typed.text
        row.save()
        row.refresh_from_db(fields=["closed", "confidential"])
        connection.check_constraints()
    return row


def notes_at(meeting: Meeting, item: uuid.UUID, reader: Reader) -> dict[bool, LiveNote]:
    """The notes of an item this reader may know: in the open (False) and behind closed doors (True); one query."""
    rows = LiveNote.objects.visible_to(reader).filter(meeting=meeting, item_id=item)
    return {row.closed: row for row in rows}
