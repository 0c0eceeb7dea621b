"""When a body ends: what was open there goes to its successor, each thing once, with a fact. Rooms register what they
have; this floor knows none of them."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from governance.bodies.models import Body, BodyState, HandedOver, Mandate, Role, Succession
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting
from zorgzaam.standing import Reader

# How many titles a preview shows of one kind.
SHOWN = 20


@dataclass(frozen=True)
class Handing:
    """What a room hands over. `many` reads as a heading ("Openstaande acties").

    `waiting(body)` gives the rows that go along, as a queryset with `visible_to`; `move(pk, old, new)` moves one under
    the locks of its room (a meeting first) and says whether it did: what is not the old body's any more stays.
    `confidential` says which rows only chair and secretary hand over as long as the body is there. `order`: what goes
    first.
    """

    many: str
    waiting: Callable[[Body], Any]
    move: Callable[[uuid.UUID, Body, Body], bool]
    confidential: Q | None = None
    order: tuple[Any, ...] = ("pk",)

    def waiting_for(self, body: Body, presser: Any) -> Any:
        """What goes along when this one presses the button."""
        rows = self.waiting(body)
        return (
            rows if self.confidential is None or opens_all(body, presser) else rows.exclude(self.confidential)
        )


def opens_all(body: Body, presser: Any) -> bool:
    """Whether what is confidential goes along: while the body is there, nobody lets others read it but its chair and
    secretary. Once it is gone nobody else looks after it."""
    if body.is_gone:
        return True
    held = Mandate.objects.on(timezone.localdate()).filter(body=body, role__in=[Role.CHAIR, Role.SECRETARY])
    person = actor_person_id(actor_key(presser)) if getattr(presser, "is_authenticated", True) else None
    return person is not None and held.filter(person_id=person).exists()


_handings: dict[str, Handing] = {}


def register(kind: str, handing: Handing) -> None:
    """Let a room hand over things of this kind, in order of registration. The same kind replaces."""
    _handings[kind] = handing


@dataclass(frozen=True)
class Hold:
    """What cannot go for now: `ids()` gives a queryset of ids. `words` say why and what to do, and are told with the
    names of the rows; empty where another hold tells it already."""

    ids: Callable[[], Any]
    words: str = ""


_holds: dict[str, dict[str, Hold]] = {}


def hold(kind: str, name: str, held: Hold) -> None:
    """Let a room above keep things of this kind back until somebody did something first; the rest goes without them.
    The same name replaces."""
    _holds.setdefault(kind, {})[name] = held


def _going(kind: str, body: Body, presser: Any) -> Any:
    rows = _handings[kind].waiting_for(body, presser)
    for held in _holds.get(kind, {}).values():
        rows = rows.exclude(pk__in=held.ids())
    return rows


@dataclass(frozen=True)
class Part:
    """Of one kind, what would go: `rows` this reader may see by name, and how many `more`."""

    heading: str
    rows: list[Any]
    more: int

    @property
    def total(self) -> int:
        return len(self.rows) + self.more


def preview(body: Body, reader: Reader) -> list[Part]:
    """What pressing the button now would hand over; two queries per kind."""
    parts = [_part(handing.many, _going(kind, body, reader), reader) for kind, handing in _handings.items()]
    return [part for part in parts if part.total]


def held_back(body: Body, reader: Reader) -> list[Part]:
    """What stays for now, with why and what to do as heading; two queries per reason."""
    parts = []
    for kind, handing in _handings.items():
        for held in _holds.get(kind, {}).values():
            if held.words:
                rows = handing.waiting_for(body, reader).filter(pk__in=held.ids())
                parts.append(_part(held.words, rows, reader))
    return [part for part in parts if part.total]


def _part(heading: str, waiting: Any, reader: Reader) -> Part:
    ids = waiting.order_by().values("pk")
    rows = list(waiting.model.objects.visible_to(reader).filter(pk__in=ids)[:SHOWN])
    return Part(heading, rows, waiting.count() - len(rows))


def last_day_of(body: Body) -> datetime.date:
    """The last day the body meets; today as long as nobody knows."""
    return body.ends_on or timezone.localdate()


def stays_until_its_meeting(body: Body, path: str = "") -> Q:
    """Rows on a meeting the body still holds, or held: on or before its last day."""
    after = datetime.datetime.combine(last_day_of(body) + datetime.timedelta(days=1), datetime.time())
    return Q(**{f"{path}meeting__starts_at__lt": timezone.make_aware(after)})


def is_ending(body: Body) -> bool:
    """Whether it is no more, or its end is known."""
    return body.is_gone or body.ends_on is not None or body.state == BodyState.PHASING_OUT


def hand_over(body: Body, successor: Body, *, by: Actor) -> int:
    """Hand over everything but what is held back; how many things went. Asked twice hands nothing twice.

    ValidationError (Dutch) when the body does not end, or the other one does not follow it.
    """
    if not is_ending(body):
        raise ValidationError("Dit orgaan loopt nog. Vul eerst in beheer in wanneer het stopt.")
    with acting(by, reason=f"Overgedragen aan {successor}"), transaction.atomic():
        if not _lock(body, successor):
            raise ValidationError("Dit orgaan is geen opvolger. Vul eerst in beheer in wie opvolgt.")
        return sum(_hand(kind, body, successor, by) for kind in _handings)


def _lock(body: Body, successor: Body) -> bool:
    """Two people who press at once wait for each other; whether the one follows the other."""
    rows = Succession.objects.select_for_update(no_key=True).filter(predecessor=body, successor=successor)
    return bool(list(rows))


def _hand(kind: str, body: Body, successor: Body, by: Actor) -> int:
    handing, person = _handings[kind], actor_person_id(actor_key(by))
    found = list(_going(kind, body, by).order_by(*handing.order).values_list("pk", flat=True))
    moved = [pk for pk in found if handing.move(pk, body, successor)]
    for pk in moved:
        HandedOver.objects.create(
            kind=kind, subject_id=pk, from_body=body, to_body=successor, person_id=person
        )
    return len(moved)


def handed_from(body: Body) -> list[tuple[str, int, HandedOver]]:
    """What went before, per kind and successor: the heading, how many, and the last fact of it; one query."""
    found: dict[tuple[str, uuid.UUID], list[HandedOver]] = {}
    for row in body.handed_over.select_related("to_body", "person"):
        found.setdefault((row.kind, row.to_body_id), []).append(row)
    names = {kind: handing.many for kind, handing in _handings.items()}
    return [(names.get(kind, kind), len(rows), rows[-1]) for (kind, _), rows in found.items()]
