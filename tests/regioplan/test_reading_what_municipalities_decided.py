"""What municipalities decided is read by everybody: on their page, on that of the region and on that of the plan."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from regioplan.approvals.models import Approval
from regioplan.approvals.recording import record_on_plan
from regioplan.approvals.stand import NOT_ALL, stand_now
from regioplan.plans.errors import Refused
from tests.regioplan import making_plans as making
from tests.regioplan.colleges import YESTERDAY, offers_nothing, on_plan, typed, url
from tests.themes.reading import words
from tests.world import fresh, set_up

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


def test_a_college_decides_about_a_text_that_stays_as_it_was_read(world, plan, as_):
    draft = making.version(plan, "Waterkers")
    assert as_(world.bureau).post(url(draft), typed()).status_code == 422
    fields = {"version_of": draft, "municipality": world.municipality, "number": 1, "outcome": "ingestemd"}
    with pytest.raises(IntegrityError, match="can still change"), transaction.atomic():
        set_up(Approval.objects.create)(**fields)
    making.decided(world, draft, world.municipality, "voorstel")
    draft.clear(by=world.bureau, **making.CLEARED)
    assert draft.reopen(by=world.bureau, because="Nog een zin."), "a proposal is no decision"
    draft.clear(by=world.bureau, **making.CLEARED)
    assert as_(world.bureau).post(url(draft), typed(seen=1)).status_code == 302
    with pytest.raises(Refused, match="Colleges besloten al"):
        draft.reopen(by=world.bureau, because="Nog een zin.")
    with pytest.raises(IntegrityError, match="decided about this text"), transaction.atomic():
        set_up(type(draft).objects.filter(pk=draft.pk).update)(status="concept")


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


def test_one_lands_where_one_came_from(world, version, as_):
    making.speaks_for(world, world.partner, world.municipality)
    client = as_(fresh(world.partner))
    form = client.get(url(version), headers={"referer": "http://testserver/partner/"}).context["form"]
    assert form["back"].value() == "/partner/"
    assert client.post(url(version), typed(back="http://testserver/partner/")).url == "/partner/"
    away = client.post(url(version), typed(seen=1, remarks="Nog iets.", back="https://elders.example/x"))
    assert away.url == f"{version.get_absolute_url()}#besluiten"


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


def test_a_plan_that_was_taken_back_stays_a_tombstone(world, plan, version, as_):
    making.deadline(plan, YESTERDAY)
    making.speaks_for(world, world.partner, world.municipality)
    version.withdraw(by=world.bureau, because="Verkeerde cijfers.")
    client = as_(fresh(world.partner))
    offers_nothing(client, plan, world.municipality)
    answer = client.post(on_plan(plan), typed())
    assert answer.status_code == 422
    assert "Er valt niets meer over te besluiten." in answer.content.decode()
    with pytest.raises(Refused, match="ingetrokken"):
        record_on_plan(plan, world.municipality, by=world.bureau, outcome="ingestemd", decided_on=YESTERDAY)
    assert plan.versions.get() == version
    assert as_(None).get(plan.get_absolute_url()).status_code == 410
    newer = making.taken_over(plan)
    assert client.post(on_plan(plan), typed()).status_code == 302, "control: one that is out again"
    assert Approval.objects.get().version_of == newer
