"""Clock times in a pasted agenda: how long each item lasts, and what is said of odd times; no line is lost."""

from typing import Any

import pytest
from django.urls import reverse

from governance.meetings.pasting import parse
from tests.governance.agendas import a_meeting
from tests.world import World

WHOLE_AGENDAS = {
    "to the next line": ("15:30 Opening\n15:40 Verslag\n16.10 Rondvraag", [10, 30, None]),
    "to its own end": ("15:30 Opening\n15.35-15.50 Verslag\n16:00 Slot", [5, 15, None]),
    "with numbers": ("1. 15:30 Opening\n2. 15:40 Verslag\n3. 16:00 Slot", [10, 20, None]),
    "in words": ("15u30 Opening\n15.35 uur: Verslag\nvan 15:45 tot 16:00 Slot", [5, 10, 15]),
    "behind the title": ("Opening 15:30\nVerslag (om 15:40 uur)\nSlot 15:55-16:00", [10, 15, 5]),
    "on a line of its own": ("15:30\nOpening\n15:40\nVerslag\n16:00", [10, 20]),
    "past midnight": ("23:50 Opening\n00:10 Verslag", [20, None]),
    "parts within their item": (
        "3. Zorg 16:00\n3a. Deel 16:00\n3b. Nog 16:15\n4. Slot 16:30",
        [30, 15, 15, None],
    ),
}


@pytest.mark.parametrize(("text", "minutes"), WHOLE_AGENDAS.values(), ids=list(WHOLE_AGENDAS))
def test_minutes_follow_from_the_times_and_titles_lose_them(text: str, minutes: list[int | None]) -> None:
    found = parse(text)
    assert [item.minutes for item in found] == minutes
    assert not any(sign.isdigit() for item in found for sign in item.title)
    assert not any(item.note for item in found)


ODD = {
    "the next is earlier": ("15:30 Opening\n15:20 Zorg", "De volgende regel begint om 15:20, dus eerder."),
    "the next is at once": ("15:30 Opening\n15:30-15:40 Zorg", "De volgende regel begint op dezelfde tijd."),
    "the next is far off": ("08:00 Opening\n20:00 Zorg", "De volgende regel begint pas om 20:00."),
    "they overlap": ("15:30-16:00 Opening\n15:45 Zorg", "De volgende regel begint al om 15:45."),
    "an end before the begin": ("09:00-08:30 Opening\n09:30 Zorg", "Van 09:00 tot 08:30 is meer dan 10 uur."),
    "no length": ("09:00-09:00 Opening\n09:30 Zorg", "Begin en einde zijn dezelfde tijd."),
    "no time": ("25:70 Opening\nZorg", "25:70 bestaat niet op de klok."),
}


@pytest.mark.parametrize(("text", "words"), ODD.values(), ids=list(ODD))
def test_odd_times_are_said_at_their_line_and_no_line_is_lost(text: str, words: str) -> None:
    found = parse(text)
    assert [item.title.removeprefix("25:70 ") for item in found] == ["Opening", "Zorg"]
    assert [item.note.startswith(words) for item in found] == [True, False]
    assert 0 < found[0].length <= 600


def test_a_tenth_part_is_a_part_and_no_time() -> None:
    parts = [f"3.{number} Deel {'x' * number}" for number in range(1, 13)]
    found = parse("\n".join(["3. Zorg", *parts, "16.30 Slot"]))
    assert [item.inside for item in found] == [False, *[True] * 12, False]
    assert [item.title for item in found[1:3]] == ["Deel x", "Deel xx"]
    assert found[-1].starts == 16 * 60 + 30, "a time all the same"


def test_behind_a_number_too_what_is_counted_is_no_time() -> None:
    [item] = parse("1. 12.30 miljoen voor jeugdzorg")
    assert (item.title, item.starts) == ("12.30 miljoen voor jeugdzorg", None)


@pytest.mark.parametrize(
    "text",
    [
        "Versie 2.10",
        "Samen om 10.05 uur starten",
        "3.75 procent meer",
        "12.50 euro per inwoner",
        "Subsidie van 12.50 tot 15.00 euro",
        "Brief van 20.10-21.10",
        "Artikel 15.30 Wvggz",
        "Paragraaf 3.10-3.15",
        "Versie 2.10/2.11 bespreken",
        "Jeugdigen van 12.00 tot 18.00 jaar",
        "0.30 miljoen subsidie",
        "12.00 tot 18.00 jaar oud",
    ],
)
def test_what_is_no_time_stays_in_the_title(text: str) -> None:
    """The control: a number with a full stop is not taken for a time."""
    assert (parse(text)[0].title, parse(text)[0].starts) == (text, None)


@pytest.mark.django_db
def test_the_preview_shows_times_and_what_is_odd_also_after_an_error(world: World, as_: Any) -> None:
    meeting, client = a_meeting(world.coalition), as_(world.secretary)
    text = "10:15 Opening\n10:05 Zorg\n10:30 Slot"
    url = client.post(reverse("agenda_paste", args=[meeting.pk]), {"text": text})["Location"]
    page = client.get(url)
    data = {
        f"form-{n}-{name}": value
        for n, row in enumerate(page.context["items"].initial)
        for name, value in row.items()
        if value and name not in ("starts", "note")
    }
    data |= {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "3"}
    refused = client.post(url, {**data, "form-2-minutes": "nee"})
    assert (page.status_code, refused.status_code) == (200, 422)
    for shown in (page.content.decode(), refused.content.decode()):
        for words in ("vanaf 10:15", "dus eerder", "Bij 1 regel klopt iets", "begint het om 10:15"):
            assert words in shown
    client.post(url, data)
    assert list(meeting.items.order_by("position").values_list("title", "minutes")) == [
        ("Opening", 10),
        ("Zorg", 25),
        ("Slot", 10),
    ]
