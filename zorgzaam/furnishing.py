"""What every page may ask of the house (`house.region`, `house.doors`, ...), answered from our own tables and
rules."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from zorgzaam import today
from zorgzaam.access import rule
from zorgzaam.audit import pages
from zorgzaam.doors import Door
from zorgzaam.house import House
from zorgzaam.standing import Standing, standing_of
from zorgzaam.ui import context

_DOORS: list[tuple[Door, str]] = [
    (Door.SITE, "home"),
    (Door.WERKBANK, "werkbank"),
    (Door.PARTNER, "partner"),
    (Door.STATEN, "staten"),
    (Door.BEHEER, "admin:index"),
]


def opens_for(door: Door, standing: Standing) -> bool:
    """Whether this door is shown to somebody; what lies behind it is decided per object."""
    match door:
        case Door.SITE | Door.STATEN:
            return True
        case Door.WERKBANK:
            return standing.is_bureau or bool(standing.bodies.keys() - standing.councils)
        case Door.PARTNER:
            return bool(standing.organisations)
        case Door.BEHEER:
            return standing.is_admin
    return False


def doors(request: HttpRequest) -> list[context.Door]:
    """The doors this reader has, the current one marked."""
    standing = standing_of(request.user)
    # Django's own admin pages carry no door of ours.
    here = getattr(request, "door", Door.BEHEER if request.path.startswith("/beheer/") else None)
    return [
        context.Door(door.value, str(door.label), reverse(name), current=door == here)
        for door, name in _DOORS
        if opens_for(door, standing)
    ]


@rule("zorgzaam.view_history_of_house")
def may_look_back(standing: Standing, house: House) -> bool:
    """The netwerkbureau and administrators look back into the settings of the region."""
    return standing.is_bureau or standing.is_admin


def furnish() -> None:
    """Called once when the app registry is ready."""
    from zorgzaam.post.views import waiting_for_a_decision

    today.register("post", waiting_for_a_decision)
    pages.register("house", pages.Historied(House.objects.all, "zorgzaam.view_history_of_house"))
    context.furnish("region", lambda request: House.objects.of_region())
    context.furnish("doors", doors)
    context.furnish("demo", lambda request: settings.DEMO)
