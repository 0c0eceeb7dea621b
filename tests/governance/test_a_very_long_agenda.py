"""An agenda of 500 items, pasted as far as that goes in one time: pages open, steps count, nothing is lost."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.meetings.models import Meeting
from governance.meetings.pasting import MOST_LINES
from tests.governance.agendas import a_meeting, in_order, places, press_publish, titles
from tests.world import World

pytestmark = pytest.mark.django_db
ITEMS = 500


class Fields(HTMLParser):
    """What a browser would send of the form with this action: inputs, chosen options, and text areas."""

    def __init__(self, marker: str) -> None:
        super().__init__()
        self.marker, self.found, self.select = marker, {}, ""
        self.first = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        said = dict(attrs)
        name = said.get("name") or ""
        if tag == "input" and name.startswith(self.marker):
            if said.get("type") not in ("checkbox", "radio") or "checked" in said:
                self.found[name] = said.get("value") or "on" * (said.get("type") == "checkbox")
        elif tag == "select" and name.startswith(self.marker):
            self.select, self.first = name, True
        elif tag == "option" and self.select and (self.first or "selected" in said):
            self.found[self.select], self.first = said.get("value") or "", False

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""


def paste(client: Client, meeting: Meeting, wanted: list[str]) -> None:
    """Paste, check, and add, with every field the page has."""
    answer = client.post(reverse("agenda_paste", args=[meeting.pk]), {"text": "\n".join(wanted)})
    assert answer.status_code == 302, answer.content.decode()
    fields = Fields("form-")
    fields.feed(client.get(answer["Location"]).content.decode())
    assert sum(name.endswith("-title") for name in fields.found) == len(wanted)
    assert client.post(answer["Location"], fields.found).status_code == 302


def test_500_items_are_pasted_shown_moved_and_published(world: World, as_: Any) -> None:
    meeting, client = a_meeting(world.coalition), as_(world.secretary)
    wanted = [f"Punt {chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(ITEMS)]
    for start in range(0, ITEMS, MOST_LINES):
        paste(client, meeting, wanted[start : start + MOST_LINES])
    assert titles(meeting) == wanted
    ids = in_order(meeting)
    meeting.refresh_from_db()
    order = ",".join(map(str, [ids[-1], *ids[:-1]]))
    moved = {"order": order, "agenda_version": meeting.agenda_version}
    assert client.post(reverse("agenda_order", args=[meeting.pk]), moved).status_code == 302
    assert titles(meeting) == [wanted[-1], *wanted[:-1]]
    assert client.get(meeting.get_absolute_url()).content.decode().count("Punt a") >= 26
    press_publish(client, meeting)
    page = as_(None).get(meeting.get_absolute_url()).content.decode()
    assert all(title in page for title in wanted)
    assert places(meeting) == [*range(1, ITEMS + 1)]
