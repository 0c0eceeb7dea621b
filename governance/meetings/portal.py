"""What front pages show of meetings: in the partnerportaal those of bodies an organisation sits in and its items there,
on the werkbank the last ones of mine."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from governance.bodies.models import Seat
from governance.meetings.facts import as_read_by, coming, past
from governance.meetings.models import Meeting, PublishedLine
from governance.meetings.models.meetings import still_to_come
from zorgzaam import places
from zorgzaam.places import Block
from zorgzaam.standing import NOBODY, Reader, StandIn, standing_of

# As published, also for who keeps the agenda.
NOBODY_READS = StandIn(NOBODY)


def register() -> None:
    """Called once, when the app registry is ready."""
    places.register("partner", "meetings", own_meetings, order=30)
    places.register("werkbank", "earlier", earlier_meetings, order=30)


def own_meetings(request: HttpRequest, subject: Any) -> Block:
    """What comes in the bodies where I or my organisations sit, and the items we bring in there."""
    standing = standing_of(request.user)
    seated = Seat.objects.filter(organisation_id__in=standing.organisations).on(timezone.localdate())
    bodies = {*seated.values_list("body_id", flat=True), *standing.bodies}
    ours = Meeting.objects.visible_to(request.user).filter(body_id__in=bodies).select_related("body")
    context = {
        "coming": coming(request.user, ours, 5),
        "past": past(request.user, ours.public(), 3),
        "brought": _brought(request.user),
        "seated": bool(bodies),
    }
    return Block("governance/own_meetings.html", context)


def _brought(user: Reader) -> list[PublishedLine]:
    """What my organisations bring in on agendas to come, as published: an edit nobody published shows nowhere here."""
    heavy = ("publication__data", "publication__html", "publication__changes")
    lines = PublishedLine.objects.visible_to(user).filter(
        still_to_come("publication__starts_at", "publication__ends_at", "publication__meeting__"),
        owner_organisation_id__in=standing_of(user).organisations,
    )
    lines = lines.select_related("publication__meeting", "owner_organisation").defer(*heavy)
    found = list(lines.order_by("publication__starts_at", "pk")[:10])
    as_read_by(NOBODY_READS, [line.publication.meeting for line in found])
    return found


def earlier_meetings(request: HttpRequest, subject: Any) -> Block | None:
    """The last published meetings of the bodies I sit in."""
    mine = Meeting.objects.visible_to(request.user).filter(body_id__in=list(standing_of(request.user).bodies))
    earlier = past(request.user, mine.public().select_related("body"), 3)
    return Block("governance/earlier_meetings.html", {"past": earlier}) if earlier else None
