"""Themes and tasks are found through accents, inflection and parts of words."""

import pytest
from django.urls import reverse

from tests.themes import making
from tests.themes.reading import words
from zorgzaam import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def _things(world):
    generation = making.generation()
    making.theme(
        generation,
        "Psychische kwetsbaarheid",
        goal="De wachtlijsten worden korter.",
        diagram_name="Geestzorg",
    )
    making.theme(generation, "Geïndiceerde preventie")
    making.task(making.task_list(), 1, "We werken écht samen.", text="Muren gaan omlaag.")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("psychisch", "Psychische kwetsbaarheid"),
        ("kwetsbaar", "Psychische kwetsbaarheid"),
        ("wachtlijst", "Psychische kwetsbaarheid"),
        ("Geestzorg", "Psychische kwetsbaarheid"),
        ("geindiceerde", "Geïndiceerde preventie"),
        ("GEÏNDICEERDE", "Geïndiceerde preventie"),
        ("echt samen", "We werken écht samen."),
        ("muur", "We werken écht samen."),
        ("kasteel", None),
        ("muren", "We werken écht samen."),
    ],
)
@pytest.mark.usefixtures("_things")
def test_a_search_finds_it(world, typed, found):
    assert [hit.title for hit in search.find(world.member, typed)] == ([found] if found else [])


@pytest.mark.usefixtures("_things")
def test_the_search_page_leads_to_the_theme(as_):
    client = as_(None)
    assert "Psychische kwetsbaarheid" in words(client, reverse("search") + "?q=kwetsbaar&soort=theme")
    assert "Niets gevonden" in words(client, reverse("search") + "?q=kwetsbaar&soort=task")
