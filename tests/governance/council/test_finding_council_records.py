"""The site search finds each record of a council for who may read it, and nothing closed for anybody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from governance.council.answers import answering
from governance.council.models import SentAnswer
from tests.governance.council.answers import a_file, sent_to
from tests.governance.council.meeting import a_session
from tests.governance.council.registers import a_commitment, a_dossier, a_motion, a_notice, a_question
from tests.governance.test_decide import text
from tests.world import World
from zorgzaam.search import find, kinds

pytestmark = pytest.mark.django_db
WORD = "zilverreiger"
CLOSED = {"publicity": "besloten", "publicity_ground": "Woo"}


def an_answer(world: World, title: str, **extra: Any) -> SentAnswer:
    """One that was sent, to a question as public as asked for, with the title of that question."""
    question = a_question(world.staten, title, **extra)
    file = a_file(world, question)
    answering.submit(file, by=world.bureau)
    answering.clear(file, by=world.bureau_only)
    return sent_to(world, question)


MADE: dict[str, Callable[..., Any]] = {
    "commitment": lambda world, words, **extra: a_commitment(world.staten, words, **extra),
    "motion": lambda world, words, **extra: a_motion(world.staten, words, **extra),
    "council_notice": lambda world, words, **extra: a_notice(world.staten, words, **extra),
    "council_question": lambda world, words, **extra: a_question(world.staten, words, **extra),
    "council_session": lambda world, words, **extra: a_session(world.staten, words, **extra),
    "sent_answer": an_answer,
}


def urls_found(user: Any, kind: str = "") -> list[str]:
    return [hit.url for hit in find(user or AnonymousUser(), WORD, only=kind)]


@pytest.mark.parametrize("kind", MADE)
def test_what_is_open_is_found_by_everybody_under_its_own_kind(world: World, kind: str) -> None:
    row = MADE[kind](world, f"Over de {WORD}")
    assert urls_found(None, kind) == [row.get_absolute_url()]
    page = text(Client(), f"{reverse('search')}?q={WORD}")
    assert row.get_absolute_url() in page
    assert kinds()[kind].label in page


@pytest.mark.parametrize("kind", MADE)
def test_what_is_closed_is_found_by_its_council_and_nobody_else(world: World, as_: Any, kind: str) -> None:
    row = MADE[kind](world, f"Over de {WORD}", **CLOSED)
    url = row.get_absolute_url()
    for who in (None, world.partner, world.member, world.council_member, world.admin):
        assert urls_found(who) == [], who
    assert url not in text(as_(world.council_member), f"{reverse('search')}?q={WORD}")
    for who in (world.statenlid, world.clerk, world.bureau):
        assert url in urls_found(who), f"the control: {who}"


def test_a_dossier_is_found_by_name_and_by_what_it_is_about(world: World) -> None:
    row = a_dossier(f"Dossier {WORD}")
    assert urls_found(None, "council_dossier") == [row.get_absolute_url()]


def test_a_number_of_the_register_finds_its_line(world: World) -> None:
    row = a_commitment(world.staten, "Iets heel anders", number="T2024-17")
    hits = find(AnonymousUser(), "T2024-17", only="commitment")
    assert [hit.url for hit in hits] == [row.get_absolute_url()]
