"""What front pages show of bodies: the seats of an organisation in the partnerportaal, my own on the werkbank."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from governance.bodies.models import Body, Mandate, Role, Seat
from zorgzaam import places
from zorgzaam.places import Block
from zorgzaam.standing import standing_of


def register() -> None:
    """Called once, when the app registry is ready."""
    places.register("partner", "seats", own_seats, order=20)
    places.register("werkbank", "bodies", own_bodies, order=20)


def own_seats(request: HttpRequest, subject: Any) -> Block:
    """Where my organisations sit now, and who sits there as far as I may know."""
    organisations, day = standing_of(request.user).organisations, timezone.localdate()
    seats = Seat.objects.filter(organisation_id__in=organisations).on(day).with_vacancy(day)
    current = [seat for seat in seats.select_related("body", "organisation") if not seat.body.is_gone]
    sitting = defaultdict(list)
    held = Mandate.objects.visible_to(request.user).on(day).filter(seat__in=current)
    for mandate in held.select_related("person"):
        sitting[mandate.seat_id].append(mandate)
    mine = standing_of(request.user).bodies
    rows = [
        {"seat": seat, "sitting": sitting[seat.pk], "own": _roles(mine.get(seat.body_id, ()))}
        for seat in current
    ]
    return Block("governance/own_seats.html", {"rows": rows, "several": len(organisations) > 1})


def own_bodies(request: HttpRequest, subject: Any) -> Block | None:
    """The bodies I sit in, and as what."""
    held = standing_of(request.user).bodies
    rows = [
        {"body": body, "roles": _roles(held[body.pk])}
        for body in Body.objects.visible_to(request.user).filter(pk__in=list(held))
    ]
    return Block("governance/own_bodies.html", {"rows": rows}) if rows else None


def _roles(held: Iterable[str]) -> list[str]:
    return [Role(role).label.lower() for role in sorted(held)]
