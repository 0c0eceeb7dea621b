"""Following asks for sight, stopping does not; neither tells what a reader may not see."""

import re
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from governance.bodies.models import Body
from tests.world import World, set_up
from zorgzaam import follow
from zorgzaam.follow import Follow, Subject, followers, follows


class Chosen:
    """Bodies a reader may see: those named in `ids`."""

    def __init__(self, ids: set[uuid.UUID]) -> None:
        self.ids = ids

    def visible_to(self, reader: object) -> object:
        return Body.objects.filter(pk__in=self.ids)


@pytest.fixture
def seen(world: World, monkeypatch: pytest.MonkeyPatch) -> set[uuid.UUID]:
    """Ids of the bodies that are visible; take one out to close it."""
    ids = {world.coalition.pk}
    monkeypatch.setitem(follow._subjects, "proef", Subject(lambda: Chosen(ids), "deze proef"))
    return ids


@pytest.fixture
def member(world: World, as_: Callable[..., Client]) -> Client:
    return as_(world.member)


def press(client: Client, pk: uuid.UUID, wanted: str, **headers: str) -> tuple[int, bytes]:
    answer = client.post(reverse("follow", args=["proef", pk]), {"wanted": wanted}, headers=headers)
    return answer.status_code, answer.content


@set_up
def follow_it(world: World, pk: uuid.UUID) -> None:
    Follow.objects.create(person=world.member.person, kind="proef", subject_id=pk)


@pytest.mark.parametrize("times", [1, 2])
def test_pressing_twice_is_the_same(world: World, member: Client, seen: set[uuid.UUID], times: int) -> None:
    for wanted, rows in (("yes", 1), ("no", 0)):
        for _ in range(times):
            assert press(member, world.coalition.pk, wanted)[0] == 302
        assert Follow.objects.count() == rows


def test_what_you_do_not_see_you_do_not_follow(world: World, member: Client, seen: set[uuid.UUID]) -> None:
    for pk in (world.other.pk, uuid.uuid4()):
        assert press(member, pk, "yes")[0] == 404
    assert not Follow.objects.exists()


def test_you_stop_following_what_was_closed_since(world: World, member: Client, seen: set[uuid.UUID]) -> None:
    press(member, world.coalition.pk, "yes")
    seen.clear()
    assert press(member, world.coalition.pk, "no")[0] == 302
    assert not Follow.objects.exists()


@pytest.mark.parametrize("htmx", [False, True])
def test_stopping_tells_not_whether_anything_exists(
    world: World, member: Client, seen: set[uuid.UUID], htmx: bool
) -> None:
    followed, hidden, absent = world.coalition.pk, world.other.pk, uuid.uuid4()
    follow_it(world, followed)
    headers = {"HX-Request": "true"} if htmx else {}
    answers = [
        (status, re.sub(rb'name="csrf\w+" value="\w+"|' + str(pk).encode(), b"", body))
        for pk in (followed, hidden, absent)
        for status, body in [press(member, pk, "no", **headers)]
    ]
    assert len(set(answers)) == 1


def test_an_unknown_kind_is_not_there(member: Client) -> None:
    for wanted in ("yes", "no"):
        address = reverse("follow", args=["bestaat-niet", uuid.uuid4()])
        assert member.post(address, {"wanted": wanted}).status_code == 404


def test_a_visitor_is_asked_to_sign_in(
    world: World, as_: Callable[..., Client], seen: set[uuid.UUID]
) -> None:
    status, _ = press(as_(None), world.coalition.pk, "yes")
    assert status == 302
    assert not Follow.objects.exists()


@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example/", "javascript:alert(1)"])
def test_the_way_back_stays_in_the_house(
    world: World, member: Client, seen: set[uuid.UUID], back: str
) -> None:
    address = reverse("follow", args=["proef", world.coalition.pk])
    answer = member.post(address, {"wanted": "yes", "next": back})
    assert answer["Location"] == reverse("home")


def test_followers_are_people_who_can_be_mailed(world: World) -> None:
    follow_it(world, world.coalition.pk)
    person = world.member.person
    assert follows(person.pk, "proef", world.coalition.pk)
    assert not follows(None, "proef", world.coalition.pk)
    assert list(followers("proef", world.coalition.pk)) == [person]
    set_up(person.erase)()
    assert list(followers("proef", world.coalition.pk)) == []
