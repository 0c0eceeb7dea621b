"""Whatever is added to an agenda comes before what every agenda of the body ends with, whichever way it came."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from governance.intake import triage
from governance.meetings import closing, order
from governance.meetings.models import AgendaItem, Meeting
from governance.series import slipping
from tests.governance.agendas import a_meeting, an_item, held, parked, titles
from tests.governance.planning import a_template, begun
from tests.governance.proposing import a_proposal, fresh_row, where
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db
BEGIN, END = ["Opening", "Verslag van de vorige vergadering"], ["Rondvraag", "Sluiting"]
Way = Callable[[World, Any, Meeting], None]


def quick(world: World, as_: Any, meeting: Meeting) -> None:
    typed = {"title": "Nieuw", "kind": "informatie", "minutes": "10"}
    answer = as_(world.secretary).post(reverse("item_add", args=[meeting.pk]), typed, follow=True)
    assert "staat op plaats 3" in answer.content.decode()


def whole(world: World, as_: Any, meeting: Meeting) -> None:
    typed = {
        "title": "Nieuw", "kind": "informatie", "treatment": "bespreekstuk", "minutes": "10", "publicity": "openbaar",
    }  # fmt: skip
    assert as_(world.secretary).post(reverse("item_new", args=[meeting.pk]), typed).status_code == 302


def from_the_lot(world: World, as_: Any, meeting: Meeting) -> None:
    item = parked(world.coalition, "Nieuw")
    url = reverse("item_place", args=[item.pk])
    answer = as_(world.secretary).post(url, {"meeting": str(meeting.pk)}, follow=True)
    assert "staat nu op plaats 3" in answer.content.decode()


def taken_back(world: World, as_: Any, meeting: Meeting) -> None:
    item = parked(world.coalition, "Nieuw")
    set_up(order.remove)(item, by=SystemActor.SETUP)
    url = reverse("item_bring_back", args=[item.pk])
    as_(world.secretary).post(url, {"meeting": str(meeting.pk)})


def triaged(world: World, as_: Any, meeting: Meeting) -> None:
    row = a_proposal(world.member, world.coalition)
    triage.place(fresh_row(row), where(meeting=meeting, title="Nieuw"), by=world.secretary)


def moved_on(world: World, as_: Any, meeting: Meeting) -> None:
    item = an_item(held(a_meeting(world.coalition, "Vorige keer")), "Nieuw")
    set_up(slipping.not_reached)(item.meeting, [item.pk], by=SystemActor.SETUP)


WAYS: list[Way] = [quick, whole, from_the_lot, taken_back, triaged, moved_on]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_is_added_comes_before_the_closing_items(world: World, as_: Any, way: Way) -> None:
    a_template(world.coalition)
    meeting = begun(world.coalition)
    way(world, as_, meeting)
    assert titles(meeting) == [*BEGIN, "Nieuw", *END]


def test_pasted_lines_keep_their_order_before_the_closing_items(world: World, as_: Any) -> None:
    a_template(world.coalition)
    meeting, client = begun(world.coalition), as_(world.secretary)
    url = client.post(reverse("agenda_paste", args=[meeting.pk]), {"text": "1. Zorg\n2. Wonen\n2a. Deel"})[
        "Location"
    ]
    items = client.get(url).context["items"]
    data = {
        f"form-{n}-{name}": value
        for n, row in enumerate(items.initial)
        for name, value in row.items()
        if value
    }
    client.post(url, {**data, "form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "3"})
    assert titles(meeting) == [*BEGIN, "Zorg", "Wonen", "Deel", *END]


def test_without_a_template_what_is_added_comes_last(world: World) -> None:
    """The control: nothing goes by titles."""
    meeting = a_meeting(world.coalition)
    for title in ("Sluiting", "Nieuw"):
        an_item(meeting, title)
    assert titles(meeting) == ["Sluiting", "Nieuw"]


def test_a_closing_item_that_comes_back_stands_at_the_end_again(world: World) -> None:
    a_template(world.coalition)
    meeting = begun(world.coalition)
    end = AgendaItem.objects.get(meeting=meeting, title="Sluiting")
    set_up(order.park)(end, by=SystemActor.SETUP)
    end.refresh_from_db()
    set_up(order.place_on)(meeting, end, by=SystemActor.SETUP)
    assert titles(meeting) == [*BEGIN, *END]


def test_parts_come_along_with_a_parked_item(world: World) -> None:
    a_template(world.coalition)
    meeting, other = begun(world.coalition), a_meeting(world.coalition, "Andere")
    whole = an_item(other, "Zorg", minutes=30)
    set_up(order.add)(other, AgendaItem(title="Deel", minutes=5), by=SystemActor.SETUP, inside=whole)
    set_up(order.park)(AgendaItem.objects.get(pk=whole.pk), by=SystemActor.SETUP)
    set_up(order.place_on)(meeting, AgendaItem.objects.get(pk=whole.pk), by=SystemActor.SETUP)
    assert titles(meeting) == [*BEGIN, "Zorg", "Deel", *END]


def test_the_end_counts_only_where_it_stands(world: World) -> None:
    a_template(world.coalition)
    begun(world.coalition)
    assert closing.first_on(a_meeting(world.coalition, "Leeg")) is None
    assert isinstance(closing.first_on(begun(world.coalition, "Vol")), uuid.UUID)


def arranged(meeting: Meeting, *names: str) -> None:
    """The agenda in this order, by hand."""
    meeting.refresh_from_db()
    ids = {item.title: item.pk for item in meeting.items.all()}
    set_up(order.arrange)(
        meeting, [ids[name] for name in names], base=meeting.agenda_version, by=SystemActor.SETUP
    )


def test_only_what_stands_at_the_very_end_is_the_end(world: World) -> None:
    a_template(world.coalition)
    meeting = begun(world.coalition)
    an_item(meeting, "Zorg")
    arranged(meeting, "Rondvraag", *BEGIN, "Zorg", "Sluiting")
    an_item(meeting, "Nieuw")
    set_up(order.place_on)(meeting, parked(world.coalition, "Geparkeerd"), by=SystemActor.SETUP)
    assert titles(meeting) == ["Rondvraag", *BEGIN, "Zorg", "Nieuw", "Geparkeerd", "Sluiting"]


def test_something_put_after_the_end_by_hand_stays_last_and_what_is_new_comes_after_it(world: World) -> None:
    a_template(world.coalition)
    meeting = begun(world.coalition)
    an_item(meeting, "Borrel")
    arranged(meeting, *BEGIN, *END, "Borrel")
    an_item(meeting, "Nieuw")
    assert titles(meeting) == [*BEGIN, *END, "Borrel", "Nieuw"]
