"""On the werkbank stands what a colleague can do for an issue, and the desk of an issue shows the way."""

from typing import Any

import pytest
from django.urls import reverse

from newsletters.dispatch import steps
from newsletters.dispatch.providers import todos
from tests.newsletters.dispatch.issues import an_issue, approved, gone
from tests.newsletters.subscriptions.readers import reader
from tests.world import World, fresh

pytestmark = pytest.mark.django_db


def urls(user: Any) -> list[str]:
    return [todo.url for todo in todos(fresh(user))]


def test_who_may_look_is_asked_and_who_wrote_or_asked_is_not(world: World) -> None:
    issue = an_issue(world)
    steps.ask(issue, by=world.bureau.person)
    assert urls(world.bureau_only) == [reverse("issue_review", args=[issue.pk])]
    assert urls(world.bureau) == urls(world.member) == urls(world.admin) == []


def test_who_asked_hears_that_it_can_go_until_it_went(world: World) -> None:
    issue = approved(world)
    assert urls(world.bureau) == [reverse("issue_sending", args=[issue.pk])]
    steps.begin(issue, by=world.bureau.person)
    assert urls(world.bureau) == []


@pytest.mark.parametrize(("state", "words"), [("draft", "Naar versturen"), ("gone", "Bekijk hoe ver het is")])
def test_the_desk_shows_the_way(world: World, as_: Any, state: str, words: str) -> None:
    reader("leest")
    issue = an_issue(world) if state == "draft" else gone(world)
    page = as_(world.bureau).get(reverse("issue_desk", args=[issue.pk])).content.decode()
    assert words in page
    assert reverse("issue_sending", args=[issue.pk]) in page


def test_the_room_shows_the_way_to_what_the_region_chose(world: World, as_: Any) -> None:
    assert reverse("newsletter_rules") in as_(world.bureau).get(reverse("issues")).content.decode()
