"""The netwerkbureau puts breakouts in order, fills in how many fit, and lets go of what it put somewhere by hand."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from newsletters.network_meeting import moving
from newsletters.network_meeting.breakouts import arrange
from newsletters.network_meeting.forms import BreakoutForm
from newsletters.network_meeting.models import NOT_CHOSEN, BreakoutChoice, NetworkMeeting
from newsletters.network_meeting.placing import least_liked, places
from tests.newsletters.network.meeting import a_breakout, an_invitee, comes, prepared
from tests.world import World


def topics(meeting: NetworkMeeting) -> list[str]:
    return list(meeting.breakouts.order_by("position").values_list("topic", flat=True))


def positions(meeting: NetworkMeeting) -> list[int]:
    return list(meeting.breakouts.order_by("position").values_list("position", flat=True))


def order_url(meeting: NetworkMeeting) -> str:
    return reverse("network_breakout_order", args=[meeting.pk])


@pytest.mark.django_db
def test_breakouts_are_dragged_and_stepped_into_another_order(world: World, as_: Any) -> None:
    meeting, client = prepared(), as_(world.bureau)
    zorg, jeugd, wonen = (a_breakout(meeting, topic) for topic in ("Zorg", "Jeugd", "Wonen"))
    base = ",".join(str(row.pk) for row in (zorg, jeugd, wonen))
    order = [str(row.pk) for row in (wonen, zorg, jeugd)]
    assert client.post(order_url(meeting), {"base": base, "order": order}).status_code == 302
    assert topics(meeting) == ["Wonen", "Zorg", "Jeugd"]
    stale = client.post(
        order_url(meeting), {"base": base, "move": f"{jeugd.pk}:up"}, headers={"HX-Request": "true"}
    )
    assert stale.status_code == 409
    assert "Iemand anders" in stale.content.decode()
    assert topics(meeting) == ["Wonen", "Zorg", "Jeugd"]
    fresh = client.post(
        order_url(meeting),
        {"base": ",".join(order), "move": f"{jeugd.pk}:up"},
        headers={"HX-Request": "true"},
    )
    assert fresh.status_code == 200
    assert topics(meeting) == ["Wonen", "Jeugd", "Zorg"]
    assert client.post(order_url(meeting), {"base": "x", "order": ["y"]}).status_code == 302
    assert topics(meeting) == ["Wonen", "Jeugd", "Zorg"]
    assert Client().post(order_url(meeting), {"base": base, "order": order}).status_code == 302
    assert topics(meeting) == ["Wonen", "Jeugd", "Zorg"], "a visitor is sent to sign in"


@pytest.mark.django_db
def test_who_changes_the_words_leaves_it_where_it_was_dragged_to(
    world: World, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, client = prepared(), as_(world.bureau)
    zorg, jeugd = (a_breakout(meeting, topic) for topic in ("Zorg", "Jeugd"))
    url = reverse("network_breakout_edit", args=[meeting.pk, zorg.pk])
    checked = BreakoutForm.clean_capacity

    def dragged_meanwhile(form: BreakoutForm) -> int | None:
        if topics(meeting) == ["Zorg", "Jeugd"]:
            arrange(meeting, [jeugd.pk, zorg.pk], base=[zorg.pk, jeugd.pk], by=world.bureau)
        return checked(form)

    monkeypatch.setattr(BreakoutForm, "clean_capacity", dragged_meanwhile)
    form = client.get(url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"topic": "Zorg dichtbij"}
    assert client.post(url, typed).status_code == 302
    assert topics(meeting) == ["Jeugd", "Zorg dichtbij"]


@pytest.mark.django_db
def test_one_that_goes_leaves_no_gap_and_twenty_fit_always(world: World, as_: Any) -> None:
    meeting, client = prepared(), as_(world.bureau)
    rows = [a_breakout(meeting, f"Onderwerp {at:02}") for at in range(20)]
    url = reverse("network_breakout_add", args=[meeting.pk])
    full = client.post(url, {"topic": "Te veel"})
    assert full.status_code == 422
    assert "hoogstens 20" in full.content.decode()
    client.post(reverse("network_breakout_take", args=[meeting.pk, rows[4].pk]))
    assert positions(meeting) == list(range(1, 20))
    assert client.post(url, {"topic": "Past weer"}).status_code == 302
    assert (positions(meeting), topics(meeting)[-1]) == (list(range(1, 21)), "Past weer")


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", "-3", "2001"])
def test_in_a_breakout_fits_one_at_least(world: World, as_: Any, number: str) -> None:
    meeting, client = prepared(), as_(world.bureau)
    url = reverse("network_breakout_add", args=[meeting.pk])
    answer = client.post(url, {"topic": "Zorg", "capacity": number})
    assert answer.status_code == 422
    (said,) = answer.context["form"].errors["capacity"]
    assert ("2000" if number == "2001" else "1") in said.split()[-2:]
    assert 'min="1"' in client.get(url).content.decode()


@pytest.mark.django_db
def test_who_was_put_somewhere_by_hand_is_let_go_with_a_button(world: World, as_: Any) -> None:
    meeting, client = prepared(rounds=2), as_(world.bureau)
    zorg = a_breakout(meeting, "Zorg")
    a_breakout(meeting, "Jeugd")
    (ada,) = comes(an_invitee(meeting, "Ada Zorg"))
    moving.put_in(ada, zorg, 1, by=world.bureau)
    page = client.get(reverse("network_timetable", args=[meeting.pk])).content.decode()
    url = reverse("network_let_go", args=[meeting.pk, ada.pk, zorg.pk])
    assert url in page
    for _ in range(2):
        assert client.post(url).status_code == 302
    assert not BreakoutChoice.objects.filter(pinned=True).exists()
    assert url not in client.get(reverse("network_timetable", args=[meeting.pk])).content.decode()


# ---------------------------------------------------------------- who gets a place next
@dataclass
class Wish:
    """A choice in memory; counts how often somebody looks whether it has a place."""

    attendee_id: int
    breakout_id: int
    rank: int
    pinned: bool = False
    placed: bool = False
    looks: list[int] = field(default_factory=lambda: [0])

    @property
    def has_a_place(self) -> bool:
        self.looks[0] += 1
        return self.placed


def wishes(people: int, seed: int) -> list[Wish]:
    chance, looks = Random(seed), [0]
    found = []
    for who in range(people):
        liked = chance.sample(range(6), 3)
        for rank, room in enumerate(liked, start=1):
            said = NOT_CHOSEN if rank == 3 and chance.random() < 0.3 else rank
            found.append(Wish(who, room, said, looks=looks))
            if said == NOT_CHOSEN:
                found[-1].placed = True
                found[-1].pinned = chance.random() < 0.5
    chance.shuffle(found)
    return found


def settled(rows: list[Any], rounds: int, room: dict[int, int | None]) -> set[tuple[int, int]]:
    taken = Counter(row.breakout_id for row in rows if row.placed)
    for row, less in places(rows, rounds, room, taken):
        row.placed = True
        if less is not None:
            less.placed = False  # type: ignore[attr-defined]
    return {(row.attendee_id, row.breakout_id) for row in rows if row.placed}


def by_the_rule(rows: list[Any], rounds: int, room: dict[int, int | None]) -> set[tuple[int, int]]:
    """The first choice in the list that may have a place gets it, until there is none."""
    taken = Counter(row.breakout_id for row in rows if row.placed)

    def less_than(row: Any) -> Any:
        return least_liked([each for each in rows if each.attendee_id == row.attendee_id and each.placed])

    def may(row: Any) -> bool:
        limit = room[row.breakout_id]
        if row.placed or row.rank == NOT_CHOSEN or (limit is not None and taken[row.breakout_id] >= limit):
            return False
        given = sum(each.placed for each in rows if each.attendee_id == row.attendee_id)
        less = less_than(row)
        return given < rounds or (less is not None and less.rank > row.rank)

    while (row := next(filter(may, rows), None)) is not None:
        if sum(each.placed for each in rows if each.attendee_id == row.attendee_id) >= rounds:
            less = less_than(row)
            less.placed = False
            taken[less.breakout_id] -= 1
        row.placed = True
        taken[row.breakout_id] += 1
    return {(row.attendee_id, row.breakout_id) for row in rows if row.placed}


@pytest.mark.parametrize("seed", range(60))
def test_places_go_by_the_rule(seed: int) -> None:
    chance = Random(seed)
    rounds, people = chance.randint(1, 3), chance.randint(2, 12)
    room = {at: chance.choice([None, 1, 2, 3, people]) for at in range(6)}
    assert settled(wishes(people, seed), rounds, room) == by_the_rule(wishes(people, seed), rounds, room)


def test_twice_the_people_is_twice_the_work() -> None:
    def work(people: int) -> int:
        rows = wishes(people, 1)
        settled(rows, 2, dict.fromkeys(range(6), people // 4))
        return rows[0].looks[0]

    assert work(1600) < 2.5 * work(800)
