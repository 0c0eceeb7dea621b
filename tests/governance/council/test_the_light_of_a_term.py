"""The traffic light of a term: the same words in the list and on the page, and none when nothing is to be done."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.council.handling import deciding
from governance.council.models import Outcome
from tests.governance.council.registers import a_commitment, a_motion, proposed
from tests.governance.test_decide import text
from tests.world import World

pytestmark = pytest.mark.django_db
LIGHT = re.compile(r"zz-signal zz-signal--(\w+)")
WORDS = ("Termijn voorbij", "Nog geen dag", "Geen termijn", "Bijna zover", "Op tijd")


def day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def shown(url: str) -> tuple[list[str], list[str]]:
    """The lights and the words of them in the body of a page; the filter has words of its own."""
    found = text(Client(), url)
    body = re.sub(r"<select.*?</select>", "", found, flags=re.DOTALL)
    return LIGHT.findall(body), [words for words in WORDS if f">{words}<" in body]


LIGHTS = [
    ({"due_on": -1}, "rood", "Termijn voorbij"),
    ({"due_on": 0, "due_inclusive": False}, "rood", "Termijn voorbij"),
    ({"due_on": 0}, "oranje", "Bijna zover"),
    ({"due_on": 30}, "oranje", "Bijna zover"),
    ({"due_on": 31}, "groen", "Op tijd"),
    ({"term_text": "na de zomer"}, "oranje", "Nog geen dag"),
    ({}, "oranje", "Geen termijn"),
]


@pytest.mark.parametrize(("term", "light", "words"), LIGHTS)
def test_the_list_and_the_page_show_the_same(
    world: World, term: dict[str, Any], light: str, words: str
) -> None:
    if "due_on" in term:
        term = {**term, "due_on": day(term["due_on"])}
    row = a_commitment(world.staten, **term)
    for url in (reverse("commitments"), row.get_absolute_url()):
        assert shown(url) == ([light], [words]), url


@pytest.mark.parametrize(("term", "light", "words"), LIGHTS)
def test_a_motion_shows_the_same(world: World, term: dict[str, Any], light: str, words: str) -> None:
    if "due_on" in term:
        term = {**term, "due_on": day(term["due_on"])}
    row = a_motion(world.staten, **term)
    for url in (reverse("motions"), row.get_absolute_url()):
        assert shown(url) == ([light], [words]), url


def test_what_is_settled_has_no_light(world: World) -> None:
    row = proposed(world, a_commitment(world.staten, due_on=day(-1)))
    page = row.promise.get_absolute_url()
    assert shown(page) == (["rood"], ["Termijn voorbij"]), "the control"
    deciding.confirm(row, by=world.clerk.person)
    for url in (f"{reverse('commitments')}?stand=alle", page):
        assert shown(url) == ([], []), url


@pytest.mark.parametrize("outcome", [Outcome.SETTLED, Outcome.LAPSED])
def test_what_is_over_asks_for_no_day_any_more(world: World, as_: Any, outcome: Outcome) -> None:
    row = proposed(world, a_commitment(world.staten, term_text="na de zomer"), outcome)
    page = row.promise.get_absolute_url()
    asked = ("Er is nog geen dag", "er is nog geen dag afgesproken")
    assert all(words in text(as_(world.clerk), page) for words in asked), "the control"
    deciding.confirm(row, by=world.clerk.person)
    told = text(as_(world.clerk), page)
    assert not any(words in told for words in asked)
    assert "na de zomer" in told
