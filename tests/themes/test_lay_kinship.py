"""Kinship joins themes of different generations; it is derived until somebody states it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.themes import making
from tests.themes.reading import words
from themes.objectives.models import ThemeTask
from themes.themes.models import ThemeKinship

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(world):
    earlier = making.theme(making.generation("Toen", 2019), "Wonen")
    return earlier, making.theme(making.generation("Nu", 2024), "Thuis")


def test_kinship_is_seen_from_both_sides_and_marked_derived(pair, as_):
    earlier, later = pair
    making.kinship(earlier, later)
    assert "Later Thuis afgeleid" in words(as_(None), earlier.get_absolute_url())
    assert "Eerder Wonen afgeleid" in words(as_(None), later.get_absolute_url())


def test_kinship_somebody_stated_names_them_and_is_not_derived(world, pair, as_):
    earlier, later = pair
    day = datetime.date(2024, 5, 1)
    making.kinship(earlier, later, derived=False, author=world.bureau.person, noted_on=day)
    page = words(as_(None), later.get_absolute_url())
    assert "Vastgesteld" in page
    assert "1 mei 2024" in page
    assert "afgeleid" not in page


def test_stating_kinship_needs_a_name_and_a_day(pair):
    with pytest.raises(IntegrityError, match="kinship_stated_by_somebody"), transaction.atomic():
        making.kinship(*pair, derived=False)


def test_kinship_is_laid_once(pair):
    making.kinship(*pair)
    with pytest.raises(IntegrityError, match="kinship_once"), transaction.atomic():
        making.kinship(*pair)


def test_themes_of_one_generation_are_no_kin(pair):
    earlier, _ = pair
    sibling = making.theme(earlier.generation, "Buurt")
    with pytest.raises(IntegrityError, match="kinship within one generation"), transaction.atomic():
        making.kinship(earlier, sibling)
    with pytest.raises(ValidationError, match="verschillende generaties"):
        ThemeKinship(earlier=earlier, later=sibling).full_clean()


@pytest.mark.django_db(transaction=True)
def test_without_the_triggers_they_would_be(pair, owner_sql):
    earlier, later = pair
    sibling, foreign = making.theme(earlier.generation, "Buurt"), making.document(later.generation)
    for table in (ThemeKinship._meta.db_table, ThemeTask._meta.db_table):
        owner_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    assert ThemeKinship.objects.create(earlier=earlier, later=sibling).pk
    assert ThemeTask.objects.create(theme=earlier, document=foreign, position=1, text="Tekst").pk


def test_a_document_holds_only_themes_of_its_own_generation(pair):
    earlier, later = pair
    foreign = making.document(later.generation)
    with pytest.raises(IntegrityError, match="differ in generation"), transaction.atomic():
        making.opgave(earlier, foreign)


def test_a_document_orders_only_themes_of_its_own_generation(pair):
    earlier, later = pair
    with pytest.raises(IntegrityError, match="differ in generation"), transaction.atomic():
        making.document(later.generation, "Vreemd", (earlier,))
