"""Calendars for telephones: only what the owner may see at that moment, at an address that can be ended."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from governance.attendance.models import CalendarFeed
from governance.bodies.models import Mandate
from tests import world as cast
from tests.governance.agendas import a_meeting, publish
from tests.governance.attending import asked, moved

pytestmark = pytest.mark.django_db


def made(client, **data):
    """The address a page shows after pressing the button."""
    client.post(reverse("feed_make"), data)
    return client.get(reverse("feeds")).context["rows"][-1].address.replace("http://testserver", "")


def entries(url):
    answer = Client().get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(event["SUMMARY"]) for event in Calendar.from_ical(answer.content).events}


@pytest.fixture
def meetings(world):
    """A draft of the coalition, a published one, and a draft of another body."""
    a_meeting(world.coalition, "Concept")
    publish(a_meeting(world.coalition, "Openbaar", days=9))
    a_meeting(world.other, "Van een ander")


def test_mine_shows_what_i_may_see_now_and_nothing_once_the_mandate_is_gone(world, as_, meetings):
    url = made(as_(world.member))
    assert entries(url) == {"Concept", "Openbaar"}
    cast.end(Mandate.objects.get(person=world.member.person, body=world.coalition))
    assert entries(url) == set()


def test_of_one_body_too(world, as_, meetings):
    cast.mandate(world.member, world.other)
    client = as_(cast.fresh(world.member))
    url = made(client, body=str(world.other.pk))
    assert entries(url) == {"Van een ander"}
    assert entries(made(client)) == {"Concept", "Openbaar", "Van een ander"}
    cast.end(Mandate.objects.get(person=world.member.person, body=world.other))
    assert entries(url) == set()
    assert (
        as_(cast.fresh(world.member)).post(reverse("feed_make"), {"body": str(world.other.pk)}).status_code
        == 404
    )


def test_a_guest_sees_the_meeting_they_are_asked_to_and_no_other(world, as_, meetings):
    guest = a_meeting(world.coalition, "Met een gast")
    asked(guest, world.statenlid)
    publish(guest)
    url = made(as_(world.statenlid))
    assert entries(url) == {"Met een gast"}
    moved(guest, title="Nog niet gepubliceerd")
    assert entries(url) == {"Met een gast"}


@pytest.mark.parametrize("how", ["revoked", "renewed", "account closed", "erased"])
def test_an_address_that_ended_gives_nothing(world, as_, meetings, how):
    client = as_(world.member)
    url = made(client)
    row = CalendarFeed.objects.get()
    if how == "account closed":
        world.member.is_active = False
        cast.set_up(world.member.save)()
    elif how == "erased":
        cast.set_up(world.member.person.erase)()
    else:
        client.post(reverse("feed_revoke" if how == "revoked" else "feed_renew", args=[row.pk]))
    assert Client().get(url).status_code == 404
    if how == "renewed":
        assert entries(made(client)) == {"Concept", "Openbaar"}


def test_nobody_ends_the_address_of_another_and_the_database_keeps_no_secret(world, as_, meetings):
    made(as_(world.member))
    row = CalendarFeed.objects.get()
    for name in ("feed_revoke", "feed_renew"):
        assert as_(world.chair).post(reverse(name, args=[row.pk])).status_code == 404
    assert row.secret not in str(CalendarFeed.objects.values().get())
    assert Client().get(reverse("feed", args=["x" * 43])).status_code == 404


def test_pressing_twice_makes_one_address(world, as_):
    client = as_(world.member)
    assert made(client) == made(client)
    assert CalendarFeed.objects.count() == 1


def test_everybody_reads_the_public_agenda_as_published_and_asks_only_for_news(world, meetings):
    url = reverse("agenda_ics")
    assert entries(url) == {"Openbaar"}
    first = Client().get(url)
    again = Client().get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    later = a_meeting(world.coalition, "Nog een", days=11)
    assert Client().get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
    publish(later)
    assert Client().get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert url in Client().get(reverse("agenda")).content.decode()


def test_a_meeting_that_is_off_says_so(world, as_, meetings):
    off = a_meeting(world.coalition, "Afgezegd")
    publish(off)
    off.cancel(by=world.chair, reason="ziek")
    answer = Client().get(reverse("agenda_ics"))
    event = next(
        event for event in Calendar.from_ical(answer.content).events if "Afgezegd" in event["SUMMARY"]
    )
    assert (str(event["SUMMARY"]), event["STATUS"]) == ("Gaat niet door: Afgezegd", "CANCELLED")


def test_half_past_three_is_half_past_three_in_summer_and_in_winter(world, as_):
    zone = ZoneInfo("Europe/Amsterdam")
    for month in (1, 7):
        begin = datetime.datetime(2027, month, 14, 15, 30, tzinfo=zone)
        a_meeting(world.coalition, f"Maand {month}", starts_at=begin)
    answer = Client().get(made(as_(world.member)))
    told = {str(e["SUMMARY"]): e["DTSTART"].dt for e in Calendar.from_ical(answer.content).events}
    assert {name: moment.strftime("%H:%M %z") for name, moment in told.items()} == {
        "Maand 1": "15:30 +0100",
        "Maand 7": "15:30 +0200",
    }


def test_a_calendar_costs_the_same_for_two_and_for_twenty(world, as_):
    url = made(as_(world.member))

    def cost():
        with CaptureQueriesContext(connection) as found:
            Client().get(url)
        return len(found)

    for _ in range(2):
        a_meeting(world.coalition)
    few = cost()
    for _ in range(18):
        a_meeting(world.coalition)
    assert cost() == few
