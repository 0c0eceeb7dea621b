"""Who may do what for those they speak for."""

from typing import Any

from django.utils import timezone

from governance.bodies.models import Seat
from governance.constituency.models import spoken_for_in
from governance.meetings.models import OFFICES
from governance.meetings.rules import body_of
from zorgzaam.access import rule
from zorgzaam.standing import StandIn, Standing


@rule("governance.represent")
def represents(standing: Standing, obj: Any) -> bool:
    """Who sits in the body, and who speaks for an organisation that has a seat there now."""
    body = body_of(obj)
    if body is None:
        return False
    seats = Seat.objects.on(timezone.localdate()).filter(
        body_id=body, organisation_id__in=standing.organisations
    )
    return standing.sits_in(body) or (bool(standing.organisations) and seats.exists())


@rule("governance.note_item")
def notes_items(standing: Standing, obj: Any) -> bool:
    """Who sits in the body for an organisation, or speaks for one that has a seat there."""
    body = body_of(obj)
    return body is not None and spoken_for_in(StandIn(standing), body).exists()


@rule("governance.pass_on_decision")
def releases(standing: Standing, obj: Any) -> bool:
    """Only chair and secretary, by office, let representatives tell a closed decision on."""
    return obj is not None and standing.holds(body_of(obj), *OFFICES)
