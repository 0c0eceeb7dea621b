"""What front pages show of meetings: in the partnerportaal those of bodies an organisation sits in and its items there,
on the werkbank the last ones of mine."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from governance.bodies.models import Seat
from governance.meetings.facts import as_read_by
from governance.meetings.models import AgendaItem, Meeting
from zorgzaam import places
from zorgzaam.places import Block
from zorgzaam.standing import standing_of


def register() -> None:
    """Called once, when the app registry is ready."""
    places.register("partner", "meetings", own_meetings, order=30)
    places.register("werkbank", "earlier", earlier_meetings, order=30)


def own_meetings(request: HttpRequest, subject: Any) -> Block:
    """What comes in the bodies where I or my organisations sit, and the items we bring in there."""
    standing = standing_of(request.user)
    seated = Seat.objects.filter(organisation_id__in=standing.organisations).on(timezone.localdate())
    bodies = {*seated.values_list("body_id", flat=True), *standing.bodies}
    coming = Meeting.objects.visible_to(request.user).coming()
    ours = Meeting.objects.visible_to(request.user).filter(body_id__in=bodies).select_related("body")
    brought = (
        AgendaItem.objects.visible_to(request.user)
        .filter(owner_organisation_id__in=standing.organisations, meeting__in=coming.values("pk"))
        .select_related("meeting", "owner_organisation")
        .order_by("meeting__starts_at", "position")
    )
    context = {
        "coming": as_read_by(request.user, ours.coming()[:5]),
        "past": as_read_by(request.user, ours.public().past()[:3]),
        "brought": brought[:10],
        "seated": bool(bodies),
    }
    return Block("governance/own_meetings.html", context)


def earlier_meetings(request: HttpRequest, subject: Any) -> Block | None:
    """The last published meetings of the bodies I sit in."""
    mine = Meeting.objects.visible_to(request.user).filter(body_id__in=list(standing_of(request.user).bodies))
    past = as_read_by(request.user, mine.public().past().select_related("body")[:3])
    return Block("governance/earlier_meetings.html", {"past": past}) if past else None
