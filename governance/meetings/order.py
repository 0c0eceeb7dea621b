"""Where items stand: adding, ordering, parking, taking off. The only code that writes places.

The row of the meeting is locked first, always; the deferrable constraint lets one UPDATE move everything at once.
"""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import (
    Case,
    F,
    Max,
    OuterRef,
    PositiveSmallIntegerField,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from governance.bodies.models import Body
from governance.meetings.models import AgendaItem, Meeting, PublishedLine
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion


class StaleOrder(Exception):
    """The agenda changed since the page was opened: something was added, taken off or moved."""


def lock(meeting: Meeting) -> Meeting:
    """The meeting as it is now, locked until the end of the transaction. Ask this before touching places."""
    # no_key: foreign keys that point here may still be written meanwhile.
    return Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)


def current_order(meeting: Meeting) -> list[uuid.UUID]:
    """Ids of the items on the agenda, first to last, confidential ones included."""
    return list(meeting.items.order_by("position").values_list("pk", flat=True))


def add(meeting: Meeting, item: AgendaItem, *, by: Actor, before: uuid.UUID | None = None) -> AgendaItem:
    """Put a new item last on the agenda, or just before another one that stands there."""
    item.body_id = meeting.body_id
    with acting(by), transaction.atomic():
        lock(meeting)
        last = meeting.items.aggregate(last=Max("position"))["last"] or 0
        item.meeting, item.position = meeting, last + 1
        item.save()
        ids = current_order(meeting)
        if before in ids:
            _write(meeting, [*ids[: ids.index(before)], item.pk, *ids[ids.index(before) : -1]])
    return item


def add_to_lot(item: AgendaItem, *, by: Actor) -> AgendaItem:
    """Put a new item in the parking lot of its body."""
    with acting(by):
        item.save()
    return item


def arrange(meeting: Meeting, ids: Sequence[uuid.UUID], *, base: int, by: Actor, reason: str = "") -> bool:
    """Make `ids` the whole agenda, in this order; True when that changed something.

    `base` is the agenda_version the order was made from; StaleOrder when the agenda changed since. An id that is not
    on the agenda must be a parked or removed item of the same body and comes (back) on it; ValueError otherwise,
    for a doubled id and for an order that leaves something out.
    """
    with acting(by, reason=reason), transaction.atomic():
        meeting = lock(meeting)
        if meeting.agenda_version != base:
            raise StaleOrder
        now = current_order(meeting)
        if list(ids) == now:
            return False
        _check_whole(meeting, now, ids)
        _write(meeting, ids)
    return True


def _check_whole(meeting: Meeting, now: Sequence[uuid.UUID], ids: Sequence[uuid.UUID]) -> None:
    if len(set(ids)) != len(ids) or not set(now) <= set(ids):
        raise ValueError("an order names every item of the agenda once")
    extra = set(ids) - set(now)
    free = AgendaItem.objects.filter(pk__in=extra, body_id=meeting.body_id, meeting__isnull=True)
    # Two meetings may want the same parked item: their own rows are locked, this item is not yet. Always after the
    # meeting and always in the same order, so that nobody waits in a circle.
    if len(free.order_by("pk").select_for_update(no_key=True)) != len(extra):
        raise ValueError("an order names only items of this agenda or of the body's parking lot")


def _write(meeting: Meeting, ids: Sequence[uuid.UUID]) -> None:
    places = Case(
        *(When(pk=pk, then=Value(place)) for place, pk in enumerate(ids, start=1)),
        output_field=PositiveSmallIntegerField(),
    )
    items = AgendaItem.objects.filter(pk__in=ids)
    _hold(items)
    # What comes (back) is as published as it stands on the published agenda of this meeting, and of no other.
    said = PublishedLine.objects.newest().filter(item=OuterRef("pk"), publication__meeting=meeting)
    comes_back = When(meeting__isnull=True, then=Subquery(said.values("publication__published_at")[:1]))
    since = Case(comes_back, default=F("published_at"))
    items.update(meeting=meeting, removed_at=None, position=places, published_at=since)


def _hold(items: QuerySet[AgendaItem]) -> None:
    """Lock rows before their places are written. A text that is being saved looks at its place again when it commits,
    and waits for whoever just wrote that place; had that one to wait for the text, they would wait in a circle."""
    list(items.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def place_last(meeting: Meeting, item: AgendaItem, *, by: Actor) -> None:
    """Put a parked item last on the agenda; one that stands there already stays where it is.

    ValueError when it stands on another agenda by now.
    """
    with acting(by), transaction.atomic():
        meeting = lock(meeting)
        now = current_order(meeting)
        if item.pk not in now:
            _check_whole(meeting, now, [*now, item.pk])
            _write(meeting, [*now, item.pk])


def park(item: AgendaItem, *, by: Actor, reason: str = "") -> None:
    """Take an item off the agenda into the parking lot of the body. Twice is the same."""
    with acting(by, reason=reason):
        _take_off(item, removed_at=None)


def remove(item: AgendaItem, *, by: Actor, reason: str = "", seen: int | None = None) -> None:
    """Take an item away; the row stays, so that it can come back and history can tell. Twice is the same.

    `seen` is the version of the text somebody had before them; StaleVersion when it is another by now. None: no page
    was looked at.
    """
    with acting(by, reason=reason):
        _take_off(item, seen, removed_at=timezone.now())


def bring_back(item: AgendaItem, *, by: Actor) -> None:
    """A removed item goes to the parking lot. Twice is the same."""
    with acting(by):
        AgendaItem.objects.filter(pk=item.pk, removed_at__isnull=False).update(removed_at=None)


def hand_on(pk: uuid.UUID, old: Body, new: Body) -> bool:
    """An item of a body that ends goes to the parking lot of its successor; whether it did. The agenda it stood on
    closes up. Ask it inside a transaction, as some actor."""
    item = AgendaItem.objects.select_related("meeting").get(pk=pk)
    if item.meeting is not None:
        _take_off(item, removed_at=None)
    parked = AgendaItem.objects.filter(pk=pk, body=old, meeting__isnull=True, removed_at__isnull=True)
    return bool(parked.update(body=new))


def _take_off(item: AgendaItem, seen: int | None = None, *, removed_at: datetime.datetime | None) -> None:
    """Off the agenda `item` stood on when it was read: into the parking lot, or away since `removed_at`."""
    rows = AgendaItem.objects.filter(pk=item.pk)
    with transaction.atomic():
        if item.meeting is not None:
            lock(item.meeting)  # the only agenda whose places are written below
        # The row itself too: a text that is being saved must not slip in between looking and taking away.
        locked = rows.select_for_update(no_key=True)
        now = locked.values("meeting_id", "position", "removed_at", "version").get()
        removed_by_another = now["removed_at"] is not None
        placed_elsewhere = now["meeting_id"] not in (None, item.meeting_id)
        parked = now["meeting_id"] is None
        if removed_by_another:
            return
        if seen is not None and now["version"] != seen:
            raise StaleVersion
        if placed_elsewhere:
            return
        if parked:
            rows.update(removed_at=removed_at)
            return
        rows.update(meeting=None, position=None, published_at=None, removed_at=removed_at)
        later = AgendaItem.objects.filter(meeting_id=now["meeting_id"], position__gt=now["position"])
        _hold(later)
        later.update(position=F("position") - 1)
