"""Where items stand: adding, ordering, parking, taking off. With `nesting`, the only code that writes places and
parents.

The row of the meeting is locked first, always; the deferrable constraint lets one UPDATE move everything at once.
"""

import datetime
import uuid
from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.db.models import (
    Case,
    F,
    Max,
    OuterRef,
    PositiveSmallIntegerField,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    When,
)  # fmt: skip
from django.utils import timezone

from governance.bodies.models import Body
from governance.meetings import closing
from governance.meetings.models import AgendaItem, Meeting, PublishedLine
from governance.meetings.models.parts import MOST_PARTS
from governance.meetings.places import Inside, settle
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion

HAS_PARTS = "Dit punt heeft zelf onderdelen. Maak die eerst los."
TOO_MANY = f"Een punt heeft hoogstens {MOST_PARTS} onderdelen."


class CannotNest(ValueError):
    """This item does not go inside another; the message says why, in Dutch."""


class StaleOrder(Exception):
    """The agenda changed since the page was opened: something was added, taken off or moved."""


def lock(meeting: Meeting) -> Meeting:
    """The meeting as it is now, locked until the end of the transaction. Ask this before touching places."""
    # no_key: foreign keys that point here may still be written meanwhile.
    return Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)


def current_order(meeting: Meeting) -> list[uuid.UUID]:
    """Ids of the items on the agenda, first to last, parts and confidential ones included."""
    return list(meeting.items.order_by("position").values_list("pk", flat=True))


def nesting(meeting: Meeting) -> dict[uuid.UUID, uuid.UUID]:
    """Of each part on the agenda, the id of the item it is a part of."""
    return dict(meeting.items.filter(parent__isnull=False).values_list("pk", "parent_id"))


def tree(meeting: Meeting) -> tuple[list[uuid.UUID], dict[uuid.UUID, uuid.UUID]]:
    """`current_order` and `nesting` as they were at one moment; one query."""
    rows = list(meeting.items.order_by("position").values_list("pk", "parent_id"))
    return [pk for pk, _ in rows], {pk: parent for pk, parent in rows if parent is not None}


def add(
    meeting: Meeting, item: AgendaItem, *, by: Actor, inside: AgendaItem | None = None, at_end: bool = False
) -> AgendaItem:
    """Put a new item on the agenda: before what the agenda ends with (see `closing`), or last inside another one.
    `at_end`: after everything, as what an agenda ends with itself.

    CannotNest when `inside` takes no parts, or no more; an IntegrityError when the item does not fit there.
    """
    item.body_id = meeting.body_id
    with acting(by), transaction.atomic():
        lock(meeting)
        last = meeting.items.aggregate(last=Max("position"))["last"] or 0
        # Asked before it is there: put last, it would part the agenda from what that ends with.
        before = None if at_end or inside is not None else closing.first_on(meeting)
        item.meeting, item.position = meeting, last + 1
        item.save()
        ids, known = tree(meeting)
        if inside is not None:
            if inside.pk not in ids or inside.pk in known:
                raise CannotNest(HAS_PARTS)
            known[item.pk] = inside.pk
            write(meeting, settle(ids, known), known)
        else:
            place = _place_of(before, ids[:-1], known)
            if place < last:
                write(meeting, [*ids[:place], item.pk, *ids[place:-1]], known)
    return item


def _place_of(before: uuid.UUID | None, ids: Sequence[uuid.UUID], inside: Inside) -> int:
    """Where among these something goes that comes before one of them: before a part is before its item. Last without
    one."""
    whole = inside.get(before, before) if before else None
    return ids.index(whole) if whole in ids else len(ids)


def add_to_lot(item: AgendaItem, *, by: Actor) -> AgendaItem:
    """Put a new item in the parking lot of its body."""
    with acting(by):
        item.save()
    return item


def arrange(
    meeting: Meeting, ids: Sequence[uuid.UUID], *, base: int, by: Actor,
    inside: Inside | None = None,
) -> bool:  # fmt: skip
    """Make `ids` the whole agenda, in this order; True when that changed something.

    `base` is the agenda_version the order was made from; StaleOrder when the agenda changed since. An id that is not
    on the agenda must be a parked or removed item of the same body and comes (back) on it, with the parts that lie
    with it; ValueError otherwise, for a doubled id and for an order that leaves something out. Parts stay with their
    item, unless `inside` says of every part where it belongs: that is how an earlier agenda comes back.
    """
    with acting(by), transaction.atomic():
        meeting = lock(meeting)
        if meeting.agenda_version != base:
            raise StaleOrder
        now, known = tree(meeting)
        along = _come_along(meeting, now, ids)
        wanted = {**known, **along} if inside is None else dict(inside)
        ids = settle([*ids, *(pk for pk in along if pk not in ids)], _checked(wanted, {*ids, *along}))
        if ids == now and wanted == known:
            return False
        write(meeting, ids, wanted)
    return True


def _come_along(
    meeting: Meeting, now: Sequence[uuid.UUID], ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, uuid.UUID]:
    """The parts that come onto the agenda with their item, each with that item. ValueError when `ids` is no whole order
    of what stands here and what is free to come."""
    if len(set(ids)) != len(ids) or not set(now) <= set(ids):
        raise ValueError("an order names every item of the agenda once")
    extra = set(ids) - set(now)
    free = AgendaItem.objects.filter(Q(pk__in=extra) | Q(parent__in=extra), meeting__isnull=True)
    # Two meetings may want the same parked item: their own rows are locked, this item is not yet. Always after the
    # meeting and always in the same order, so that nobody waits in a circle.
    locked = free.annotate(stood=_last_place()).order_by("pk").select_for_update(of=("self",), no_key=True)
    rows = list(locked) if extra else []
    mine = [row for row in rows if row.body_id == meeting.body_id]
    if not extra <= {row.pk for row in mine}:
        raise ValueError("an order names only items of this agenda or of the body's parking lot")
    # A part that was handed to another body, or stayed there, is no part of this any more.
    AgendaItem.objects.filter(pk__in=[row.pk for row in rows if row not in mine]).update(parent=None)
    parts = [row for row in mine if row.parent_id in extra]
    parts.sort(key=lambda row: (row.stood or 0, row.created_at))  # type: ignore[attr-defined]
    return {row.pk: row.parent_id for row in parts if row.parent_id}


def _last_place() -> Subquery:
    """Where an item that lies somewhere stood last: parts come back in the order they had."""
    events = AgendaItem.history.rel.related_model._default_manager  # type: ignore[attr-defined]
    stood = events.filter(pgh_obj_id=OuterRef("pk"), position__isnull=False)
    return Subquery(stood.order_by("-pgh_id").values("position")[:1])


def _checked(inside: Inside, ids: set[uuid.UUID]) -> Inside:
    """What a page may say of parts: one level, of what is named. ValueError otherwise."""
    if not set(inside) <= ids or not set(inside.values()) <= ids - set(inside):
        raise ValueError("a part is inside an item of this agenda that is no part itself")
    return inside


def write(meeting: Meeting, ids: Sequence[uuid.UUID], inside: Inside) -> None:
    """Make this the whole agenda, of a meeting that is locked.

    One statement: the lock of an item and its parts is taken after all rows (see models/parts.py).
    """
    if inside and max(Counter(inside.values()).values()) > MOST_PARTS:
        raise CannotNest(TOO_MANY)
    places = Case(
        *(When(pk=pk, then=Value(place)) for place, pk in enumerate(ids, start=1)),
        output_field=PositiveSmallIntegerField(),
    )
    parents = Case(
        *(When(pk=pk, then=Value(parent, output_field=UUIDField())) for pk, parent in inside.items()),
        default=None,
        output_field=UUIDField(),
    )
    items = AgendaItem.objects.filter(pk__in=ids)
    hold(items)
    # What comes (back) is as published as it stands on the published agenda of this meeting, and of no other.
    said = PublishedLine.objects.newest().filter(item=OuterRef("pk"), publication__meeting=meeting)
    comes_back = When(meeting__isnull=True, then=Subquery(said.values("publication__published_at")[:1]))
    since = Case(comes_back, default=F("published_at"))
    items.update(meeting=meeting, removed_at=None, position=places, parent=parents, published_at=since)


def hold(items: QuerySet[AgendaItem]) -> None:
    """Lock rows before their places are written. A text that is being saved looks at its place again when it commits,
    and waits for whoever just wrote that place; had that one to wait for the text, they would wait in a circle."""
    list(items.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def place_on(meeting: Meeting, item: AgendaItem, *, by: Actor) -> None:
    """Put a parked item on the agenda, before what the agenda ends with, with the parts that lie with it; one that
    stands there already stays where it is.

    ValueError when it stands on another agenda by now.
    """
    with acting(by), transaction.atomic():
        meeting = lock(meeting)
        now, known = tree(meeting)
        if item.pk not in now:
            along = _come_along(meeting, now, [*now, item.pk])
            place = _place_of(closing.first_on(meeting, but=item), now, known)
            write(meeting, [*now[:place], item.pk, *along, *now[place:]], {**known, **along})


def park(item: AgendaItem, *, by: Actor, reason: str = "") -> None:
    """Take an item off the agenda into the parking lot of the body, with its parts; a part alone becomes an item of its
    own. Twice is the same."""
    with acting(by, reason=reason):
        _take_off(item, removed_at=None)


def remove(item: AgendaItem, *, by: Actor, reason: str = "", seen: int | None = None) -> None:
    """Take an item away, with its parts; the rows stay, so that they can come back and history can tell. Twice is the
    same.

    `seen` is the version of the text somebody had before them; StaleVersion when it is another by now. None: no page
    was looked at.
    """
    with acting(by, reason=reason):
        _take_off(item, seen, removed_at=timezone.now())


def bring_back(item: AgendaItem, *, by: Actor) -> None:
    """A removed item goes to the parking lot, with the parts that went with it. Twice is the same."""
    with acting(by), transaction.atomic():
        _locked(item)
        gone = AgendaItem.objects.filter(removed_at__isnull=False)
        # Brought back alone, a part leaves the item that stays away.
        gone.filter(pk=item.pk).update(removed_at=None, parent=None)
        gone.filter(parent=item.pk).update(removed_at=None)


def hand_on(pk: uuid.UUID, old: Body, new: Body) -> bool:
    """An item of a body that ends goes to the parking lot of its successor; whether it did. The agenda it stood on
    closes up. Its parts wait with it to be handed on themselves. Ask it inside a transaction, as some actor."""
    item = AgendaItem.objects.select_related("meeting").get(pk=pk)
    if item.meeting is not None:
        _take_off(item, removed_at=None)
    parked = AgendaItem.objects.filter(pk=pk, body=old, meeting__isnull=True, removed_at__isnull=True)
    return bool(parked.update(body=new))


def _locked(item: AgendaItem) -> list[AgendaItem]:
    """The item and its parts as they are now, locked, always in the same order."""
    rows = AgendaItem.objects.filter(Q(pk=item.pk) | Q(parent=item.pk))
    return list(rows.order_by("pk").select_for_update(of=("self",), no_key=True))


def _take_off(item: AgendaItem, seen: int | None = None, *, removed_at: datetime.datetime | None) -> None:
    """Off the agenda `item` stood on when it was read, its parts with it: into the parking lot, or away since
    `removed_at`."""
    with transaction.atomic():
        if item.meeting is not None:
            lock(item.meeting)  # the only agenda whose places are written below
        # The rows themselves too: a text that is being saved must not slip in between looking and taking away.
        rows = _locked(item)
        now = next(row for row in rows if row.pk == item.pk)
        removed_by_another = now.removed_at is not None
        placed_elsewhere = now.meeting_id not in (None, item.meeting_id)
        if removed_by_another:
            return
        if seen is not None and now.version != seen:
            raise StaleVersion
        if placed_elsewhere:
            return
        going = AgendaItem.objects.filter(pk__in=[row.pk for row in rows])
        if now.meeting_id is None:
            going.update(removed_at=removed_at)
        else:
            going.update(meeting=None, position=None, published_at=None, removed_at=removed_at)
            later = AgendaItem.objects.filter(meeting_id=now.meeting_id, position__gt=now.position)
            hold(later)
            later.update(position=F("position") - len(rows))
        if now.parent_id is not None:
            AgendaItem.objects.filter(pk=now.pk).update(parent=None)
