"""Items inside an item on the working page: the buttons, the way back, and what is said when it is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.meetings import order
from governance.meetings.models import Meeting
from tests.governance.agendas import agenda_of, an_item
from tests.governance.nesting import a_nested_agenda, called, holds, loosen, nest, the, version
from tests.world import World

pytestmark = pytest.mark.django_db
LogIn = Callable[[Any], Client]


@pytest.fixture
def meeting(world: World) -> Meeting:
    return a_nested_agenda(world.coalition)


def press(client: Client, meeting: Meeting, name: str, title: str, **data: Any) -> Any:
    url = reverse(name, args=[the(meeting, title).pk])
    return client.post(url, {"agenda_version": version(meeting), **data}, headers={"HX-Request": "true"})


def undo(client: Client, meeting: Meeting, answer: Any) -> Any:
    data = {**answer.context["undo"]["fields"], "agenda_version": version(meeting), "undo": "1"}
    return client.post(reverse("agenda_order", args=[meeting.pk]), data)


def test_nest_and_loosen_with_the_buttons_of_the_desk_and_undo(
    meeting: Meeting, world: World, as_: LogIn
) -> None:
    client = as_(world.secretary)
    answer = press(client, meeting, "item_nest", "Rondvraag")
    assert answer.status_code == 200
    assert "“Rondvraag” is nu een onderdeel: agendapunt 2c." in answer.content.decode()
    undo(client, meeting, answer)
    assert called(meeting)["Rondvraag"] == "3"
    answer = press(client, meeting, "item_loosen", "Wonen")
    assert called(meeting)["Wonen"] == "3"
    undo(client, meeting, answer)
    assert list(called(meeting).items())[2] == ("Wonen", "2a")
    holds(meeting)


@pytest.mark.parametrize("name", ["item_park", "item_remove"])
@pytest.mark.parametrize("title", ["Voortgang", "Wonen"])
def test_undo_brings_back_what_was_inside_what(
    meeting: Meeting, world: World, as_: LogIn, name: str, title: str
) -> None:
    before, client = called(meeting), as_(world.secretary)
    answer = press(client, meeting, name, title, version=the(meeting, title).version)
    assert title not in called(meeting)
    undo(client, meeting, answer)
    assert called(meeting) == before
    holds(meeting)


def test_without_script_a_button_leads_back_to_the_desk(meeting: Meeting, world: World, as_: LogIn) -> None:
    url = reverse("item_nest", args=[the(meeting, "Rondvraag").pk])
    answer = as_(world.secretary).post(url, {"agenda_version": version(meeting)}, follow=True)
    assert called(meeting)["Rondvraag"] == "2c"
    assert answer.context["undo"]["said"] == "“Rondvraag” is nu een onderdeel: agendapunt 2c."


def test_what_does_not_go_inside_is_said_and_nothing_changes(
    meeting: Meeting, world: World, as_: LogIn
) -> None:
    client, before = as_(world.secretary), called(meeting)
    long = an_item(meeting, "Lang", minutes=26)
    assert "Geef het punt meer minuten, of de onderdelen minder. Er is niets veranderd." in said_409(
        press(client, meeting, "item_nest", "Lang") if nest(the(meeting, "Rondvraag")) else None
    )
    loosen(the(meeting, "Rondvraag"))
    order.remove(long, by=world.secretary)
    assert "Hier staat geen punt boven" in said_409(press(client, meeting, "item_nest", "Opening"))
    stale = press(client, meeting, "item_nest", "Rondvraag", agenda_version=1)
    assert "heeft de agenda intussen veranderd" in said_409(stale)
    assert called(meeting) == before


def said_409(answer: Any) -> str:
    assert answer.status_code == 409
    page: str = answer.content.decode()
    return page


def test_an_open_part_stops_closing_its_item_with_words_beside_the_field(
    meeting: Meeting, world: World, as_: LogIn
) -> None:
    client = as_(world.secretary)
    url = reverse("item_edit", args=[the(meeting, "Voortgang").pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields if form[name].value() is not None}
    closed = data | {"publicity": "besloten", "publicity_ground": "omdat"}
    answer = client.post(url, closed)
    assert answer.status_code == 422
    assert answer.context["form"].errors["publicity"] == [
        "Een onderdeel is nooit opener dan het punt zelf, en heeft geen korter embargo."
    ]
    answer = client.post(url, data | {"minutes": "30"})
    assert answer.context["form"].errors["minutes"] == [
        "De onderdelen duren samen langer dan het punt zelf. Geef het punt meer minuten, of de onderdelen minder."
    ]


def test_dragging_a_part_away_leaves_it_with_its_item_and_says_how(
    meeting: Meeting, world: World, as_: LogIn
) -> None:
    ids, part = order.current_order(meeting), the(meeting, "Zorg").pk
    data = {
        "order": ",".join(str(pk) for pk in [part, *(pk for pk in ids if pk != part)]),
        "dragged": str(part), "agenda_version": version(meeting),
    }  # fmt: skip
    answer = as_(world.secretary).post(
        reverse("agenda_order", args=[meeting.pk]), data, headers={"HX-Request": "true"}
    )
    assert "Agendapunt 2b staat nu op plaats 2a." in answer.content.decode()
    assert called(meeting)["Zorg"] == "2a"
    assert "Onderdeel" not in called(meeting)


def test_the_page_of_an_item_names_its_parts_and_the_other_way_round(
    meeting: Meeting, world: World, as_: LogIn
) -> None:
    client = as_(world.secretary)
    whole, part = the(meeting, "Voortgang"), the(meeting, "Wonen")
    assert part.title in client.get(reverse("item", args=[whole.pk])).content.decode()
    page = client.get(reverse("item", args=[part.pk])).content.decode()
    assert f'Onderdeel van <a href="{reverse("item", args=[whole.pk])}">Voortgang</a>' in page


def test_a_nested_agenda_costs_no_more_queries(meeting: Meeting, world: World, as_: LogIn) -> None:
    client = as_(world.secretary)
    url = reverse("meeting", args=[meeting.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for item in agenda_of(meeting, *[f"Deel {n}" for n in range(8)], minutes=1):
        nest(item)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
