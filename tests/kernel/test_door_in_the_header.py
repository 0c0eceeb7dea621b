"""The header shows the door somebody works in; what every door links to changes nothing about that."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import world as cast
from tests.governance import agendas
from zorgzaam.doors import Door
from zorgzaam.house import House
from zorgzaam.routes import routes

pytestmark = pytest.mark.django_db

HOME = {
    "visitor": "Openbare site",
    "bureau": "Werkbank",
    "bureau_only": "Werkbank",
    "secretary": "Werkbank",
    "chair": "Werkbank",
    "member": "Werkbank",
    "other_member": "Werkbank",
    "partner": "Partnerportaal",
    "other_partner": "Partnerportaal",
    "statenlid": "Staten & raden",
    "clerk": "Staten & raden",
    "council_member": "Staten & raden",
    "admin": "Beheer",
}


@pytest.fixture
def shared_pages(world):
    """One page of every kind of object that all doors link to, and pages that are of no door."""
    meeting = agendas.a_meeting(world.coalition)
    [item] = agendas.agenda_of(meeting, "Vaststellen van het plan")
    agendas.publish(meeting)
    objects = [
        meeting.get_absolute_url(),
        reverse("item", args=[item.pk]),
        world.coalition.get_absolute_url(),
    ]
    return [*objects, world.partner_org.get_absolute_url(), "/gemeenten/duindorp/", "/zoeken/", "/contact/"]


def door_of(page):
    """The door the header marks, as wide and narrow screens show it."""
    text = page.content.decode()
    marked = re.findall(r'zz-doors__link" href="[^"]*" aria-current="true">([^<]*)<', text)
    [on_phone] = re.findall(r"Omgeving: </span>([^<]*)<", text)
    assert {*marked} == {on_phone}, "one door, the same on a phone"
    return on_phone.replace("&amp;", "&")


def test_a_page_every_door_links_to_is_seen_behind_the_door_the_reader_works_in(world, as_, shared_pages):
    wrong = {}
    for reader, user in world.readers.items():
        client = as_(user)
        for path in shared_pages:
            if (found := door_of(client.get(path, follow=True))) != HOME[reader]:
                wrong[reader, path] = found
    assert not wrong


def test_the_header_stays_behind_the_door_somebody_came_through(world, as_, shared_pages):
    """Whoever has two doors and walks on from one of them stays there, until they open the other."""
    secretary = as_(world.secretary)
    for front, door in (("/", "Openbare site"), ("/werkbank/", "Werkbank"), ("/", "Openbare site")):
        secretary.get(front)
        read = [path for path in shared_pages if "agendapunten" not in path]  # who keeps an item works there
        walked = [*read, "/regioplan/", "/voortgang/", "/opgaven/", "/geld/"]
        found = {path: door_of(secretary.get(path, follow=True)) for path in walked}
        assert found == dict.fromkeys(walked, door)
    secretary.cookies["deur"] = "beheer"
    assert door_of(secretary.get("/contact/")) == "Werkbank", (
        "a door they do not have is not theirs by saying so"
    )
    secretary.logout()
    secretary.cookies["deur"] = "werkbank"
    assert door_of(secretary.get("/contact/")) == "Openbare site"
    assert secretary.cookies["deur"].value == ""


def test_everything_public_is_reached_from_the_menu_and_the_phone_has_one_menu(world):
    page = Client().get("/").content.decode()
    menu = page.split("zz-door-nav__list")[1].split("</nav>")[0]
    for path in ("/inwoners/", "/regioplan/", "/voortgang/", "/meer/"):
        assert f'href="{path}"' in menu
    more = Client().get("/meer/").content.decode()
    for path in ("/geld/", "/inbreng/", "/kerncijfers/", "/tijdlijn/", "/organisaties/", "/bronnen/"):
        assert f'href="{path}"' in more
    assert re.search(r"<summary>.*Menu<", page)
    assert re.search(r"</header>\s*<nav class=\"zz-door-nav\"", page), (
        "the style opens it with the menu beside it"
    )
    assert 'href="/lek-melden/"' in page.split('<footer class="zz-footer">')[1]
    cast.set_up(House.objects.update)(contact_email="bureau@deltaland.example")
    assert "bureau@deltaland.example" in Client().get("/lek-melden/").content.decode()
    name = House.objects.of_region().name
    assert f"Deze pagina is er niet · {name}</title>" in Client().get("/bestaat-niet/").content.decode()


def test_a_front_page_and_the_lists_of_a_door_are_seen_behind_that_door(world, as_):
    secretary = as_(world.secretary)
    doors = {"/": "Openbare site", "/agenda/": "Openbare site", "/organisaties/": "Openbare site"}
    doors |= {"/staten/": "Staten & raden", "/werkbank/": "Werkbank", "/werkbank/vergaderingen/": "Werkbank"}
    assert {path: door_of(secretary.get(path)) for path in doors} == doors
    assert door_of(as_(world.partner).get("/partner/")) == "Partnerportaal"


def test_a_door_somebody_does_not_have_is_never_shown_as_theirs(world, as_):
    refused = as_(world.partner).get("/werkbank/")
    assert refused.status_code == 403
    assert door_of(refused) == "Partnerportaal"
    assert "Werkbank" not in refused.content.decode()


def test_the_links_under_the_header_are_those_of_the_door(world, as_, shared_pages):
    for reader, link in (("member", "/werkbank/"), ("partner", "/partner/"), ("statenlid", "/staten/")):
        under = (
            as_(getattr(world, reader)).get(shared_pages[0]).content.decode().split("zz-door-nav__list")[1]
        )
        assert f'class="zz-nav-link" href="{link}"' in under.split("</nav>")[0]
    visitor = Client().get(shared_pages[0]).content.decode().split("zz-door-nav__list")[1].split("</nav>")[0]
    assert 'href="/themas/"' in visitor
    assert "/werkbank/" not in visitor


def test_everybody_comes_in_by_the_door_they_work_in(world, as_):
    fronts = {
        "Werkbank": "/werkbank/",
        "Partnerportaal": "/partner/",
        "Staten & raden": "/staten/",
        "Beheer": "/beheer/",
    }
    for reader, user in world.readers.items():
        if user is not None:
            assert as_(user).get("/welkom/").url == fronts[HOME[reader]], reader


def test_no_page_of_one_object_claims_to_be_of_the_public_site():
    """An address that names an object belongs to every door that links to it."""
    of_objects = [route for route in routes() if "<" in route.pattern and "static" not in route.name]
    assert [route.name for route in of_objects if route.door == Door.SITE] == []
    assert {"meeting", "item", "theme", "body"} <= {route.name for route in of_objects}


# ---------------------------------------------------------------- refused, and what now
def test_who_is_refused_reads_who_they_are_whom_to_ask_and_which_door_is_theirs(world, as_):
    cast.set_up(House.objects.update)(contact_email="bureau@deltaland.example")
    text = as_(world.statenlid).get("/werkbank/").content.decode()
    assert "Je bent ingelogd als Stan Statenlid." in text
    assert "bureau@deltaland.example" in text
    assert 'href="/staten/">Naar Staten &amp; raden</a>' in text


def test_what_is_not_there_leaves_a_visitor_the_search_and_the_login(world):
    page = Client().get("/bestaat-niet/")
    assert page.status_code == 404
    text = page.content.decode()
    assert 'role="search"' in text
    assert 'href="/account/inloggen/"' in text
