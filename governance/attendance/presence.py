"""Noting who was there, and who came later or left earlier. The meeting is locked first, always.

Where a room above says an item is settled (a decision was taken), who was there at that item stays as it was: quorum
and decision would no longer belong together (promise I9).
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from governance.attendance.models import Invitation, Movement, MovementKind, Presence, PresenceState
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.order import lock
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting

# Given the ids of items, gives those that are settled. Asked under the lock of the meeting.
Settled = Callable[[Iterable[uuid.UUID]], set[uuid.UUID]]

_settled: dict[str, Settled] = {}


def register_settled(name: str, settled: Settled) -> None:
    """Let a room above say on which items something was decided. The same name replaces the first."""
    _settled[name] = settled


def settled_items(items: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these items are settled, by any room."""
    asked = list(items)
    return set().union(*(settled(asked) for settled in _settled.values()))


class SomebodyWasFirst(Exception):
    """What was noted is not what the page showed. `names` are of whom."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def note(meeting: Meeting, states: Mapping[uuid.UUID, tuple[str, str]], *, by: User) -> int:
    """Note presence per invitation: what the page showed and what it is now ("" for nothing noted); how many changed.

    SomebodyWasFirst when one of them was noted otherwise meanwhile, and nothing is written then. ValidationError for an
    unknown state, for taking back what was noted, and where it changes who was at an item that is settled.
    """
    asked = {pk: pair for pk, pair in states.items() if pair[0] != pair[1]}
    with acting(by), transaction.atomic(), _leaving_what_is_settled(lock(meeting)):
        rows = list(Invitation.objects.filter(meeting=meeting, pk__in=asked).select_related("person"))
        known = dict(Presence.objects.filter(invitation__in=asked).values_list("invitation_id", "state"))
        if other := [row.person.name for row in rows if known.get(row.pk, "") not in asked[row.pk]]:
            raise SomebodyWasFirst(other)
        changed = [row for row in rows if known.get(row.pk, "") != asked[row.pk][1]]
        for row in changed:
            _note_one(row, asked[row.pk][1], by)
    return len(changed)


def _note_one(row: Invitation, state: str, by: User) -> None:
    if state not in PresenceState.values:
        raise ValidationError("Kies aanwezig, afwezig met bericht of afwezig zonder bericht.")
    values = {"state": state, "noted_by": by.person, "noted_at": timezone.now()}
    Presence.objects.update_or_create(invitation=row, defaults=values)


def note_movement(invitation: Invitation, item: AgendaItem, kind: MovementKind, *, by: User) -> bool:
    """Somebody came in at this item, left at it, or that was noted by mistake; False when it stood there already.

    From `item` on it holds. ValidationError for an item of another meeting, and where it changes who was at an item
    that is settled.
    """
    with acting(by), transaction.atomic(), _leaving_what_is_settled(lock(invitation.meeting)):
        if not AgendaItem.objects.filter(pk=item.pk, meeting=invitation.meeting_id).exists():
            raise ValidationError("Dit punt staat niet op deze agenda.")
        row = Movement.objects.filter(invitation=invitation, item=item).first()
        if row is not None and row.kind == kind:
            return False
        row = row or Movement(invitation=invitation, item=item)
        row.kind, row.noted_by, row.noted_at = kind, by.person, timezone.now()
        row.save()
        if kind != MovementKind.MISTAKE and not Presence.objects.filter(invitation=invitation).exists():
            _note_one(invitation, PresenceState.PRESENT, by)
    return True


@contextmanager
def _leaving_what_is_settled(meeting: Meeting) -> Iterator[None]:
    """Refuse, by ValidationError, what changes who was there at an item something was decided on."""
    frame = dict(meeting.items.values_list("pk", "position"))
    places = {place for pk in settled_items(frame) if (place := frame[pk]) is not None}
    before = _there(meeting, places)
    yield
    if _there(meeting, places) != before:
        raise ValidationError(SETTLED)


def _there(meeting: Meeting, places: Iterable[int]) -> dict[int, set[uuid.UUID]]:
    asked = list(places)
    noted = present_at(meeting) if asked else None
    return {place: noted.at(place) for place in asked} if noted else {}


SETTLED = (
    "Over een punt is al besloten. Wie daarbij was, staat vast. "
    "Noteer bij welk later punt iemand binnenkwam of wegging."
)


# ---------------------------------------------------------------- reading
def present_at(meeting: Meeting) -> "Attendance":
    """Who is there, per item; two queries."""
    states = Presence.objects.filter(invitation__meeting=meeting).values_list("invitation_id", "state")
    moves = Movement.objects.filter(invitation__meeting=meeting).exclude(kind=MovementKind.MISTAKE)
    found: dict[uuid.UUID, list[tuple[int, str]]] = {}
    for invitation, place, kind in moves.values_list("invitation_id", "item__position", "kind"):
        if place is not None:
            found.setdefault(invitation, []).append((place, kind))
    return Attendance(dict(states), {pk: sorted(of) for pk, of in found.items()})


class Attendance:
    """What was noted: a state per invitation, and per invitation its comings and goings by place on the agenda."""

    def __init__(
        self, states: Mapping[uuid.UUID, str], moves: Mapping[uuid.UUID, list[tuple[int, str]]]
    ) -> None:
        self.states, self.moves = states, moves

    def at(self, position: int) -> set[uuid.UUID]:
        """Ids of invitations of who is there at the item on this place.

        The last coming or going up to it tells; before the first one, who came was not there and who left was.
        """
        return {pk for pk in {*self.states, *self.moves} if self._there(pk, position)}

    def _there(self, pk: uuid.UUID, position: int) -> bool:
        moves = self.moves.get(pk, [])
        past = [kind for place, kind in moves if place <= position]
        if past:
            return past[-1] == MovementKind.CAME
        if moves:
            return moves[0][1] == MovementKind.LEFT
        return self.states.get(pk) == PresenceState.PRESENT

    @property
    def is_noted(self) -> bool:
        return bool(self.states or self.moves)
