"""Items inside an item: one level, right below it, within its minutes and never more open."""

import random
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.meetings import nesting, order
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.numbering import numbered
from governance.meetings.places import moved, settle
from governance.meetings.working import desk, numbers
from tests.governance.agendas import a_meeting, agenda_of, an_item, places, titles
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
LogIn = Callable[[Any], Client]


@pytest.fixture
def meeting(world: World) -> Meeting:
    """1 Opening (5), 2 Voortgang (60) with 2a Wonen (20) and 2b Zorg (15), 3 Rondvraag (10)."""
    found = a_meeting(world.coalition)
    _opening, _progress, living, care, _round_up = (
        an_item(found, title, minutes=minutes)
        for title, minutes in (
            ("Opening", 5), ("Voortgang", 60), ("Wonen", 20), ("Zorg", 15), ("Rondvraag", 10),
        )
    )  # fmt: skip
    nest(living)
    nest(care)
    return found


def version(meeting: Meeting) -> int:
    return Meeting.objects.get(pk=meeting.pk).agenda_version


@set_up
def nest(item: AgendaItem) -> bool:
    fresh = AgendaItem.objects.get(pk=item.pk)
    assert fresh.meeting
    return nesting.put_inside(fresh, base=version(fresh.meeting), by=SystemActor.SETUP)


@set_up
def loosen(item: AgendaItem) -> bool:
    fresh = AgendaItem.objects.get(pk=item.pk)
    assert fresh.meeting
    return nesting.take_out(fresh, base=version(fresh.meeting), by=SystemActor.SETUP)


def called(meeting: Meeting) -> dict[str, str]:
    """Titles in order, each with what it is called."""
    names = numbers(order.current_order(meeting))
    return {item.title: names.get(item.pk, "") for item in meeting.items.order_by("position").only("title")}


def the(meeting: Meeting, title: str) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting").get(body=meeting.body_id, title=title)


def holds(meeting: Meeting) -> None:
    """What waits for the end of the transaction is looked at now."""
    connection.check_constraints()
    assert places(meeting) == list(range(1, len(places(meeting)) + 1))


def test_parts_have_the_number_of_their_item_and_a_letter(meeting: Meeting) -> None:
    assert called(meeting) == {
        "Opening": "1", "Voortgang": "2", "Wonen": "2a", "Zorg": "2b", "Rondvraag": "3",
    }  # fmt: skip


def test_what_is_confidential_is_counted_neither_as_number_nor_as_letter() -> None:
    top, secret, open_one = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    found = numbered([(top, None, "openbaar"), (secret, top, "vertrouwelijk"), (open_one, top, "besloten")])
    assert [found[pk].label for pk in (top, secret, open_one)] == ["1", "", "1a"]


def test_nesting_twice_and_loosening_twice_is_once(meeting: Meeting) -> None:
    assert nest(the(meeting, "Wonen")) is False
    assert loosen(the(meeting, "Wonen")) is True
    assert loosen(the(meeting, "Wonen")) is False
    assert titles(meeting) == ["Opening", "Voortgang", "Zorg", "Wonen", "Rondvraag"]
    holds(meeting)


def test_the_first_item_and_one_with_parts_go_inside_nothing(meeting: Meeting) -> None:
    with pytest.raises(order.CannotNest, match="Hier staat geen punt boven"):
        nest(the(meeting, "Opening"))
    with pytest.raises(order.CannotNest, match="heeft zelf onderdelen"):
        nest(the(meeting, "Voortgang"))


@set_up
def test_no_more_parts_than_letters(world: World) -> None:
    meeting = a_meeting(world.coalition)
    whole = an_item(meeting, "Lang", minutes=60)
    for n in range(26):
        order.add(meeting, AgendaItem(title=f"Deel {n}", minutes=1), by=SystemActor.SETUP, inside=whole)
    with pytest.raises(order.CannotNest, match="hoogstens 26"):
        order.add(meeting, AgendaItem(title="Te veel", minutes=1), by=SystemActor.SETUP, inside=whole)
    assert numbers(order.current_order(meeting))[the(meeting, "Deel 25").pk] == "1z"


def test_times_of_parts_lie_within_their_item(meeting: Meeting, world: World) -> None:
    page = desk(meeting, world.secretary)
    minutes = {
        line.item.title: (line.start - meeting.starts_at).seconds // 60 for line in page.lines if line.item
    }
    assert minutes == {"Opening": 0, "Voortgang": 5, "Wonen": 5, "Zorg": 25, "Rondvraag": 65}
    assert page.budget.asked == 75


def test_an_item_moves_as_a_block_and_a_part_among_its_own(meeting: Meeting) -> None:
    ids, inside = order.tree(meeting)
    names = {item.pk: item.title for item in meeting.items.all()}

    def after(title: str, direction: str) -> list[str]:
        return [names[pk] for pk in moved(ids, the(meeting, title).pk, direction, inside)]

    assert after("Voortgang", "up") == ["Voortgang", "Wonen", "Zorg", "Opening", "Rondvraag"]
    assert after("Rondvraag", "up") == ["Opening", "Rondvraag", "Voortgang", "Wonen", "Zorg"]
    assert after("Opening", "bottom") == ["Voortgang", "Wonen", "Zorg", "Rondvraag", "Opening"]
    assert (
        after("Zorg", "up") == after("Zorg", "top") == ["Opening", "Voortgang", "Zorg", "Wonen", "Rondvraag"]
    )
    assert after("Zorg", "down") == ["Opening", "Voortgang", "Wonen", "Zorg", "Rondvraag"]


def test_any_order_settles_into_one_where_parts_stand_together() -> None:
    for seed in range(200):
        chance = random.Random(seed)
        ids = [uuid.UUID(int=n) for n in range(chance.randint(1, 12))]
        whole = [pk for pk in ids if chance.random() < 0.5] or ids[:1]
        inside = {pk: chance.choice(whole) for pk in ids if pk not in whole}
        chance.shuffle(ids)
        settled = settle(ids, inside)
        assert sorted(settled) == sorted(ids), seed
        assert [pk for pk in settled if pk not in inside] == [pk for pk in ids if pk not in inside], seed
        for place, pk in enumerate(settled):
            if pk in inside:
                assert inside[pk] in (settled[place - 1], inside.get(settled[place - 1])), seed
        for top in whole:
            mine = [pk for pk in ids if inside.get(pk) == top]
            assert [pk for pk in settled if inside.get(pk) == top] == mine, seed


# ---------------------------------------------------------------- what the database refuses
@pytest.mark.parametrize(
    ("sql", "hint"),
    [
        ("UPDATE governance_agendaitem SET parent_id = id WHERE title = 'Zorg'", "item_no_part_of_itself"),
        # away from its item, inside a part, inside an item elsewhere
        ("UPDATE governance_agendaitem SET position = CASE title WHEN 'Opening' THEN 3 WHEN 'Wonen' THEN 1 END "
         "WHERE title IN ('Opening', 'Wonen')", "parts_stand_together"),
        ("UPDATE governance_agendaitem SET parent_id = (SELECT id FROM governance_agendaitem WHERE title = 'Wonen') "
         "WHERE title = 'Zorg'", "parts_stand_together"),
        ("UPDATE governance_agendaitem SET parent_id = (SELECT id FROM governance_agendaitem WHERE title = 'Elders') "
         "WHERE title = 'Zorg'", "parts_stand_together"),
        ("UPDATE governance_agendaitem SET meeting_id = NULL, position = NULL WHERE title = 'Zorg'",
         "no_gaps|parts_stand"),
        ("UPDATE governance_agendaitem SET minutes = 41 WHERE title = 'Zorg'", "parts_fit"),
        ("UPDATE governance_agendaitem SET minutes = 34 WHERE title = 'Voortgang'", "parts_fit"),
        ("UPDATE governance_agendaitem SET publicity = 'besloten', publicity_ground = 'omdat' "
         "WHERE title = 'Voortgang'", "parts_no_more_open"),
        ("UPDATE governance_agendaitem SET embargo_until = now() + interval '1 day' WHERE title = 'Voortgang'",
         "parts_no_more_open"),
    ],
)  # fmt: skip
def test_the_database_refuses(meeting: Meeting, world: World, sql: str, hint: str) -> None:
    an_item(a_meeting(world.coalition, "Andere", days=14), "Elders", minutes=60)
    holds(meeting)
    with pytest.raises(IntegrityError) as refused:
        write(sql)
    name = getattr(getattr(refused.value.__cause__, "diag", None), "constraint_name", "") or "no_gaps"
    assert name in hint.split("|") or name.startswith(tuple(hint.split("|")))


def write(sql: str) -> None:
    with acting(SystemActor.SETUP), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(sql)
        connection.check_constraints()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE governance_agendaitem SET minutes = 40 WHERE title = 'Zorg'",
        "UPDATE governance_agendaitem SET minutes = 35 WHERE title = 'Voortgang'",
        "UPDATE governance_agendaitem SET publicity = 'besloten', publicity_ground = 'omdat' "
        "WHERE title IN ('Voortgang', 'Wonen', 'Zorg')",
        "UPDATE governance_agendaitem SET embargo_until = now() - interval '1 day' WHERE title = 'Voortgang'",
    ],
)
def test_what_just_fits_is_let_through(meeting: Meeting, sql: str) -> None:
    write(sql)
    holds(meeting)


# ---------------------------------------------------------------- nothing is lost
@pytest.mark.parametrize("way", ["park", "remove"])
def test_an_item_goes_and_comes_back_with_its_parts(meeting: Meeting, world: World, way: str) -> None:
    whole = the(meeting, "Voortgang")
    getattr(order, way)(whole, by=world.secretary)
    assert titles(meeting) == ["Opening", "Rondvraag"]
    holds(meeting)
    lying = desk(meeting, world.secretary).lot if way == "park" else desk(meeting, world.secretary).removed
    assert [(item.title, item.lying) for item in lying] == [("Voortgang", 2)]  # type: ignore[attr-defined]
    order.place_on(meeting, AgendaItem.objects.get(pk=whole.pk), by=world.secretary)
    assert called(meeting) == {
        "Opening": "1", "Rondvraag": "2", "Voortgang": "3", "Wonen": "3a", "Zorg": "3b",
    }  # fmt: skip
    holds(meeting)


def test_a_removed_item_comes_back_to_the_lot_with_its_parts(meeting: Meeting, world: World) -> None:
    order.remove(the(meeting, "Voortgang"), by=world.secretary)
    order.bring_back(the(meeting, "Voortgang"), by=world.secretary)
    holds(meeting)
    assert [(row.title, row.lying) for row in desk(meeting, world.secretary).lot] == [("Voortgang", 2)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", ["park", "remove"])
def test_a_part_that_goes_alone_is_an_item_of_its_own(meeting: Meeting, world: World, way: str) -> None:
    getattr(order, way)(the(meeting, "Wonen"), by=world.secretary)
    assert called(meeting) == {"Opening": "1", "Voortgang": "2", "Zorg": "2a", "Rondvraag": "3"}
    assert the(meeting, "Wonen").parent_id is None
    holds(meeting)


def test_a_part_brought_back_alone_leaves_the_item_that_stays_away(meeting: Meeting, world: World) -> None:
    order.remove(the(meeting, "Voortgang"), by=world.secretary)
    order.place_on(meeting, the(meeting, "Zorg"), by=world.secretary)
    assert titles(meeting) == ["Opening", "Rondvraag", "Zorg"]
    order.bring_back(the(meeting, "Wonen"), by=world.secretary)
    assert the(meeting, "Wonen").parent_id is None
    holds(meeting)


# ---------------------------------------------------------------- on the desk
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
