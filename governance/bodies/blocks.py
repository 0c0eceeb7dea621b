"""What bodies show on pages of lower floors."""

from django.http import HttpRequest
from django.utils import timezone

from governance.bodies.models import Body, Seat
from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from zorgzaam.places import Block


def seats_of(request: HttpRequest, organisation: Organisation) -> Block | None:
    """Where an organisation sits now and sat before, and the bodies that are its own."""
    seats = (
        Seat.objects.filter(organisation__in=organisation.all_of_it)
        .select_related("body")
        .with_vacancy(timezone.localdate())
    )
    now = [seat for seat in seats if seat.is_current and not seat.body.is_gone]
    context = {
        "seats": now,
        "earlier": [seat for seat in seats if seat not in now],
        "own": Body.objects.visible_to(request.user).filter(organisation__in=organisation.all_of_it),
    }
    return Block("governance/organisation_seats.html", context)


def bodies_of(request: HttpRequest, municipality: Municipality) -> Block | None:
    """The council, the executive and other bodies of a municipality."""
    own = Body.objects.visible_to(request.user).filter(organisation__municipality=municipality)
    return Block("governance/municipality_bodies.html", {"own": own}) if own else None
