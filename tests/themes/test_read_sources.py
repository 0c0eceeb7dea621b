"""Everybody sees which documents the facts come from, and every reading where those disagree."""

import datetime

import pytest
from django.urls import reverse

from tests.themes import making
from tests.themes.reading import words
from tests.world import set_up
from zorgzaam.sources import Source, SourceConflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def conflict(world):
    @set_up
    def make():
        Source.objects.create(code="s0", title="Brief van Duindorp", kind="brief", date_text="mei 2019")
        Source.objects.create(code="s1", title="Verslag", kind="verslag")
        readings = [
            {"value": "begonnen in 2019", "source": "s0 s9"},
            {"value": "begonnen in 2020", "source": "s1"},
        ]
        return SourceConflict.objects.create(code="c1", topic="begin", readings=readings)

    return make()


def _change(conflict, **fields):
    set_up(SourceConflict.objects.filter(pk=conflict.pk).update)(**fields)


def test_both_readings_stand_there_while_nobody_decided(conflict, as_):
    page = words(as_(None), reverse("sources"))
    assert "Brief van Duindorp" in page
    assert "Verslag · datum nog niet bekend" in page
    assert "begonnen in 2019 Brief van Duindorp (brief, mei 2019)" in page
    assert "begonnen in 2020 Verslag (verslag)" in page
    assert "Nog niet beslist" in page


def test_a_proposal_is_no_decision(conflict, as_):
    _change(conflict, resolution="2019", reason="Ouder stuk.")
    page = words(as_(None), reverse("sources"))
    assert "Voorstel, nog niet beslist" in page
    assert "Wij tonen voorlopig: 2019" in page
    assert "Waarom: Ouder stuk." in page


def test_a_decision_is_dated_and_names_nobody_to_visitors(world, conflict, as_):
    day = datetime.date(2024, 5, 1)
    person = world.bureau.person
    _change(conflict, resolution="2019", resolved_by=person, resolved_on=day)
    page = words(as_(None), reverse("sources"))
    assert "Wij tonen: 2019" in page
    assert "1 mei 2024" in page
    assert "Besloten door het netwerkbureau" in page
    for named in (True, False):
        set_up(type(person).objects.filter(pk=person.pk).update)(named_publicly=named)
        assert person.name not in words(as_(None), reverse("sources"))
    assert f"Besloten door {person.name}" in words(as_(world.bureau), reverse("sources")), "control"


def test_a_house_without_sources_says_so(world, as_):
    assert "Nog geen bronnen" in words(as_(None), reverse("sources"))


def test_the_page_of_a_theme_names_its_source_and_its_conflicts(conflict, as_):
    theme = making.theme(making.generation(), "Wonen", source=Source.objects.get(code="s0"))
    _change(conflict, subject_kind="theme", subject_id=theme.pk)
    html = as_(None).get(theme.get_absolute_url()).content.decode()
    assert "Brief van Duindorp" in html
    assert f"{reverse('sources')}#s0" in html
    assert f"{reverse('sources')}#c1" in html
