"""Closed words stand in the closed part whatever way they were written down, and the public version leaves them out."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.live import running
from governance.live.noting import Words, write
from governance.meetings import order
from governance.meetings.models import Audience
from governance.minutes.content import content_of
from governance.minutes.growing import start
from governance.minutes.models import MinutesPart
from governance.minutes.printing import to_html
from tests.governance.agendas import a_meeting, agenda_of, an_item, held, publish
from tests.governance.tables import a_table, sent_out
from tests.world import fresh, set_up

pytestmark = pytest.mark.django_db


def never_live(world):
    """The minutes of a meeting that nobody kept live, with items of every publicity."""
    meeting = a_meeting(world.coalition)
    for publicity in ("openbaar", "besloten", "vertrouwelijk"):
        an_item(meeting, f"Punt {publicity}", publicity=publicity)
    publish(meeting)
    return start(held(meeting, days=2), by=fresh(world.secretary))


def sides(minutes):
    rows = minutes.parts.select_related("item").order_by("item__position", "closed")
    return [(part.item.title, part.closed) for part in rows]


def types(client, part, text):
    part.refresh_from_db()
    url = reverse("minutes_part", args=[part.pk])
    return client.post(url, {"text": f"<p>{text}</p>", "version": part.version})


@set_up
def opened(item):
    item.refresh_from_db()
    item.publicity, item.publicity_ground = "openbaar", ""
    item.save()


@set_up
def closed(item):
    item.refresh_from_db()
    item.publicity, item.publicity_ground = "besloten", "omdat het zo is"
    item.save()


def test_a_meeting_that_was_never_live_has_closed_parts(world, as_):
    minutes = never_live(world)
    assert sides(minutes) == [("Punt openbaar", False), ("Punt besloten", True), ("Punt vertrouwelijk", True)]
    client = as_(world.secretary)
    for part in minutes.parts.all():
        assert types(client, part, f"KANARIE{part.closed}").status_code == 302
    public = to_html(content_of(minutes, Audience.PUBLIC))
    assert "KANARIEFalse" in public, "control: what was said in the open"
    assert "KANARIETrue" not in public
    members = to_html(content_of(minutes, Audience.MEMBERS))
    assert members.count("KANARIETrue") == 1, "of the closed item; the confidential one is in no version"


def test_closed_words_stay_closed_when_their_item_is_opened(world, as_):
    minutes = never_live(world)
    part = minutes.parts.get(item__title="Punt besloten")
    assert types(as_(world.secretary), part, "KANARIE").status_code == 302
    opened(part.item)
    public = to_html(content_of(minutes, Audience.PUBLIC))
    assert "Punt besloten" in public, "control: the item is open now"
    assert "KANARIE" not in public
    assert "KANARIE" in to_html(content_of(minutes, Audience.MEMBERS))
    assert ("Punt besloten", False) in sides(minutes), "and what is said in the open has a place of its own"


def test_notes_at_a_closed_item_go_into_its_closed_part(world):
    table = a_table()
    inside = an_item(table.meeting, "Besloten", publicity="besloten")
    write(table.meeting, inside, Words("Eerst dit."), by=table.secretary)
    write(table.meeting, inside, Words("Eerst dit. Toen dat.", closed=True, version=1), by=table.secretary)
    running.end(table.meeting, [], by=table.secretary)
    (part,) = start(table.meeting, by=table.secretary).parts.filter(item=inside)
    assert part.closed
    assert "Eerst dit. Toen dat." in part.text, "ticked or not, it is one note"


def test_an_open_item_gets_a_closed_part_afterwards(world, as_):
    minutes = never_live(world)
    part = minutes.parts.get(item__title="Punt openbaar")
    client = as_(world.secretary)
    page = client.get(minutes.get_absolute_url()).content.decode()
    url = reverse("minutes_part_closed", args=[part.pk])
    assert url in page
    first, again = client.post(url), client.post(url)
    assert first["Location"] == again["Location"], "twice is once"
    (inside,) = minutes.parts.filter(item=part.item, closed=True)
    assert first["Location"] == reverse("minutes_part", args=[inside.pk])
    assert types(client, inside, "KANARIE").status_code == 302
    assert url not in client.get(minutes.get_absolute_url()).content.decode()
    sent_out(minutes, fresh(world.secretary))
    assert "KANARIE" not in Client().get(minutes.get_absolute_url()).content.decode()
    assert "KANARIE" in as_(world.member).get(minutes.get_absolute_url()).content.decode()


def test_an_item_that_was_closed_since_takes_words_in_its_closed_part(world, as_):
    minutes = never_live(world)
    part = minutes.parts.get(item__title="Punt openbaar")
    client = as_(world.secretary)
    assert types(client, part, "Gezegd toen het open was.").status_code == 302
    closed(part.item)
    refused = types(client, part, "Nog iets")
    assert refused.status_code == 422
    assert "besloten deel" in refused.content.decode()
    part.refresh_from_db()
    assert "toen het open was" in part.text
    inside = minutes.parts.get(item=part.item, closed=True)
    assert types(client, inside, "Nog iets").status_code == 302
    part.refresh_from_db()
    url = reverse("minutes_part", args=[part.pk])
    assert client.post(url, {"text": "", "version": part.version}).status_code == 302, "it can be moved"
    page = client.get(minutes.get_absolute_url()).content.decode()
    assert part.anchor not in page


def test_an_item_added_later_gets_a_part_of_its_own_side(world, as_):
    minutes = never_live(world)
    part = minutes.parts.get(item__title="Punt openbaar")
    client = as_(world.secretary)
    types(client, part, "Al getypt")
    late = an_item(minutes.meeting, "Nagekomen")
    inside = an_item(minutes.meeting, "Nagekomen besloten", publicity="besloten")
    assert MinutesPart.objects.get(minutes=minutes, item=late).closed is False
    assert MinutesPart.objects.get(minutes=minutes, item=inside).closed is True
    part.refresh_from_db()
    assert "Al getypt" in part.text
    page = client.get(minutes.get_absolute_url()).content.decode()
    assert "Nagekomen besloten" in page


def test_an_item_taken_off_keeps_its_part_if_something_was_written(world, as_):
    minutes = never_live(world)
    written, empty = minutes.parts.get(item__title="Punt openbaar"), an_item(minutes.meeting, "Leeg")
    client = as_(world.secretary)
    types(client, written, "Hier is over gepraat.")
    for item in (written.item, empty):
        item.refresh_from_db()
        order.park(item, by=fresh(world.secretary))
    page = client.get(minutes.get_absolute_url()).content.decode()
    assert "Hier is over gepraat." in page
    assert "Leeg" not in page
    empty.refresh_from_db()
    order.place_on(minutes.meeting, empty, by=fresh(world.secretary))
    assert "Leeg" in client.get(minutes.get_absolute_url()).content.decode(), "back again"
    assert minutes.parts.filter(item=empty).count() == 1


def test_approved_minutes_get_no_part_more(world):
    minutes = never_live(world)
    secretary = fresh(world.secretary)
    sent_out(minutes, secretary)
    later = held(a_meeting(world.coalition, "De volgende", days=1), days=0)
    minutes.approve(an_item(later, "Verslag"), by=secretary)
    item = an_item(minutes.meeting, "Veel te laat")
    assert not minutes.parts.filter(item=item).exists()


def test_the_desk_calls_items_as_the_agenda_does(world, as_):
    minutes = never_live(world)
    whole = minutes.parts.get(item__title="Punt besloten").item
    part, _ = agenda_of(minutes.meeting, "Binnenin", "Daarna", publicity="besloten", minutes=1)
    whole.refresh_from_db()
    order.arrange(
        minutes.meeting,
        [*minutes.meeting.items.order_by("position").values_list("pk", flat=True)],
        base=fresh_version(minutes.meeting),
        by=fresh(world.secretary),
        inside={part.pk: whole.pk},
    )
    page = as_(world.secretary).get(minutes.get_absolute_url()).content.decode()
    for title in ("1. Punt openbaar", "2. Punt besloten (besloten deel)", "2a. Binnenin", "3. Daarna"):
        assert title in page
    assert ". Punt vertrouwelijk" not in page, "nobody at the table says a number for it"


def fresh_version(meeting):
    meeting.refresh_from_db()
    return meeting.agenda_version


def test_the_desk_asks_as_much_of_twenty_items_as_of_two(world, as_):
    counted = []
    for size in (2, 12):
        meeting = a_meeting(world.coalition, f"Keer {size}")
        for number in range(size):
            an_item(meeting, f"Punt {number}", publicity="besloten" if number % 2 else "openbaar")
        publish(meeting)
        minutes = start(held(meeting, days=size), by=fresh(world.secretary))
        client = as_(world.secretary)
        client.get(minutes.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(minutes.get_absolute_url())
        counted.append(len(queries))
    assert counted[0] == counted[1]
