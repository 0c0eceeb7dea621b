"""Parallel sessions that need somebody or a room twice: who, and where, for who may know it; and one room is one room
however it is typed."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from governance.meetings.models import Room
from governance.meetings.parallel import room_called
from tests.governance.agendas import an_item, publish
from tests.governance.test_parallel_sessions import carousel, in_rooms, meeting_at, typed
from tests.world import World, set_up

pytestmark = pytest.mark.django_db
UNSEEN = "een sessie in een vergadering die jij niet kunt inzien"


def deelsessies(body: Any) -> Any:
    """An item of an hour, at four o'clock."""
    return an_item(meeting_at(body, 16), "Deelsessies", minutes=60)


def wrote(client: Any, item: Any, *lines: tuple[str, str], host: Any = None, **more: Any) -> Any:
    data = typed(*lines, **more)
    if host is not None:
        data["sessie-0-host"] = str(host.pk)
    return client.post(reverse("parallel", args=[item.pk]), data)


def test_it_says_who_is_double_and_where_to_who_keeps_both(world: World, as_: Any) -> None:
    member = world.member.person
    carousel(world.coalition, host=member)
    item = deelsessies(world.coalition)
    answer = wrote(as_(world.secretary), item, ("A", "Zaal 1"), ("B", "Zaal 2"), host=member)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert (
        f"{member} leidt op die tijd al “Over Kamer Noord” in Kamer Noord (Zorgraad in mei, do 6 maart 2031"
        in page
    )
    assert "15:30–16:30" in page


@pytest.mark.parametrize("published", [True, False])
def test_of_a_meeting_one_does_not_keep_no_words_are_told(world: World, as_: Any, published: bool) -> None:
    member = world.member.person
    other = carousel(world.other, host=member)
    if published:
        publish(other.item.meeting)
    answer = wrote(as_(world.secretary), deelsessies(world.coalition), ("A", "Z1"), ("B", "Z2"), host=member)
    page = answer.content.decode()
    where = f"een sessie van {world.other}" if published else UNSEEN
    assert (answer.status_code, f"{member} leidt op die tijd al {where}." in page) == (422, True)
    assert "Over Kamer Noord" not in page


def test_the_room_is_named_too(world: World, as_: Any) -> None:
    carousel(world.other)
    answer = wrote(
        as_(world.secretary), deelsessies(world.coalition), ("A", "kamer  NOORD "), ("B", "Zaal 2")
    )
    assert answer.status_code == 422
    assert f"Kamer Noord is dan al nodig voor {UNSEEN}." in answer.content.decode()


def test_who_is_double_in_one_list_is_said_beside_the_line(world: World, as_: Any) -> None:
    member, item = world.member.person, deelsessies(world.coalition)
    data = typed(("A", "Zaal 1"), ("B", "Zaal 2"))
    data |= {"sessie-0-host": str(member.pk), "sessie-1-host": str(member.pk)}
    answer = as_(world.secretary).post(reverse("parallel", args=[item.pk]), data)
    assert answer.status_code == 422
    assert f"{member} leidt ook sessie 1." in answer.content.decode()


def test_a_shift_that_needs_somebody_twice_names_them(world: World, as_: Any) -> None:
    member = world.member.person
    carousel(world.coalition, host=member)
    meeting = meeting_at(world.coalition, 17)
    in_rooms(an_item(meeting, "Later", minutes=60), "Zaal 1", "Zaal 2", host=member)
    meeting.refresh_from_db()
    data = {"minutes": "-60", "version": str(meeting.version)}
    answer = as_(world.secretary).post(reverse("meeting_shift", args=[meeting.pk]), data)
    assert answer.status_code == 409
    assert f"{member} leidt op die tijd al “Over Kamer Noord”" in answer.content.decode()


def test_nobody_is_named_to_who_may_not_know(world: World, as_: Any) -> None:
    """The control: of somebody from elsewhere, in an item staff may not read, staff hear only that it cannot be."""
    stranger = world.statenlid.person
    secret = {"publicity": "vertrouwelijk", "publicity_ground": "Personen"}
    early, late = meeting_at(world.coalition, 15), meeting_at(world.coalition, 17)
    for meeting, rooms in ((early, ("Zaal 1", "Zaal 2")), (late, ("Zaal 3", "Zaal 4"))):
        in_rooms(an_item(meeting, "Geheim", minutes=60, **secret), *rooms, host=stranger)
    late.refresh_from_db()
    data = {"minutes": "-120", "version": str(late.version)}
    url = reverse("meeting_shift", args=[late.pk])
    staff, chair = as_(world.bureau).post(url, data), as_(world.chair).post(url, data)
    assert (staff.status_code, chair.status_code) == (409, 409)
    assert "is op die tijd al ergens anders nodig" in staff.content.decode()
    assert str(stranger) not in staff.content.decode()
    assert f"{stranger} leidt op die tijd al" in chair.content.decode()


# ---------------------------------------------------------------- one room
SPELLINGS = ["Kamer Almere O0.03", "kamer almere  O0.03", " KAMER ALMERE O0.03 ", "Kamer\u00a0Almere\tO0.03"]


def test_one_room_in_other_spellings_is_one_room(world: World) -> None:
    rooms = {set_up(room_called)(name, place).pk for name in SPELLINGS for place in ("Huis", " huis")}
    assert len(rooms) == 1
    assert (Room.objects.get().name, Room.objects.get().place) == ("Kamer Almere O0.03", "Huis")
    assert set_up(room_called)("Kamer Almere O0.03", "Elders").pk not in rooms, (
        "the control: another building"
    )


@pytest.mark.parametrize("name", ["Straßezaal", "İstanbul", "Kamer Σας", "Zaal ﬁets", "Kamer\u00a0Lelystad"])
def test_a_room_with_an_unusual_letter_is_found_again(world: World, name: str) -> None:
    """Python and PostgreSQL make different small letters of these."""
    once, again = (set_up(room_called)(name, "Huis") for _ in range(2))
    assert once == again


def test_the_database_holds_no_second_spelling(world: World) -> None:
    set_up(Room.objects.create)(name=SPELLINGS[0], place="Huis")
    for name, guard in (("kamer almere  O0.03", "room_written_tidily"), ("kamer almere o0.03", "room_once")):
        with pytest.raises(IntegrityError, match=guard), transaction.atomic():
            set_up(Room.objects.bulk_create)([Room(name=name, place="Huis")])


def test_a_room_typed_in_another_way_is_taken_all_the_same(world: World) -> None:
    carousel(world.coalition)
    with pytest.raises(IntegrityError, match="parallel_room_once"), transaction.atomic():
        carousel(world.other, rooms=("kamer  noord", "Kamer Oost"))
