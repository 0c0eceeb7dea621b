"""What every page may ask of the house (`house.region`, `house.doors`, ...), answered from our own tables and
rules."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from zorgzaam import today
from zorgzaam.access import rule
from zorgzaam.audit import pages
from zorgzaam.doors import FRONT_PAGES, Door, door_of, home_of, opens_for
from zorgzaam.house import House
from zorgzaam.standing import Standing, standing_of
from zorgzaam.ui import context

# What stands under the header behind each door.
_NAVIGATION = {
    Door.WERKBANK: "parts/werkbank_nav.html",
    Door.PARTNER: "parts/partner_nav.html",
    Door.STATEN: "parts/staten_nav.html",
    Door.BEHEER: "parts/beheer_nav.html",
}


def doors(request: HttpRequest) -> list[context.Door]:
    """The doors this reader has, the one they are behind marked."""
    standing, here = standing_of(request.user), door_of(request)
    return [
        context.Door(door.value, str(door.label), reverse(name), current=door == here)
        for door, name in FRONT_PAGES.items()
        if opens_for(door, standing)
    ]


def home_door(request: HttpRequest) -> context.Door | None:
    """The door this reader works in, for pages that show the way back; None for a visitor."""
    home = home_of(standing_of(request.user))
    if home == Door.SITE:
        return None
    return context.Door(home.value, str(home.label), reverse(FRONT_PAGES[home]))


def navigation(request: HttpRequest) -> str:
    """The template with the links within the door the reader is behind."""
    return _NAVIGATION.get(door_of(request), "parts/site_nav.html")


def in_hall(request: HttpRequest) -> bool:
    """Whether this is the front page of a door or the page after logging in: there the menu also names what only some
    people have, which costs a question to the database that other pages are spared."""
    match = request.resolver_match
    return match is not None and match.url_name in {*FRONT_PAGES.values(), "after_login"}


@rule("zorgzaam.view_history_of_house")
def may_look_back(standing: Standing, house: House) -> bool:
    """The netwerkbureau and administrators look back into the settings of the region."""
    return standing.is_bureau or standing.is_admin


def furnish() -> None:
    """Called once when the app registry is ready."""
    from zorgzaam import source_keeping, source_pages
    from zorgzaam.accounts.erasing import forget_account
    from zorgzaam.people import erasing
    from zorgzaam.post.erasing import forget_reader
    from zorgzaam.post.views import waiting_for_a_decision

    erasing.register("account", forget_account)
    erasing.register("post", forget_reader)
    source_pages.register()
    source_keeping.register()
    today.register("post", waiting_for_a_decision)
    pages.register("house", pages.Historied(House.objects.all, "zorgzaam.view_history_of_house"))
    context.furnish("region", lambda request: House.objects.of_region())
    context.furnish("doors", doors)
    context.furnish("home_door", home_door)
    context.furnish("navigation", navigation)
    context.furnish("in_hall", in_hall)
    context.furnish("demo", lambda request: settings.DEMO)
