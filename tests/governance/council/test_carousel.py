"""Groups that rotate: everybody sees everything once, and no room holds two groups."""

import datetime

import pytest

from governance.council.models import ItemKind, ProgrammeItem
from governance.council.sessions.carousel import carousel, groups_of
from governance.meetings.models.parallel import MOST_SESSIONS

SIZES = range(1, MOST_SESSIONS + 1)


def part(rotates: bool = True, minutes: int = 20) -> ProgrammeItem:
    hours = {"begins": datetime.time(16), "ends": datetime.time(23)}
    return ProgrammeItem(kind=ItemKind.BREAKOUTS, rotates=rotates, round_minutes=minutes, **hours)


@pytest.mark.parametrize("rooms", SIZES)
def test_every_group_visits_every_breakout_once(rooms: int) -> None:
    turns = carousel(part(), list(range(rooms)))
    assert len(groups_of(rooms)) == len({*groups_of(rooms)}) == rooms
    for group in groups_of(rooms):
        assert sorted(turn.of(group) for turn in turns) == list(range(rooms))


@pytest.mark.parametrize("rooms", SIZES)
def test_a_room_holds_one_group_at_a_time(rooms: int) -> None:
    for turn in carousel(part(), list(range(rooms))):
        assert sorted(room for _, room in turn.visits) == list(range(rooms))


@pytest.mark.parametrize("rooms", SIZES)
def test_the_first_group_begins_in_the_first_room(rooms: int) -> None:
    assert carousel(part(), list(range(rooms)))[0].of("A") == 0


def test_the_rounds_follow_each_other_and_the_changeover_is_within_them() -> None:
    turns = carousel(part(), ["Een", "Twee", "Drie"])
    assert [(f"{turn.begins:%H:%M}", f"{turn.ends:%H:%M}") for turn in turns] == [
        ("16:00", "16:20"), ("16:20", "16:40"), ("16:40", "17:00"),
    ]  # fmt: skip


def test_without_rotation_everybody_stays() -> None:
    turns = carousel(part(rotates=False, minutes=60), ["Een", "Twee"])
    assert [turn.visits for turn in turns] == [[("A", "Een"), ("B", "Twee")]]


def test_without_breakouts_there_is_no_round() -> None:
    assert carousel(part(), []) == []
