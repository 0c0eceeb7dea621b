"""What two people do to one item: a stale save gets both texts, and nothing typed is lost (promise I2)."""

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from governance.meetings import order
from governance.meetings.models import AgendaItem, Meeting
from tests.governance.agendas import a_meeting, agenda_of, an_item, publish, titles
from tests.world import World


def typed(item: AgendaItem, version: int, **words: Any) -> dict[str, Any]:
    """What the edit form of an item posts."""
    data = {"title": item.title, "kind": item.kind, "treatment": item.treatment, "minutes": item.minutes}
    return {**data, "explanation": item.explanation, "publicity": item.publicity, "version": version, **words}


def test_a_stale_form_shows_both_texts_and_keeps_what_was_typed(
    world: World, as_: Callable[..., Client]
) -> None:
    item = an_item(a_meeting(world.coalition), "Zoals het was")
    url = reverse("item_edit", args=[item.pk])
    assert as_(world.chair).post(url, typed(item, 1, title="Van de voorzitter")).status_code == 302
    late = as_(world.secretary).post(url, typed(item, 1, title="Van de secretaris"))
    page = late.content.decode()
    assert late.status_code == 409
    assert page.count("Van de voorzitter") >= 1
    assert 'value="Van de secretaris"' in page
    fresh = re.search(r'name="version" value="(\d+)"', page)
    assert fresh
    assert int(fresh[1]) == 2, "saving once more is a decision, not a repeat"
    item.refresh_from_db()
    assert item.title == "Van de voorzitter"
    assert as_(world.secretary).post(url, typed(item, 2, title="Van de secretaris")).status_code == 302


def test_both_texts_are_shown_as_they_read(world: World, as_: Callable[..., Client]) -> None:
    item, url = (made := an_item(a_meeting(world.coalition), "Punt <3")), reverse("item_edit", args=[made.pk])
    mine, theirs = "<p>Wij &amp; <strong>jullie</strong></p><script>x</script>", "<p>Wij &amp; jullie</p>"
    as_(world.chair).post(url, typed(item, 1, explanation=theirs))
    page = as_(world.secretary).post(url, typed(item, 1, title="Punt <b>", explanation=mine)).text
    compared = page.split("Nu opgeslagen")[1:]
    assert any("<p>Wij &amp; <strong>jullie</strong></p>" in part for part in compared)
    assert "Punt &lt;b&gt;" in page
    for raw in ("&lt;p&gt;Wij", "<script>x", "Punt <b>"):
        assert raw not in page.split("<form class")[0]


def test_one_moment_never_looks_like_two(world: World, as_: Callable[..., Client]) -> None:
    item = an_item(a_meeting(world.coalition), "Eerst", embargo_until="2030-01-03T09:30:00Z")
    url, same = reverse("item_edit", args=[item.pk]), {"embargo_until": "2030-01-03T10:30"}
    as_(world.chair).post(url, typed(item, 1, title="Van de voorzitter", **same))
    late = as_(world.secretary).post(url, typed(item, 1, title="Van de secretaris", **same))
    assert [row.label for row in late.context["conflict"].rows if row.differs] == ["Titel"]
    assert as_(world.chair).post(url, typed(item, 1, title="Van de voorzitter", **same)).status_code == 302


def test_the_same_edit_sent_twice_is_one_edit(world: World, as_: Callable[..., Client]) -> None:
    item = an_item(a_meeting(world.coalition), "Eerst")
    for _ in range(2):
        answer = as_(world.chair).post(reverse("item_edit", args=[item.pk]), typed(item, 1, title="Daarna"))
        assert answer.status_code == 302
    item.refresh_from_db()
    assert item.version == 2


def test_moving_parking_and_publishing_refuse_nobody_who_is_typing(
    world: World, as_: Callable[..., Client]
) -> None:
    meeting = a_meeting(world.coalition)
    item, _ = agenda_of(meeting, "Aap", "Beer")
    meeting.refresh_from_db()
    ids = order.current_order(meeting)
    order.arrange(meeting, ids[::-1], base=meeting.agenda_version, by=world.chair)
    publish(meeting)
    order.park(item, by=world.chair)
    answer = as_(world.secretary).post(reverse("item_edit", args=[item.pk]), typed(item, 1, title="Aapje"))
    assert answer.status_code == 302
    item.refresh_from_db()
    assert (item.title, item.meeting_id) == ("Aapje", None), "and the text put nothing back in its old place"


def test_a_text_for_an_item_that_was_removed_comes_back_to_the_typist(
    world: World, as_: Callable[..., Client]
) -> None:
    item = an_item(a_meeting(world.coalition), "Weg")
    order.remove(item, by=world.chair)
    answer = as_(world.secretary).post(
        reverse("item_edit", args=[item.pk]), typed(item, 1, title="Lang nagedacht")
    )
    assert answer.status_code == 409
    assert 'value="Lang nagedacht"' in answer.content.decode()
    assert as_(world.other_member).get(reverse("item_edit", args=[item.pk])).status_code == 404


def test_a_double_click_adds_once(world: World, as_: Callable[..., Client]) -> None:
    meeting, client = a_meeting(world.coalition), as_(world.secretary)
    once = {"title": "Punt", "kind": "besluit", "minutes": "5", "form_key": str(uuid.uuid4())}
    for _ in range(2):
        client.post(reverse("item_add", args=[meeting.pk]), once)
    assert titles(meeting) == ["Punt"]
    full = typed(AgendaItem(title="Heel punt"), 1, form_key=str(uuid.uuid4()))
    for _ in range(2):
        assert client.post(reverse("item_new", args=[meeting.pk]), full).status_code == 302
        client.post(
            reverse("lot_item_new", args=[world.coalition.pk]), {**full, "form_key": once["form_key"]}
        )
    assert titles(meeting) == ["Punt", "Heel punt"]
    new = {"body": world.coalition.pk, "title": "Nieuw", "day": "2027-01-28", "start_time": "15:30"}
    for _ in range(2):
        client.post(reverse("meeting_new"), {**new, "form_key": once["form_key"]})
    assert Meeting.objects.filter(title="Nieuw").count() == 1


def test_what_is_wrong_is_told_beside_the_field_in_dutch(world: World, as_: Callable[..., Client]) -> None:
    meeting, client = a_meeting(world.coalition), as_(world.secretary)
    for minutes in ("-1", str(2**31), str(2**63), "veel", "1\x00"):
        answer = client.post(
            reverse("item_new", args=[meeting.pk]),
            {
                "title": "",
                "kind": "besluit",
                "treatment": "hamerstuk",
                "minutes": minutes,
                "publicity": "besloten",
            },
        )
        assert answer.status_code == 422
        assert "Geef het punt een titel." in answer.content.decode()
    closed = typed(AgendaItem(title="Gesloten"), 1, publicity="besloten")
    answer = client.post(reverse("item_new", args=[meeting.pk]), closed)
    assert answer.context["form"].errors == {
        "publicity_ground": ["Noem de reden waarom dit niet openbaar is."]
    }
    assert 'id="id_publicity_ground_error"' in answer.text
    label = answer.text.split('for="id_publicity_ground">')[1].split("</label>")[0]
    assert "(" not in label, "asked for, so nothing says that it is not needed"
    empty = client.get(reverse("item_new", args=[meeting.pk])).text
    assert "nodig bij besloten en vertrouwelijk" in empty.split('for="id_publicity_ground">')[1][:200]
    assert titles(meeting) == []
