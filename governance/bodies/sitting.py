"""Who sits in a body on a day: seats and people without a seat, as far as a reader may see."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from governance.bodies.models import Body, Mandate, Role, Seat
from zorgzaam.standing import Reader

# Who leads comes first; the others follow by name.
_ORDER = {
    role: number for number, role in enumerate([Role.CHAIR, Role.SECRETARY, Role.LEAD, Role.COORDINATOR])
}


@dataclass(frozen=True)
class Place:
    """One seat on that day. `mandates` and `alternates` are those the reader may see."""

    seat: Seat
    mandates: list[Mandate]
    alternates: list[Mandate]

    @property
    def state(self) -> str:
        """named, hidden (not by name for this reader), vacant, or unnamed (no person known)."""
        if self.mandates:
            return "named"
        if self.seat.is_held:  # type: ignore[attr-defined]
            return "hidden"
        return "vacant" if self.seat.is_vacant else "unnamed"  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Sitting:
    """`hidden` counts people without a seat whom the reader may not see by name."""

    day: datetime.date
    places: list[Place] = field(default_factory=list)
    others: list[Mandate] = field(default_factory=list)
    hidden: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.places or self.others or self.hidden)


def sitting_on(body: Body, day: datetime.date, reader: Reader) -> Sitting:
    """Who sits in `body` on `day`; three queries."""
    seats = body.seats.on(day).with_vacancy(day).select_related("organisation").order_by("position", "id")
    held = Mandate.objects.on(day).filter(body=body)
    visible = sorted(held.visible_to(reader).select_related("person"), key=_order)
    without_seat = [mandate for mandate in visible if mandate.seat_id is None]
    return Sitting(
        day,
        [_place(seat, visible) for seat in seats],
        without_seat,
        held.filter(seat__isnull=True).count() - len(without_seat),
    )


def _place(seat: Seat, mandates: Iterable[Mandate]) -> Place:
    mine = [mandate for mandate in mandates if mandate.seat_id == seat.pk]
    alternates = [mandate for mandate in mine if mandate.role == Role.ALTERNATE]
    return Place(seat, [mandate for mandate in mine if mandate not in alternates], alternates)


def _order(mandate: Mandate) -> tuple[int, str]:
    return _ORDER.get(Role(mandate.role), len(_ORDER)), mandate.person.sort_name
