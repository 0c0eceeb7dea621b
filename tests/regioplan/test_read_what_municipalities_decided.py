"""What the colleges decided is seen by everybody: per plan, per municipality and in the picture."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from regioplan.approvals.stand import NOT_ALL, stand_now
from tests.regioplan import making_plans as making
from tests.regioplan.noting import url
from tests.themes.reading import words
from tests.world import set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(world):
    return making.plan(making.region(world, "Kreekdam"))


@pytest.fixture
def version(plan):
    return making.taken_over(plan)


def test_a_municipality_page_says_what_its_college_decided(world, version, as_):
    page = reverse("municipality", args=[world.municipality.slug])
    assert "Nog niet bekend" in words(as_(None), page)
    making.decided(world, version, world.municipality, "aangehouden")
    assert "Aangehouden" in words(as_(None), page)


def test_the_banner_stays_until_all_decided_and_tells_of_a_no(world, version, as_):
    kreekdam = next(one for one in version.plan.municipalities(version.day) if one != world.municipality)
    making.decided(world, version, world.municipality)
    assert stand_now(version).banner == NOT_ALL
    making.decided(world, version, kreekdam, "aangehouden")
    assert stand_now(version).banner == NOT_ALL, "a college that holds it has not decided"
    making.decided(world, version, kreekdam, "afgewezen")
    assert stand_now(version).banner == "Niet alle colleges stemden in met dit plan"
    making.decided(world, version, kreekdam, correction="Het was ja.")
    assert stand_now(version).banner == ""


def test_who_left_the_region_before_publication_is_not_asked(world, plan, version):
    rows = plan.region.memberships.filter(municipality=world.municipality)
    set_up(rows.update)(ends_on=version.published_on - datetime.timedelta(days=1))
    assert [str(cell.municipality) for cell in stand_now(version).cells] == ["Kreekdam"]


def test_what_nobody_stated_is_not_known(version, as_):
    page = words(as_(None), reverse("approvals"))
    assert "Van geen van de 2 colleges is een besluit bekend" in page
    assert page.count("Nog niet bekend") >= 2


def test_the_regional_page_costs_the_same_for_two_plans_and_for_twenty(world, plan, version, as_):
    counts = []
    for many in (2, 20):
        for number in range(plan.__class__.objects.count(), many):
            making.taken_over(making.plan(plan.region, f"Plan {number}"))
        for each in plan.region.plans.all():
            making.decided(world, each.versions.get(), world.municipality)
        with CaptureQueriesContext(connection) as caught:
            assert as_(None).get(reverse("approvals")).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 12


def test_a_yes_with_conditions_looks_like_no_plain_one_and_the_legend_has_every_sign(world, version, as_):
    making.decided(world, version, world.municipality, conditions="Met geld erbij.")
    response = as_(None).get(reverse("approvals"))
    page, picture = response.content.decode(), response.context["picture"]
    assert "Ingestemd met voorwaarden" in page
    assert "Voorwaarden: Met geld erbij." in page
    signs = [sort.sign for sort, _ in picture.legend]
    assert len(set(signs)) == len(signs) == 7
    assert {knob.sign for line in picture.lines for knob in line.knobs} == {"✓!", "?"} <= set(signs)
    form = as_(world.bureau).get(url(version)).context["form"]
    assert {str(label) for _, label in form.fields["outcome"].choices} <= {
        sort.words for sort, _ in picture.legend
    }


def test_decisions_about_an_earlier_version_stay_to_be_read(world, plan, version, as_):
    set_up(type(version).objects.filter(pk=version.pk).update)(label="2023")
    making.decided(world, version, world.municipality, "afgewezen")
    making.taken_over(plan, label="2026", published_on=timezone.localdate())
    page = words(as_(None), reverse("approvals"))
    assert "Over Deltaplan, 2023" in page
    assert "Afgewezen" in page
    assert page.index("2026") < page.index("Over Deltaplan, 2023")
