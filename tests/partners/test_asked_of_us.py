"""What is asked of an organisation, counted per kind, on the first page and on its own place."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.organisations import asked
from tests.world import representation

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world, monkeypatch):
    """Two kinds: one about partner_org with and without a day, one about other_org."""
    monkeypatch.setattr(asked, "_tellers", {})
    day = timezone.localdate() - datetime.timedelta(days=3)
    rows = [(world.partner_org.pk, None), (world.partner_org.pk, day), (world.other_org.pk, day)]

    def teller(reader, organisations):
        return [row for row in rows if row[0] in organisations]

    asked.register("later", "Later", "#later", lambda reader, organisations: [], order=1)
    asked.register("dingen", "Dingen om te doen", "#dingen", teller, order=20)
    asked.register("eerst", "Eerst dit", "#eerst", lambda r, o: [(pk, None) for pk in o], order=10)
    return day


def test_it_is_counted_per_organisation_with_the_first_day(world, told):
    found = asked.asked_of(world.partner, {world.partner_org.pk: world.partner_org.pk})
    assert [(each.label, each.many, each.due) for each in found[world.partner_org.pk]] == [
        ("Eerst dit", 1, None),
        ("Dingen om te doen", 2, told),
    ]
    assert world.other_org.pk not in found


def test_what_was_asked_of_one_that_was_merged_is_counted_with_the_one_that_stays(world, told):
    ours, double = world.partner_org.pk, world.other_org.pk
    (counts,) = asked.asked_of(world.partner, {ours: ours, double: ours}).values()
    assert [(each.label, each.many) for each in counts] == [("Eerst dit", 2), ("Dingen om te doen", 3)]


def test_the_first_page_shows_each_of_mine_and_the_way_to_the_list(world, told, as_):
    representation(world.partner, world.other_org)
    page = as_(world.partner).get("/partner/").content.decode()
    assert page.count('href="/partner/#dingen"') == 2
    assert "te laat sinds" in page
    assert reverse("own_place", args=[world.other_org.pk]) in page


def test_the_bureau_reads_the_same_without_a_way_it_does_not_have(world, told, as_):
    page = as_(world.bureau).get(reverse("own_place", args=[world.partner_org.pk])).content.decode()
    assert "Dingen om te doen" in page
    assert "#dingen" not in page


def test_nothing_asked_is_said(world, monkeypatch, as_):
    monkeypatch.setattr(asked, "_tellers", {})
    assert "Er wordt nu niets gevraagd." in as_(world.partner).get("/partner/").content.decode()
