"""Items inside an item: one level, right below it, within its minutes and never more open."""

import random
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from governance.meetings import order
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.numbering import numbered
from governance.meetings.places import moved, settle
from governance.meetings.working import desk, numbers
from tests.governance.agendas import a_meeting, an_item, titles
from tests.governance.nesting import a_nested_agenda, called, holds, loosen, nest, the
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
LogIn = Callable[[Any], Client]


@pytest.fixture
def meeting(world: World) -> Meeting:
    return a_nested_agenda(world.coalition)


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
