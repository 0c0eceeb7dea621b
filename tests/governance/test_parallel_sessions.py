"""One item in several rooms at once: rounds, times, and a database that lets no room or person be needed twice."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.meetings.models import ParallelPart, ParallelSession
from governance.meetings.models.parallel import ROOM_TAKEN
from governance.meetings.parallel import Written, group_in, write
from tests.governance.agendas import a_meeting, an_item, publish
from tests.themes.reading import words
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db
ROOMS = ("Kamer Noord", "Kamer Zuid", "Kamer West")


def meeting_at(body, hour, **extra):
    begin = timezone.make_aware(datetime.datetime(2031, 3, 6, hour, 0))
    return a_meeting(
        body, starts_at=begin, ends_at=begin + datetime.timedelta(hours=3), location="Huis", **extra
    )


@set_up
def in_rooms(item, *rooms, minutes=20, host=None, rotates=True):
    part = ParallelPart(item=item, round_minutes=minutes, rotates=rotates)
    lines = [Written(None, f"Over {room}", room, host=host if room == rooms[0] else None) for room in rooms]
    return write(part, lines, by=SystemActor.SETUP, seen=0)


def carousel(body, hour=15, rooms=ROOMS, **extra):
    """A meeting whose second item, after half an hour, is held in rooms."""
    meeting = meeting_at(body, hour)
    an_item(meeting, "Plenair", minutes=30)
    return in_rooms(an_item(meeting, "Deelsessies", minutes=60), *rooms, **extra)


def held(part):
    """Begin and end of its sessions, as hours and minutes."""
    return {
        tuple(
            timezone.localtime(moment).strftime("%H:%M") for moment in (each.during.lower, each.during.upper)
        )
        for each in part.sessions.all()
    }


def test_every_group_is_in_every_room_once_and_never_two_in_one():
    for rooms in range(2, 13):
        plan = [[group_in(room, number, rooms) for room in range(rooms)] for number in range(rooms)]
        assert all(len(set(row)) == rooms for row in plan)
        assert all(len({row[room] for row in plan}) == rooms for room in range(rooms))


def test_the_times_follow_the_agenda(world):
    part = carousel(world.coalition)
    assert held(part) == {("15:30", "16:30")}
    first = part.item.meeting.items.get(position=1)
    first.minutes = 45
    set_up(first.save)()
    assert held(part) == {("15:45", "16:45")}
    meeting = part.item.meeting
    meeting.starts_at += datetime.timedelta(hours=1)
    meeting.ends_at += datetime.timedelta(hours=1)
    set_up(meeting.save)()
    assert held(part) == {("16:45", "17:45")}
    meeting.cancel(by=SystemActor.SETUP, reason="Te weinig punten")
    assert set(part.sessions.values_list("during", flat=True)) == {None}


def test_a_room_is_in_one_session_at_a_time(world):
    carousel(world.coalition)
    with pytest.raises(IntegrityError, match="parallel_room_once"), transaction.atomic():
        carousel(world.other, rooms=("Kamer Noord", "Kamer Oost"))
    assert carousel(world.other, hour=17).pk, "the control: later it is free"


def test_a_person_leads_one_session_at_a_time(world):
    carousel(world.coalition, host=world.member.person)
    with pytest.raises(IntegrityError, match="parallel_host_once"), transaction.atomic():
        carousel(world.other, rooms=("Zaal A", "Zaal B"), host=world.member.person)
    assert carousel(world.other, rooms=("Zaal A", "Zaal B"), host=world.chair.person).pk, "the control"


def test_moving_an_agenda_into_a_taken_room_is_refused_on_the_page(world, as_):
    first, _ = carousel(world.coalition), carousel(world.other, hour=17)
    url = reverse("meeting_edit", args=[first.item.meeting_id])
    form = as_(world.secretary).get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {key: value for key, value in data.items() if value is not None}
    answer = as_(world.secretary).post(url, {**data, "start_time": "17:00", "end_time": "19:00"})
    assert answer.status_code == 422
    assert ROOM_TAKEN in answer.content.decode()
    assert held(first) == {("15:30", "16:30")}


def test_an_order_that_needs_a_room_twice_changes_nothing(world, as_):
    part, late = carousel(world.coalition), carousel(world.other, hour=16)
    assert held(late) == {("16:30", "17:30")}
    meeting = part.item.meeting
    an_item(meeting, "Nog een half uur", minutes=30)
    ids = [str(pk) for pk in meeting.items.order_by("position").values_list("pk", flat=True)]
    meeting.refresh_from_db()
    data = {"order": ",".join([ids[2], ids[0], ids[1]]), "agenda_version": meeting.agenda_version}
    answer = as_(world.secretary).post(reverse("agenda_order", args=[meeting.pk]), data)
    assert answer.status_code == 409
    assert ROOM_TAKEN in answer.content.decode()
    assert held(part) == {("15:30", "16:30")}


def typed(*lines, version=0, **more):
    data = {"rotates": "ja", "round_minutes": 20, "version": version, "sessie-INITIAL_FORMS": 0, **more}
    data["sessie-TOTAL_FORMS"] = len(lines)
    for number, (title, room) in enumerate(lines):
        data |= {f"sessie-{number}-title": title, f"sessie-{number}-room": room}
    return data


def test_written_down_in_the_browser_and_read_on_the_published_agenda(world, as_):
    meeting = meeting_at(world.coalition, 15)
    an_item(meeting, "Plenair", minutes=30)
    item = an_item(meeting, "Deelsessies", minutes=60)
    url = reverse("parallel", args=[item.pk])
    staff = as_(world.secretary)
    assert "Carrousel" in words(staff, url)
    answer = staff.post(
        url, typed(("Zorgtafel", "Noord"), ("Flever", "Zuid"), ("Acute zorg", "West"), ("", ""))
    )
    assert answer.status_code == 302
    publish(meeting)
    shown = words(Client(), meeting.get_absolute_url())
    for said in ("Ronde 1 15:30 - 15:50", "Ronde 3 16:10 - 16:30", "Noord Zorgtafel Groep A Groep C Groep B"):
        assert said in shown
    assert "Ronde 1" in words(staff, meeting.get_absolute_url())


WRONG = {
    "one session": ([("Zorgtafel", "Noord")], {}, "ten minste twee sessies"),
    "no room": ([("Zorgtafel", ""), ("Flever", "Zuid")], {}, "Noem de zaal."),
    "too long": (
        [("Zorgtafel", "Noord"), ("Flever", "Zuid")],
        {"round_minutes": 40},
        "De rondes duren samen",
    ),
    "changeover": ([("A", "N"), ("B", "Z")], {"changeover_minutes": 20}, "Wisselen duurt korter"),
    "one room twice": ([("A", "Noord"), ("B", " noord")], {}, "In noord is ook sessie 1."),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(world, as_, what):
    lines, more, said = WRONG[what]
    item = an_item(meeting_at(world.coalition, 15), "Deelsessies", minutes=60)
    answer = as_(world.secretary).post(reverse("parallel", args=[item.pk]), typed(*lines, **more))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{lines[0][0]}"' in answer.content.decode()
    assert not ParallelPart.objects.exists()


def test_a_list_a_colleague_wrote_meanwhile_is_shown_beside_what_was_typed(world, as_):
    part = carousel(world.coalition)
    url = reverse("parallel", args=[part.item_id])
    part.refresh_from_db()
    opened = part.version
    chair = as_(world.chair).post(url, typed(("Van de voorzitter", "Oost"), ("B", "Zuid"), version=opened))
    assert chair.status_code == 302
    late = as_(world.secretary).post(url, typed(("Van de secretaris", "Oost"), ("B", "Zuid"), version=opened))
    assert late.status_code == 409
    for said in ("Van de voorzitter", "Van de secretaris"):
        assert said in late.content.decode()
    assert part.sessions.filter(title="Van de voorzitter").exists()


def test_an_item_in_rooms_can_be_one_item_again(world, as_):
    part = carousel(world.coalition)
    url = reverse("parallel_remove", args=[part.item_id])
    client = as_(world.secretary)
    part.refresh_from_db()
    shown = client.get(reverse("parallel", args=[part.item_id])).content.decode()
    assert f'name="version" value="{part.version}"' in shown
    assert {client.post(url, {"version": part.version}).status_code for _ in range(2)} == {302}
    assert not ParallelPart.objects.exists()


def test_sessions_a_colleague_wrote_meanwhile_are_not_taken_away_unseen(world, as_):
    part = carousel(world.coalition)
    part.refresh_from_db()
    opened = part.version
    as_(world.chair).post(
        reverse("parallel", args=[part.item_id]),
        typed(("Van de voorzitter", "Oost"), ("B", "Zuid"), version=opened),
    )
    url, client = reverse("parallel_remove", args=[part.item_id]), as_(world.secretary)
    for sent in ({"version": opened}, {}, {"version": "٣"}):
        late = client.post(url, sent)
        assert late.status_code == 409
        assert "Van de voorzitter" in late.content.decode()
    assert part.sessions.filter(title="Van de voorzitter").exists()
    part.refresh_from_db()
    assert f'name="version" value="{part.version}"' in late.content.decode()
    assert client.post(url, {"version": part.version}).status_code == 302


def rewritten(part, *rows, minutes=20):
    """The same sessions, each as (title, room, host), by the form of the page."""
    kept = {each.title: each for each in part.sessions.all()}
    part.refresh_from_db()
    seen = part.version
    part.round_minutes = minutes
    lines = [Written(kept[title].pk, title, room, host=host) for title, room, host in rows]
    set_up(write)(part, lines, by=SystemActor.SETUP, seen=seen)
    return [(each.title, each.room.name, each.host) for each in part.sessions.order_by("position")]


def test_two_sessions_swap_their_rooms_and_who_leads_them(world):
    lot, vera = world.member.person, world.chair.person
    part = in_rooms(an_item(meeting_at(world.coalition, 15), "Deelsessies", minutes=60), "Noord", "Zuid")
    first = [("Over Noord", "Noord", lot), ("Over Zuid", "Zuid", vera)]
    assert rewritten(part, *first) == first
    rooms = [("Over Noord", "Zuid", lot), ("Over Zuid", "Noord", vera)]
    assert rewritten(part, *rooms) == rooms
    people = [("Over Noord", "Zuid", vera), ("Over Zuid", "Noord", lot)]
    assert rewritten(part, *people) == people
    with pytest.raises(IntegrityError, match="parallel_room_once"), transaction.atomic():
        rewritten(part, ("Over Noord", "Zuid", vera), ("Over Zuid", "Zuid", lot))


def test_fewer_and_longer_rounds_fit_before_the_next_carousel_in_the_same_rooms(world):
    meeting = meeting_at(world.coalition, 15)
    part = in_rooms(an_item(meeting, "Eerst", minutes=60), *ROOMS)
    in_rooms(an_item(meeting, "Daarna", minutes=60), *ROOMS)
    kept = [("Over Kamer Noord", "Kamer Noord", None), ("Over Kamer Zuid", "Kamer Zuid", None)]
    assert rewritten(part, *kept, minutes=30) == kept
    assert held(part) == {("15:00", "16:00")}
    with pytest.raises(IntegrityError, match="parallel_room_once"), transaction.atomic():
        rewritten(part, *kept, minutes=40)


@pytest.mark.django_db(transaction=True)
def test_two_agendas_that_want_one_room_at_once_get_it_once(world):
    bodies = (world.coalition, world.other)
    items = [an_item(meeting_at(body, 15), "Deelsessies", minutes=60) for body in bodies]

    def want(item):
        try:
            in_rooms(item, "Kamer Noord", f"Kamer {item.body_id}")
        except IntegrityError:
            return "refused"
        finally:
            connections.close_all()
        return "got it"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(want, items)) == ["got it", "refused"]
    assert ParallelSession.objects.filter(room__name="Kamer Noord").count() == 1
