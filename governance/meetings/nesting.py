"""Items inside an item: put in, taken out, let go. Places and parents are written by `order.write`."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, Sum

from governance.meetings.models import AgendaItem
from governance.meetings.models.parts import MOST_PARTS
from governance.meetings.models.visibility import kept_by
from governance.meetings.order import HAS_PARTS, CannotNest, StaleOrder, hold, lock, tree, write
from governance.meetings.places import above, settle
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.publicity import Publicity
from zorgzaam.standing import Reader

FIRST = "Hier staat geen punt boven. Zet het eerst onder het punt waar het bij hoort."
LONGEST = 600


def put_inside(item: AgendaItem, *, base: int, by: Actor, longer: int = 0) -> bool:
    """Make the item the last part of the nearest whole item before it; False when it is a part already.

    `longer`: that item gets so many minutes more first, which is exactly what `too_short` said; StaleOrder when it is
    another number by now, and as in `arrange`. CannotNest for the first item, for one that has parts and for more
    parts than letters. An IntegrityError when the minutes do not fit, or the item is more open than the one it would
    be a part of.
    """
    with acting(by, reason="onderdeel gemaakt"), transaction.atomic():
        ids, inside = _as_seen(item, base)
        if item.pk in inside:
            return False
        whole = above(ids, item.pk, inside)
        if whole is None:
            raise CannotNest(FIRST)
        if item.pk in inside.values():
            raise CannotNest(HAS_PARTS)
        if longer:
            _lengthen(whole, item, longer)
        inside[item.pk] = whole
        write(item.meeting, settle(ids, inside), inside)  # type: ignore[arg-type]
    return True


def _lengthen(whole: uuid.UUID, item: AgendaItem, longer: int) -> None:
    hold(AgendaItem.objects.filter(meeting=item.meeting_id))
    if _missing(AgendaItem.objects.get(pk=whole), AgendaItem.objects.get(pk=item.pk)) != longer:
        raise StaleOrder
    AgendaItem.objects.filter(pk=whole).update(minutes=F("minutes") + longer)


def _missing(whole: AgendaItem, item: AgendaItem) -> int:
    taken: int = whole.parts.aggregate(taken=Sum("minutes", default=0))["taken"]
    return taken + item.minutes - whole.minutes


@dataclass(frozen=True)
class TooShort:
    """The item that would get another part, and how many minutes that needs more than it has."""

    whole: AgendaItem
    missing: int


def too_short(item: AgendaItem, reader: Reader) -> TooShort | None:
    """What is missing for this item to be a part of the one above; None when nothing is, when that would last longer
    than an item can, and for an item above that this reader does not keep."""
    if item.meeting is None:
        return None
    ids, inside = tree(item.meeting)
    pk = above(ids, item.pk, inside) if item.pk in ids else None
    whole = AgendaItem.objects.filter(kept_by(reader, "body_id"), pk=pk).first() if pk else None
    missing = _missing(whole, item) if whole else 0
    fits = whole is not None and 0 < missing <= LONGEST - whole.minutes
    return TooShort(whole, missing) if whole and fits else None


def take_out(item: AgendaItem, *, base: int, by: Actor) -> bool:
    """Make a part an item of its own, right after the one it was in; False when it is no part. StaleOrder as in
    `arrange`."""
    with acting(by, reason="los gemaakt"), transaction.atomic():
        ids, inside = _as_seen(item, base)
        whole = inside.pop(item.pk, None)
        if whole is None:
            return False
        rest = [pk for pk in ids if pk != item.pk]
        last = max(rest.index(pk) for pk in rest if whole in (pk, inside.get(pk)))
        write(item.meeting, [*rest[: last + 1], item.pk, *rest[last + 1 :]], inside)  # type: ignore[arg-type]
    return True


def let_go(item: AgendaItem, *, by: Actor) -> None:
    """Every part of this item becomes an item of its own, where it stands or lies."""
    with acting(by), transaction.atomic():
        if item.meeting is None:
            item.parts.update(parent=None)
            return
        meeting = lock(item.meeting)
        ids, inside = tree(meeting)
        write(meeting, ids, {part: whole for part, whole in inside.items() if whole != item.pk})


def _as_seen(item: AgendaItem, base: int) -> tuple[list[uuid.UUID], dict[uuid.UUID, uuid.UUID]]:
    """The tree of the agenda the item stood on when it was read, locked; StaleOrder when another was seen."""
    if item.meeting is None:
        raise StaleOrder
    meeting = lock(item.meeting)
    ids, inside = tree(meeting)
    if meeting.agenda_version != base or item.pk not in ids:
        raise StaleOrder
    return ids, inside


def fits_inside(part: AgendaItem, whole: AgendaItem) -> bool:
    """Whether the minutes of this item fit beside the other parts there, and it is no more open; one query."""
    there = whole.parts.aggregate(taken=Sum("minutes", default=0), number=Count("pk"))
    waits = whole.embargo_until if whole.under_embargo else None
    later = waits is None or (part.embargo_until is not None and part.embargo_until >= waits)
    levels = list(Publicity)
    as_closed = levels.index(Publicity(part.publicity)) >= levels.index(Publicity(whole.publicity))
    fits = there["number"] < MOST_PARTS and there["taken"] + part.minutes <= whole.minutes
    return fits and later and as_closed
