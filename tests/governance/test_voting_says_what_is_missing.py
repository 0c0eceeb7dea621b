"""Who votes sees how many dots are left and what is not filled in yet; every box has its own label."""

import re

import pytest
from django.urls import reverse

from governance.writing.models import Ballot
from tests.governance import writing
from tests.themes.reading import words
from themes.criteria.models import AssessmentCriterion

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(world):
    return writing.a_team(world)


@pytest.fixture
def address(team):
    return reverse("writing_ballot", args=[team.assignment.pk])


def scored(*clusters):
    return {f"score-{one.pk}-{c.pk}": "4" for one in clusters for c in AssessmentCriterion.objects.all()}


def test_half_a_vote_is_kept_and_says_what_is_missing(team, address, as_):
    vervoer, eenzaam = writing.prioritising(team)
    client = as_(team.expert)
    assert "Nog 5 van de 5 stippen te verdelen." in words(client, address)
    half = {**scored(vervoer), f"dots-{vervoer.pk}": "3", "version": "0"}
    half.pop(f"score-{vervoer.pk}-{AssessmentCriterion.objects.get(name='Betaalbaarheid').pk}")
    kept = client.post(address, half, follow=True).content.decode()
    assert "Je stem is bewaard, maar nog niet compleet." in kept
    page = words(client, address)
    assert "Je hebt nog 2 stippen over." in page
    assert "Nog 2 van de 5 stippen te verdelen." in page
    assert "Vervoer: nog geen score voor betaalbaarheid." in page
    assert "Eenzaamheid: nog geen score voor kwaliteit, toegankelijkheid," in page
    whole = {**scored(vervoer, eenzaam), f"dots-{vervoer.pk}": "3", f"dots-{eenzaam.pk}": "2"}
    done = client.post(address, {**whole, "version": Ballot.objects.get().version}, follow=True)
    assert "bewaard en compleet" in done.content.decode()
    page = words(client, address)
    assert "Je stem is compleet" in page
    assert "Alle stippen zijn verdeeld." in page


def test_an_empty_vote_is_no_vote_and_too_many_dots_are_counted_where_one_reads(team, address, as_):
    vervoer, _ = writing.prioritising(team)
    client = as_(team.expert)
    empty = client.post(address, {"version": "0"})
    assert (empty.status_code, Ballot.objects.count()) == (422, 0)
    assert "Je vulde nog niets in." in empty.content.decode()
    wrong = client.post(address, {f"dots-{vervoer.pk}": "9", "version": "0"})
    assert wrong.status_code == 422
    assert client.post(address, {f"dots-{vervoer.pk}": "veel", "version": "0"}).status_code == 422


def test_every_box_of_the_vote_is_in_the_house_style_with_a_label_in_sight(team, address, as_):
    writing.prioritising(team)
    page = as_(team.expert).get(address).content.decode()
    form = page[page.index('id="stem"') : page.index('id="stand"')]
    boxes = re.findall(r'<select[^>]* id="([^"]+)"', form)
    assert len(boxes) == 2 * (4 + 1)
    for box in boxes:
        assert re.search(rf'<div class="zz-field"><label class="zz-field__label" for="{box}">\w', form), box
