"""An item above that is too short for one more part: the refusal offers to make it longer, in one press, with a way
back."""

from typing import Any

import pytest
from django.urls import reverse

from governance.meetings.models import AgendaItem, Meeting
from tests.governance.agendas import a_meeting, an_item
from tests.world import World, set_up

pytestmark = pytest.mark.django_db
HX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def meeting(world: World) -> Meeting:
    """1 Zorg (20), 2 Nacht (25), 3 Slot (10)."""
    found = a_meeting(world.coalition)
    for title, minutes in (("Zorg", 20), ("Nacht", 25), ("Slot", 10)):
        an_item(found, title, minutes=minutes)
    return found


def the(meeting: Meeting, title: str) -> AgendaItem:
    return AgendaItem.objects.get(meeting=meeting, title=title)


def looks(meeting: Meeting) -> list[tuple[str, int, str]]:
    rows = meeting.items.order_by("position").values_list("title", "minutes", "parent__title")
    return [(title, minutes, parent or "") for title, minutes, parent in rows]


FLAT = [("Zorg", 20, ""), ("Nacht", 25, ""), ("Slot", 10, "")]
INSIDE = [("Zorg", 25, ""), ("Nacht", 25, "Zorg"), ("Slot", 10, "")]


def press(client: Any, meeting: Meeting, **more: Any) -> Any:
    meeting.refresh_from_db()
    data = {"agenda_version": meeting.agenda_version, **more}
    return client.post(reverse("item_nest", args=[the(meeting, "Nacht").pk]), data, **HX)


def accept(client: Any, meeting: Meeting) -> Any:
    refused = press(client, meeting)
    assert refused.status_code == 409
    return press(client, meeting, **refused.context["offer"].fields)


def back(client: Any, meeting: Meeting, answer: Any) -> Any:
    meeting.refresh_from_db()
    undo = answer.context["undo"]
    data = {**undo["fields"], "agenda_version": meeting.agenda_version, "undo": "1"}
    return client.post(undo["action"], data, **HX)


def test_the_refusal_offers_what_is_missing_and_one_press_does_it(
    meeting: Meeting, world: World, as_: Any
) -> None:
    client = as_(world.secretary)
    refused = press(client, meeting)
    page = refused.content.decode()
    assert (refused.status_code, looks(meeting)) == (409, FLAT)
    assert "Maak “Zorg” 5 minuten langer en zet “Nacht” erin" in page
    done = press(client, meeting, **refused.context["offer"].fields)
    assert (done.status_code, looks(meeting)) == (200, INSIDE)
    assert "“Zorg” duurt nu 25 minuten." in done.content.decode()


def test_the_way_back_gives_order_and_length_back(meeting: Meeting, world: World, as_: Any) -> None:
    client = as_(world.secretary)
    back(client, meeting, accept(client, meeting))
    assert looks(meeting) == FLAT


def test_a_length_somebody_changed_since_stays(meeting: Meeting, world: World, as_: Any) -> None:
    client = as_(world.secretary)
    done = accept(client, meeting)
    set_up(AgendaItem.objects.filter(title="Zorg").update)(minutes=40)
    answer = back(client, meeting, done)
    assert "bleef zo" in answer["HX-Trigger"]
    assert looks(meeting)[0] == ("Zorg", 40, "")


def test_without_script_the_offer_stands_on_the_page(meeting: Meeting, world: World, as_: Any) -> None:
    client = as_(world.secretary)
    url = reverse("item_nest", args=[the(meeting, "Nacht").pk])
    meeting.refresh_from_db()
    refused = client.post(url, {"agenda_version": meeting.agenda_version})
    assert f'action="{url}"' in refused.content.decode()
    answer = client.post(url, {"agenda_version": meeting.agenda_version, "longer": "5"}, follow=True)
    assert answer.context["undo"]["fields"]["was"]
    assert looks(meeting) == INSIDE


@pytest.mark.parametrize("longer", ["4", "400"])
def test_another_number_than_what_is_missing_changes_nothing(
    meeting: Meeting, world: World, as_: Any, longer: str
) -> None:
    """What was offered is what is done: meanwhile the item got other minutes."""
    assert press(as_(world.secretary), meeting, longer=longer).status_code == 409
    assert looks(meeting) == FLAT


def test_nothing_is_offered_where_an_item_would_last_too_long(world: World, as_: Any) -> None:
    other = a_meeting(world.coalition, "Andere")
    for title, minutes in (("Zorg", 600), ("Nacht", 1)):
        an_item(other, title, minutes=minutes)
    part = an_item(other, "Slot", minutes=600)
    other.refresh_from_db()
    client, data = as_(world.secretary), {"agenda_version": other.agenda_version}
    client.post(reverse("item_nest", args=[the(other, "Nacht").pk]), data, **HX)
    other.refresh_from_db()
    data = {"agenda_version": other.agenda_version}
    refused = client.post(reverse("item_nest", args=[part.pk]), data, **HX)
    assert (refused.status_code, refused.context["offer"]) == (409, None)


def test_staff_are_offered_nothing_about_a_confidential_item(
    meeting: Meeting, world: World, as_: Any
) -> None:
    """What they may not read they do not lengthen, nor hear its name."""
    set_up(AgendaItem.objects.filter(title="Zorg").update)(publicity="vertrouwelijk", publicity_ground="x")
    refused = press(as_(world.bureau), meeting)
    assert refused.status_code == 409
    assert "Maak “" not in refused.content.decode()
    assert looks(meeting) == FLAT
