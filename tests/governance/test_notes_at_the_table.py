"""Several people note at once: nothing is overwritten, and words from behind closed doors stay apart."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from governance.live import running
from governance.live.models import LiveNote
from governance.live.noting import Words, write
from tests.governance.tables import a_table
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db


def test_a_stale_note_gets_both_texts(world, as_):
    table = a_table()
    url = reverse("live_note", args=[table.meeting.pk, table.item.pk])
    client = as_(table.secretary)
    first = client.post(url, {"text": "Wat ik hoorde", "version": 0}, headers={"accept": "application/json"})
    assert first.json() == {"version": 1}
    again = client.post(url, {"text": "Wat ik hoorde", "version": 0}, headers={"accept": "application/json"})
    assert again.json() == {"version": 1}, "the same words sent again are once"
    late = client.post(url, {"text": "Iets anders", "version": 0}, headers={"accept": "application/json"})
    assert (late.status_code, late.json()) == (409, {"version": 1, "theirs": "Wat ik hoorde"})
    page = client.post(url, {"text": "Iets anders", "version": 0})
    told = page.content.decode()
    assert page.status_code == 409
    assert "Wat ik hoorde" in told
    assert "Iets anders" in told
    assert LiveNote.objects.get().text == "Wat ik hoorde"
    assert client.post(url, {"text": "Samen", "version": 1}).status_code == 302


def test_behind_closed_doors_it_is_another_note(world):
    table = a_table()
    write(table.meeting, table.item, Words("In het openbaar"), by=table.secretary)
    running.close_doors(table.meeting, True, by=table.secretary)
    with pytest.raises(ValidationError, match="deuren"):
        write(table.meeting, table.item, Words("GEHEIM", version=1), by=table.secretary)
    write(table.meeting, table.item, Words("GEHEIM", closed=True), by=table.secretary)
    assert {note.closed: note.text for note in LiveNote.objects.all()} == {
        False: "In het openbaar",
        True: "GEHEIM",
    }


def test_nothing_is_written_over_what_was_not_seen(world):
    table = a_table()
    write(table.meeting, table.item, Words("een"), by=table.secretary)
    with pytest.raises(StaleVersion):
        write(table.meeting, table.item, Words("twee", version=7), by=table.secretary)


def test_members_do_not_read_raw_notes(world, as_):
    table = a_table()
    write(table.meeting, table.item, Words("KANARIEnotitie"), by=table.secretary)
    client = as_(table.members[0])
    assert client.get(reverse("live_note", args=[table.meeting.pk, table.item.pk])).status_code == 403
    assert "KANARIE" not in client.get(reverse("live", args=[table.meeting.pk])).content.decode()
    assert "KANARIE" in as_(table.secretary).get(reverse("live", args=[table.meeting.pk])).content.decode()


def test_a_long_note_is_kept_to_its_last_word_or_refused(world, as_):
    table = a_table()
    url = reverse("live_note", args=[table.meeting.pk, table.item.pk])
    client, script = as_(table.secretary), {"accept": "application/json"}
    # What a box of 50,000 characters holds, as a form sends it: two characters for each end of a line.
    lines = "\r\n".join(["woord"] * 8000) + "\r\nhet laatste woord"
    assert len(lines) > 50_000 > len(lines.replace("\r\n", "\n"))
    assert client.post(url, {"text": lines, "version": 0}, headers=script).json() == {"version": 1}
    assert LiveNote.objects.get().text.endswith("het laatste woord")
    refused = client.post(url, {"text": "x" * 50_001, "version": 1}, headers=script)
    assert refused.status_code == 422
    assert "langer" in refused.json()["said"]
    assert LiveNote.objects.get().text.endswith("het laatste woord")
    page = client.post(url, {"text": "x" * 50_001, "version": 1})
    assert "x" * 50_001 in page.content.decode(), "what was typed is on the page still"
