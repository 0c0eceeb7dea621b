"""The whole agenda earlier or later, and made to fit the time there is. One transaction each, with a way back."""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, Count, PositiveSmallIntegerField, QuerySet, Sum, Value, When

from governance.meetings.models import AgendaItem, Meeting, ParallelPart
from governance.meetings.models.visibility import kept_by
from governance.meetings.order import lock
from governance.meetings.parallel import minutes_of
from governance.meetings.spreading import spread
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion

SHORTEST = 5  # minutes: less is no turn at a table


def shift(meeting: Meeting, minutes: int, *, seen: int, by: Actor) -> Meeting:
    """The meeting, and with it every item, that many minutes later (below zero: earlier); its planned length stays.

    `seen` is the version of the meeting somebody had before them; StaleVersion when it is another by now. The database
    refuses what would need a room or a person twice.
    """
    by_so_much = datetime.timedelta(minutes=minutes)
    with acting(by), transaction.atomic():
        now = lock(meeting)
        if now.version != seen:
            raise StaleVersion
        now.starts_at += by_so_much
        now.ends_at = now.ends_at + by_so_much if now.ends_at else None
        now.save(update_fields=["starts_at", "ends_at"])
    return now


@dataclass(frozen=True)
class Fit:
    """One item of a proposal: how long it lasts and would last. `is_open`: this reader may change it."""

    pk: uuid.UUID
    version: int
    minutes: int
    proposed: int
    is_open: bool
    is_chosen: bool

    @property
    def seen(self) -> str:
        return f"{self.pk}:{self.version}"


def proposal(meeting: Meeting, by: User, chosen: Collection[uuid.UUID] | None = None) -> list[Fit]:
    """What fitting the agenda would give, in its order. Without `chosen` everything that is discussed and that `by`
    keeps takes part. CannotFit when the chosen cannot make up the difference; ValueError without a planned end."""
    return _proposed(meeting, list(_fitting_items(meeting).order_by("position")), by, chosen)


def _proposed(
    meeting: Meeting, items: Sequence[AgendaItem], by: User, chosen: Collection[uuid.UUID] | None
) -> list[Fit]:
    if meeting.available_minutes is None:
        raise ValueError("an agenda fits only when its end is planned")
    taking_part = _taking_part(items, by, chosen)
    indexes = [index for index, item in enumerate(items) if item.pk in taking_part]
    lengths = spread(
        [item.minutes for item in items], indexes, meeting.available_minutes, least=_least(items)
    )
    kept = _kept(items, by)
    return [
        Fit(item.pk, item.version, item.minutes, length, item.pk in kept, item.pk in taking_part)
        for item, length in zip(items, lengths, strict=True)
    ]


def as_it_is(meeting: Meeting, by: User, chosen: Collection[uuid.UUID] | None = None) -> list[Fit]:
    """The same rows where nothing can be proposed: every item as long as it is."""
    items = list(_fitting_items(meeting).order_by("position"))
    kept, taking_part = _kept(items, by), _taking_part(items, by, chosen)
    return [
        Fit(item.pk, item.version, item.minutes, item.minutes, item.pk in kept, item.pk in taking_part)
        for item in items
    ]


def _fitting_items(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The items whose minutes add up to the length of an agenda: parts last within those of their item."""
    return AgendaItem.objects.filter(meeting=meeting, parent__isnull=True)


def _kept(items: Sequence[AgendaItem], by: User) -> set[uuid.UUID]:
    kept = AgendaItem.objects.filter(kept_by(by, "body_id"), pk__in=[item.pk for item in items])
    return set(kept.values_list("pk", flat=True))


def _taking_part(
    items: Sequence[AgendaItem], by: User, chosen: Collection[uuid.UUID] | None
) -> set[uuid.UUID]:
    kept = _kept(items, by)
    if chosen is not None:
        return kept & set(chosen)
    return {item.pk for item in items if item.pk in kept and not item.is_formality}


def _least(items: Sequence[AgendaItem]) -> list[int]:
    """The shortest each may get: as long as its rounds in several rooms take together, or its parts."""
    ids = [item.pk for item in items]
    carousels = ParallelPart.objects.filter(item__in=ids).annotate(rooms=Count("sessions"))
    rounds = {part.item_id: minutes_of(part.rooms, part) for part in carousels}
    inside = AgendaItem.objects.filter(parent__in=ids, meeting__isnull=False).order_by().values("parent_id")
    parts = dict(inside.annotate(together=Sum("minutes")).values_list("parent_id", "together"))
    return [max(SHORTEST, rounds.get(pk, 0), parts.get(pk, 0)) for pk in ids]


@dataclass(frozen=True)
class Was:
    """How long an item was before it was fitted, and the version it has since."""

    pk: uuid.UUID
    minutes: int
    version: int


def fit(
    meeting: Meeting,
    chosen: Collection[uuid.UUID],
    *,
    seen: Mapping[uuid.UUID, int],
    wanted: int,
    by: User,
) -> list[Was]:
    """Give the chosen items other lengths, so that the agenda takes the `wanted` minutes it was planned for.

    `seen` has the version of every item somebody had before them; StaleVersion when the agenda, one of its items or the
    planned length is another by now. CannotFit as `proposal`. Gives what is needed to undo it.
    """
    with acting(by, reason="Pas op tijd"), transaction.atomic():
        now = lock(meeting)
        items = sorted(_locked(_fitting_items(now)), key=lambda item: item.position or 0)
        if {item.pk: item.version for item in items} != dict(seen) or now.available_minutes != wanted:
            raise StaleVersion
        rows = [row for row in _proposed(now, items, by, chosen) if row.proposed != row.minutes]
        since = _write({row.pk: row.proposed for row in rows})
    return [Was(row.pk, row.minutes, since[row.pk]) for row in rows]


def undo(meeting: Meeting, was: Sequence[Was], *, by: User) -> int:
    """Give items back the length they had; how many of them. What somebody changed since stays as it is."""
    before = {row.pk: row for row in was}
    with acting(by, reason="Pas op tijd ongedaan gemaakt"), transaction.atomic():
        rows = _fitting_items(lock(meeting)).filter(kept_by(by, "body_id"), pk__in=before)
        back = {
            item.pk: before[item.pk].minutes
            for item in _locked(rows)
            if item.version == before[item.pk].version
        }
        _write(back)
    return len(back)


def give_back(meeting: Meeting, lengths: Mapping[uuid.UUID, int], *, by: User) -> int:
    """Items that lie off this agenda last again as long as when they were taken off it; how many changed.

    For who undoes that: the agenda becomes as it was, whatever was done to the item meanwhile. History keeps both.
    """
    with acting(by, reason="Ongedaan gemaakt"), transaction.atomic():
        body = lock(meeting).body_id
        rows = AgendaItem.objects.filter(kept_by(by, "body_id"), body=body, meeting__isnull=True)
        off = _locked(rows.filter(pk__in=lengths))
        back = {item.pk: lengths[item.pk] for item in off if item.minutes != lengths[item.pk]}
        _write(back)
    return len(back)


def _locked(items: QuerySet[AgendaItem]) -> list[AgendaItem]:
    """Always after the meeting and in one order, so that nobody waits in a circle."""
    return list(items.order_by("pk").select_for_update(no_key=True))


def _write(minutes: Mapping[uuid.UUID, int]) -> dict[uuid.UUID, int]:
    """Write these lengths in one UPDATE; the version each item has since."""
    lengths = Case(
        *(When(pk=pk, then=Value(length)) for pk, length in minutes.items()),
        output_field=PositiveSmallIntegerField(),
    )
    rows = AgendaItem.objects.filter(pk__in=minutes)
    if minutes:
        rows.update(minutes=lengths)
    return dict(rows.values_list("pk", "version"))
