"""Opening an item opens nothing that was said while it was private: the side is fixed when the words are written."""

import importlib

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from governance.live import running
from governance.live.models import LiveNote
from governance.live.noting import Words, notes_at, write
from governance.meetings.models import Audience
from governance.minutes.content import content_of
from governance.minutes.growing import start
from governance.minutes.models import MinutesPart
from governance.minutes.printing import to_html
from tests.governance.agendas import an_item
from tests.governance.tables import a_table
from tests.governance.test_minutes_keep_to_their_side import closed, never_live, types
from tests.world import fresh, set_up

pytestmark = pytest.mark.django_db
MIGRATION = importlib.import_module("governance.migrations.0016_words_keep_their_side").Migration


@set_up
def becomes(item, publicity):
    item.refresh_from_db()
    item.publicity, item.publicity_ground = publicity, "" if publicity == "openbaar" else "omdat het zo is"
    item.save()


def reads(minutes, audience):
    return to_html(content_of(minutes, audience))


def ended(table):
    running.end(table.meeting, [], by=table.secretary)
    return table.meeting


def test_a_note_at_a_closed_item_stays_closed_when_it_is_opened_before_the_minutes_begin(world):
    table = a_table()
    item = an_item(table.meeting, "Besloten", publicity="besloten")
    row = write(table.meeting, item, Words("KANARIE"), by=table.secretary)
    assert row.closed
    ended(table)
    becomes(item, "openbaar")
    minutes = start(table.meeting, by=table.secretary)
    assert "KANARIE" not in reads(minutes, Audience.PUBLIC)
    assert "KANARIE" in reads(minutes, Audience.MEMBERS), "control: it was said to the body"


def test_the_database_puts_a_note_at_a_closed_item_behind_the_doors(world):
    table = a_table()
    item = an_item(table.meeting, "Besloten", publicity="besloten")
    set_up(LiveNote.objects.create)(meeting=table.meeting, item=item, text="KANARIE")
    assert LiveNote.objects.get().closed
    with pytest.raises(IntegrityError, match="private item"), transaction.atomic():
        set_up(LiveNote.objects.update)(closed=False)
    becomes(item, "openbaar")
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        set_up(LiveNote.objects.update)(closed=False)


def test_an_open_note_takes_no_words_once_its_item_is_closed(world, as_):
    table = a_table()
    row = write(table.meeting, table.item, Words("In het openbaar"), by=table.secretary)
    closed(table.item)
    with pytest.raises(IntegrityError, match="private item"), transaction.atomic():
        set_up(LiveNote.objects.filter(pk=row.pk).update)(text="KANARIE")
    client, url = as_(table.secretary), reverse("live_note", args=[table.meeting.pk, table.item.pk])
    typed = {"text": "KANARIE", "version": row.version, "besloten": ""}
    refused = client.post(url, typed, headers={"accept": "application/json"})
    assert refused.status_code == 422
    assert "intussen besloten" in refused.json()["said"]
    page = client.post(url, typed)
    assert page.status_code == 422
    assert "KANARIE" in page.content.decode(), "what was typed is on the page still"
    assert page.context["closed"], "and goes behind the doors when it is sent again"
    desk = client.get(reverse("live", args=[table.meeting.pk])).content.decode()
    assert 'name="besloten" value="ja"' in desk


def test_the_box_of_a_closed_item_goes_on_behind_the_doors_when_it_is_opened(world, as_):
    table = a_table()
    closed(table.item)
    client, url = as_(table.secretary), reverse("live_note", args=[table.meeting.pk, table.item.pk])
    script = {"accept": "application/json"}
    typed = {"text": "KANARIE", "version": 0, "besloten": "ja"}
    assert client.post(url, typed, headers=script).json() == {"version": 1}
    becomes(table.item, "openbaar")
    more = {"text": "KANARIE en meer", "version": 1, "besloten": "ja"}
    assert client.post(url, more, headers=script).json() == {"version": 2}
    assert [row.closed for row in LiveNote.objects.all()] == [True]


@pytest.mark.parametrize("publicity", ["besloten", "openbaar"])
def test_confidential_words_of_minutes_are_in_no_version_when_their_item_is_opened(world, as_, publicity):
    minutes = never_live(world)
    part = minutes.parts.get(item__title="Punt vertrouwelijk")
    client = as_(world.secretary)
    assert types(client, part, "KANARIE").status_code == 302
    becomes(part.item, publicity)
    assert types(client, part, "KANARIE en nog iets").status_code == 302
    assert "Punt vertrouwelijk" in reads(minutes, Audience.MEMBERS), "control: the body knows of the item now"
    for audience in Audience:
        assert "KANARIE" not in reads(minutes, audience)
    part.refresh_from_db()
    assert (
        client.post(
            reverse("minutes_part", args=[part.pk]), {"text": "", "version": part.version}
        ).status_code
        == 302
    )
    assert types(client, part, "Voor de leden").status_code == 302
    assert "Voor de leden" in reads(minutes, Audience.MEMBERS), "an empty part keeps no secret"
    assert "Voor de leden" not in reads(minutes, Audience.PUBLIC)


@pytest.mark.parametrize("publicity", ["besloten", "openbaar"])
def test_confidential_notes_are_in_no_version_when_their_item_is_opened(world, publicity):
    table = a_table()
    item = an_item(table.meeting, "Geheim", publicity="vertrouwelijk")
    row = write(table.meeting, item, Words("KANARIE"), by=table.secretary)
    ended(table)
    becomes(item, publicity)
    row = write(table.meeting, item, Words("KANARIE2", closed=True, version=row.version), by=table.secretary)
    assert row.confidential
    minutes = start(table.meeting, by=table.secretary)
    assert "KANARIE2" in minutes.parts.get(item=item, closed=True).text, "control: it is kept"
    for audience in Audience:
        assert "KANARIE" not in reads(minutes, audience)


def test_the_bureau_does_not_read_confidential_words_when_their_item_is_opened(world, as_):
    minutes = never_live(world)
    part = minutes.parts.get(item__title="Punt vertrouwelijk")
    types(as_(world.secretary), part, "KANARIE")
    becomes(part.item, "besloten")
    page = as_(world.bureau).get(minutes.get_absolute_url())
    assert page.status_code == 200
    assert "KANARIE" not in page.content.decode()
    assert "KANARIE" in as_(world.secretary).get(minutes.get_absolute_url()).content.decode(), "control"
    note = set_up(LiveNote.objects.create)(
        meeting=minutes.meeting, item=part.item, closed=True, confidential=True, text="KANARIE"
    )
    assert notes_at(minutes.meeting, part.item_id, fresh(world.bureau)) == {}
    assert notes_at(minutes.meeting, part.item_id, fresh(world.secretary)) == {True: note}


def test_the_database_refuses_words_in_the_open_part_of_a_closed_item(world, as_, monkeypatch):
    minutes = never_live(world)
    part = minutes.parts.get(item__title="Punt openbaar")
    client = as_(world.secretary)
    assert types(client, part, "Gezegd toen het open was.").status_code == 302
    closed(part.item)
    with pytest.raises(IntegrityError, match="private item"), transaction.atomic():
        set_up(MinutesPart.objects.filter(pk=part.pk).update)(text="<p>KANARIE</p>")
    # The item is closed between looking and saving.
    monkeypatch.setattr("governance.minutes.forms.is_private", lambda item: False)
    refused = types(client, part, "KANARIE")
    told = refused.content.decode()
    assert refused.status_code == 422
    assert "KANARIE" in told, "what was typed is on the page still"
    assert "Schrijf wat erbij gezegd is in het besloten deel" in told
    part.refresh_from_db()
    assert "toen het open was" in part.text
    set_up(MinutesPart.objects.filter(pk=part.pk).update)(text="")


def carried_over():
    """The step with data of the migration, once more, in what was written meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(MIGRATION.operations[-1].sql)


def written_before(minutes, item, publicity):
    """As it could stand there: words in the open part, and an empty closed part beside it."""
    becomes(item, "openbaar")
    row, _ = set_up(MinutesPart.objects.get_or_create)(minutes=minutes, item=item, closed=False)
    set_up(MinutesPart.objects.filter(pk=row.pk).update)(text="<p>KANARIE</p>")
    becomes(item, publicity)
    return row


@pytest.mark.parametrize("publicity", ["besloten", "vertrouwelijk"])
def test_words_of_before_go_behind_the_doors(world, publicity):
    minutes = never_live(world)
    item = minutes.parts.get(item__title="Punt besloten").item
    part = written_before(minutes, item, publicity)
    carried_over()
    part.refresh_from_db()
    inside = minutes.parts.get(item=item, closed=True)
    assert (part.text, inside.text) == ("", "<p>KANARIE</p>")
    assert inside.confidential is (publicity == "vertrouwelijk")
    carried_over()
    inside.refresh_from_db()
    assert inside.text == "<p>KANARIE</p>", "twice is once"
    becomes(item, "openbaar")
    assert "KANARIE" not in reads(minutes, Audience.PUBLIC)
    assert ("KANARIE" in reads(minutes, Audience.MEMBERS)) is (publicity == "besloten")


def test_notes_of_before_go_behind_the_doors(world):
    table = a_table("Alleen open", "Beide", "Blijft open")
    for item in table.items:
        write(table.meeting, item, Words("Eerst dit."), by=table.secretary)
    write(table.meeting, table.items[1], Words("Toen dat.", closed=True), by=table.secretary)
    for item in table.items[:2]:
        closed(item)
    carried_over()
    told = {(row.item.title, row.closed): row.text for row in LiveNote.objects.select_related("item")}
    assert told == {
        ("Alleen open", True): "Eerst dit.",
        ("Beide", False): "",
        ("Beide", True): "Eerst dit.\n\nToen dat.",
        ("Blijft open", False): "Eerst dit.",
    }
