"""Seats and places in breakouts: first come first served, a waiting list that moves up, moves stay."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from newsletters.network_meeting import moving, timetable
from newsletters.network_meeting.answering import Wish, wish
from newsletters.network_meeting.models import Attendee, BreakoutChoice, NetworkBreakout, NetworkMeeting
from newsletters.network_meeting.settling import settle, taking, waiting_for
from newsletters.network_meeting.telling import KIND
from tests.newsletters.network.meeting import (
    a_breakout,
    an_invitee,
    comes,
    mails,
    prepared,
    stays_away,
    told,
)
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db


def wants(person: Attendee, *breakouts: NetworkBreakout) -> None:
    person.network_meeting.refresh_from_db()
    wish(person, Wish(breakouts), by=SystemActor.VISITOR)


def has(person: Attendee) -> list[str]:
    return [choice.breakout.topic for choice in timetable.route_of(person)]


def waits(person: Attendee) -> list[str]:
    return [choice.breakout.topic for choice in waiting_for(person, person.network_meeting.rounds)]


def one(meeting: NetworkMeeting, name: str) -> Attendee:
    return comes(an_invitee(meeting, name))[0]


def test_the_last_seat_goes_to_the_first_and_the_next_moves_up_with_a_mail(world: World) -> None:
    meeting = prepared(seats=1)
    first, second = an_invitee(meeting, "Ada Zorg"), an_invitee(meeting, "Ben Welzijn")
    comes(first)
    (waiting,) = comes(second)
    assert not waiting.has_a_seat
    assert told() == 2
    assert "wachtlijst" in mails(KIND, second.address)[0].text
    stays_away(first)
    waiting.refresh_from_db()
    assert waiting.has_a_seat
    assert told() == 2
    moved_up = mails(KIND, second.address)[1]
    assert "Wachtlijst: niet meer" in moved_up.text
    assert "SEQUENCE:2" in moved_up.calendar
    assert "METHOD:CANCEL" in mails(KIND, first.address)[1].calendar


def test_choices_are_followed_in_order_and_a_full_one_is_waited_for(world: World) -> None:
    meeting = prepared()
    care, youth = a_breakout(meeting, "Acute zorg", capacity=1), a_breakout(meeting, "Jeugd")
    ada, ben = one(meeting, "Ada Zorg"), one(meeting, "Ben Welzijn")
    wants(ada, care, youth)
    wants(ben, care, youth)
    assert (has(ada), waits(ada)) == (["Acute zorg"], [])
    assert (has(ben), waits(ben)) == (["Jeugd"], ["Acute zorg"])
    wants(ada, youth)
    assert has(ben) == ["Acute zorg"], "moved up, and gave the other place back"
    assert waits(ben) == []


def test_choosing_again_does_not_lose_ones_turn(world: World) -> None:
    meeting = prepared()
    care = a_breakout(meeting, "Acute zorg", capacity=1)
    youth = a_breakout(meeting, "Jeugd")
    people = [one(meeting, name) for name in ("Ada", "Ben", "Cas")]
    for person in people:
        wants(person, care)
    wants(people[1], care, youth)
    stays_away(people[0].invitee)
    assert has(people[1]) == ["Acute zorg"]
    assert has(people[2]) == []


def test_two_rounds_give_two_places_and_a_round_for_each(world: World) -> None:
    meeting = prepared(rounds=2)
    rooms = [a_breakout(meeting, topic, capacity=2) for topic in ("Zorg", "Jeugd", "Wonen")]
    people = [one(meeting, f"Mens {at}") for at in range(5)]
    for at, person in enumerate(people):
        wants(person, rooms[at % 3], rooms[(at + 1) % 3], rooms[(at + 2) % 3])
    assert moving.make(meeting, by=world.bureau) == 0
    for person in people:
        routes = timetable.route_of(person)
        assert sorted(choice.round or 0 for choice in routes) == [1, 2]
        assert len({choice.breakout_id for choice in routes}) == 2
    for number in timetable.rounds_of(meeting):
        assert all(len(cell.places) <= 2 for cell in number.cells)
    before = list(BreakoutChoice.objects.order_by("pk").values_list("round", flat=True))
    moving.make(meeting, by=world.bureau)
    assert list(BreakoutChoice.objects.order_by("pk").values_list("round", flat=True)) == before


def test_somebody_who_is_moved_stays_there_whatever_is_arranged_later(world: World) -> None:
    meeting = prepared(rounds=2)
    care, youth, homes = (a_breakout(meeting, topic, capacity=3) for topic in ("Zorg", "Jeugd", "Wonen"))
    people = [one(meeting, f"Mens {at}") for at in range(4)]
    for person in people:
        wants(person, care, youth)
    moving.make(meeting, by=world.bureau)
    moving.put_in(people[0], homes, 2, by=world.bureau)
    moving.make(meeting, by=world.bureau)
    wants(people[1], youth, homes)
    row = people[0].choices.get(breakout=homes)
    assert (row.round, row.pinned) == (2, True)
    assert len(has(people[0])) == 2
    moving.let_go(row, by=world.bureau)
    row.refresh_from_db()
    assert not row.pinned


def test_moving_to_a_full_breakout_is_refused_with_words(world: World, as_: Any) -> None:
    meeting = prepared()
    care = a_breakout(meeting, "Acute zorg", capacity=1)
    ada, ben = one(meeting, "Ada Zorg"), one(meeting, "Ben Welzijn")
    wants(ada, care)
    answer = as_(world.bureau).post(
        reverse("network_move", args=[meeting.pk, ben.pk]), {"breakout": str(care.pk), "round": ""}
    )
    assert answer.status_code == 422
    assert "zit vol" in answer.content.decode()
    assert has(ben) == []


def test_the_database_holds_seats_and_places_without_our_rules(world: World) -> None:
    meeting = prepared(seats=1)
    care = a_breakout(meeting, "Acute zorg", capacity=1)
    ada, ben = one(meeting, "Ada Zorg"), one(meeting, "Ben Welzijn")
    now = timezone.now()
    for change in (
        lambda: Attendee.objects.filter(pk=ben.pk).update(seated_at=timezone.now()),
        lambda: [
            BreakoutChoice.objects.create(attendee=each, breakout=care, rank=1, asked_at=now, placed_at=now)
            for each in (ada, ben)
        ],
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            set_up(change)()


def test_fewer_seats_than_are_given_are_refused_beside_the_field(world: World, as_: Any) -> None:
    meeting = prepared(seats=5)
    for name in ("Ada", "Ben"):
        one(meeting, name)
    client, url = as_(world.bureau), reverse("network_meeting_edit", args=[meeting.pk])
    meeting.refresh_from_db()
    typed = {
        "about": "Over de buurt",
        "reply_by": "",
        "seats": "1",
        "rounds": "1",
        "version": meeting.version,
    }
    answer = client.post(url, typed)
    assert answer.status_code == 422
    assert "al 2 plaatsen vergeven" in answer.context["form"].errors["seats"][0]
    assert "Over de buurt" in answer.content.decode()
    assert client.post(url, {**typed, "seats": "2"}).status_code == 302


def test_more_seats_move_the_waiting_list_up_at_once(world: World, as_: Any) -> None:
    meeting = prepared(seats=1)
    one(meeting, "Ada")
    ben = one(meeting, "Ben")
    assert not ben.has_a_seat
    meeting.refresh_from_db()
    typed = {"about": "", "reply_by": "", "seats": "2", "rounds": "1", "version": meeting.version}
    as_(world.bureau).post(reverse("network_meeting_edit", args=[meeting.pk]), typed)
    ben.refresh_from_db()
    assert ben.has_a_seat


def test_a_breakout_with_choices_stays_and_one_without_goes(world: World, as_: Any) -> None:
    meeting, client = prepared(), as_(world.bureau)
    care, youth = a_breakout(meeting, "Acute zorg"), a_breakout(meeting, "Jeugd")
    wants(one(meeting, "Ada"), care)
    for row in (care, youth):
        client.post(reverse("network_breakout_take", args=[meeting.pk, row.pk]))
    assert list(meeting.breakouts.all()) == [care]


def test_one_round_less_takes_the_least_liked_place(world: World) -> None:
    meeting = prepared(rounds=2)
    care, youth = a_breakout(meeting, "Acute zorg"), a_breakout(meeting, "Jeugd")
    ada = one(meeting, "Ada")
    wants(ada, youth, care)
    assert sorted(has(ada)) == ["Acute zorg", "Jeugd"]
    with taking(meeting, world.bureau) as row:
        row.rounds = 1
        row.save()
        settle(row)
    assert has(ada) == ["Jeugd"]


def test_somebody_on_the_waiting_list_is_moved_nowhere(world: World) -> None:
    meeting = prepared(seats=1)
    care = a_breakout(meeting, "Acute zorg")
    one(meeting, "Ada")
    with pytest.raises(ValidationError, match="wachtlijst"):
        moving.put_in(one(meeting, "Ben"), care, by=world.bureau)
