"""Rounds: nobody in two rooms at once or twice in the same, every room as full in each round, the same places the same
rounds; and what a person pinned stays."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletters.network_meeting.rounds import Place, give_rounds


def drawn(seed: int, people: int, rooms: int, rounds: int) -> list[Place]:
    """People with as many rooms as there are rounds, or fewer."""
    chance = random.Random(seed)
    return [
        Place(f"w{who:03}", f"r{room}")
        for who in range(people)
        for room in chance.sample(range(rooms), min(rooms, chance.randint(1, rounds)))
    ]


def clashes(places: list[Place]) -> list[object]:
    return [key for key, times in Counter((p.who, p.round) for p in places).items() if times > 1]


def uneven(places: list[Place], rounds: int) -> int:
    """The largest difference between two rounds in how full one room is."""
    count = Counter((p.room, p.round) for p in places)
    rooms = {p.room for p in places}
    return max(
        max(sizes) - min(sizes)
        for sizes in ([count[room, r] for r in range(1, rounds + 1)] for room in rooms)
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 40), st.integers(1, 7), st.integers(1, 5))
def test_everybody_gets_a_round_for_every_place_and_rooms_are_even(
    seed: int, people: int, rooms: int, rounds: int
) -> None:
    places = drawn(seed, people, rooms, rounds)
    assert give_rounds(places, rounds) == []
    assert all(place.round in range(1, rounds + 1) for place in places)
    assert clashes(places) == []
    assert uneven(places, rounds) <= 1
    again = drawn(seed, people, rooms, rounds)
    random.Random(seed + 1).shuffle(again)
    give_rounds(again, rounds)
    assert {(p.who, p.room): p.round for p in again}.keys() == {
        (p.who, p.room): p.round for p in places
    }.keys()


def test_the_same_places_give_the_same_rounds() -> None:
    first, second = drawn(7, 30, 4, 3), drawn(7, 30, 4, 3)
    give_rounds(first, 3)
    give_rounds(second, 3)
    assert first == second


def test_a_full_room_holds_no_more_than_fit_in_any_round() -> None:
    places = [Place(f"w{who}", "r") for who in range(12)]
    assert give_rounds(places, 3, {"r": 4}) == []
    assert Counter(place.round for place in places) == {1: 4, 2: 4, 3: 4}


def test_what_is_pinned_stays_and_the_rest_goes_around_it() -> None:
    places = drawn(11, 20, 4, 3)
    places[5].round, places[5].pinned = 3, True
    assert give_rounds(places, 3) == []
    assert places[5].round == 3
    assert clashes(places) == []


def test_what_cannot_be_with_what_is_pinned_is_told() -> None:
    full = [Place(f"a{who}", "r", 1, pinned=True) for who in range(2)]
    stuck = [Place("b", "r"), Place("b", "s", 2, pinned=True)]
    left = give_rounds([*full, *stuck], 2, {"r": 2})
    assert [place.round for place in full] == [1, 1]
    assert stuck[1].round == 2
    assert left in ([], [stuck[0]])
    assert clashes([*full, *stuck]) == []


def test_who_comes_later_moves_few_of_the_others() -> None:
    places = drawn(3, 30, 4, 2)
    give_rounds(places, 2)
    before = [place.round for place in places]
    new = [Place("zz", "r0"), Place("zz", "r1")]
    assert give_rounds([*places, *new], 2) == []
    moved = sum(was != place.round for was, place in zip(before, places, strict=True))
    assert moved <= len(places) // 3
    assert clashes([*places, *new]) == []


@pytest.mark.parametrize("rounds", [1, 2, 6])
def test_nobody_at_all_is_no_problem(rounds: int) -> None:
    assert give_rounds([], rounds) == []
