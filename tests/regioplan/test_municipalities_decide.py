"""Each municipality decides for itself: facts that follow each other, seen by everybody, noted by who may."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from regioplan.approvals.models import Approval
from regioplan.approvals.recording import record
from regioplan.approvals.stand import NOT_ALL, stand_now
from regioplan.plans.errors import Refused
from tests.regioplan import making_plans as making
from tests.regioplan.moneymaking import source as brief
from tests.regioplan.refusing import refused
from tests.themes.reading import words
from tests.world import fresh, set_up

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def plan(world):
    return making.plan(making.region(world, "Kreekdam"))


@pytest.fixture
def version(plan):
    return making.taken_over(plan)


def url(version, slug="duindorp"):
    return reverse("approval_record", args=[version.pk, slug])


def typed(**more):
    return {
        "outcome": "ingestemd",
        "decided_on": YESTERDAY.isoformat(),
        "decided_precision": "day",
        "seen": 0,
        **more,
    }


def test_who_speaks_for_a_municipality_notes_its_decision_and_no_other(world, version, as_):
    making.speaks_for(world, world.partner, world.municipality)
    client = as_(fresh(world.partner))
    assert client.post(url(version), typed(conditions="Met geld erbij.")).status_code == 302
    assert client.post(url(version, "kreekdam"), typed()).status_code == 403
    assert client.get(url(version, "kreekdam")).status_code == 403
    fact = Approval.objects.get()
    assert (fact.recorded_by, fact.conditions) == (world.partner.person, "Met geld erbij.")


def test_a_care_provider_in_the_town_does_not_speak_for_it(world, version, as_):
    set_up(type(world.partner_org).objects.filter(pk=world.partner_org.pk).update)(
        municipality=world.municipality
    )
    assert as_(fresh(world.partner)).get(url(version)).status_code == 403


def test_a_correction_is_a_new_fact_and_the_old_one_stays_to_be_read(world, version, as_):
    making.decided(world, version, world.municipality, "afgewezen")
    answer = as_(world.bureau).post(url(version), typed(seen=1, correction="Verkeerd gelezen."))
    assert answer.status_code == 302
    assert [(fact.number, fact.outcome) for fact in Approval.objects.order_by("number")] == [
        (1, "afgewezen"),
        (2, "ingestemd"),
    ]
    page = words(as_(world.bureau), url(version))
    assert "Afgewezen" in page
    assert "Verbetering: Verkeerd gelezen." in page
    assert stand_now(version).agreed == 1


def test_who_did_not_see_the_last_fact_is_asked_to_look_again_and_loses_nothing(world, version, as_):
    making.decided(world, version, world.municipality, "aangehouden")
    answer = as_(world.bureau).post(url(version), typed(seen=0, remarks="Unaniem."))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Iemand anders legde hier net iets vast." in text
    assert "Unaniem." in text
    assert Approval.objects.count() == 1
    assert as_(world.bureau).post(url(version), typed(seen=1, remarks="Unaniem.")).status_code == 302


def test_the_next_fact_begins_with_what_holds(world, version, as_):
    said = {"conditions": "Met geld erbij.", "source": brief(), "correction": "Verkeerd gelezen."}
    making.decided(world, version, world.municipality, decided_on=YESTERDAY, **said)
    client = as_(world.bureau)
    form = client.get(url(version)).context["form"]
    shown = {field.name: field.value() for field in form}
    assert (shown["outcome"], shown["decided_on"], shown["seen"]) == ("ingestemd", YESTERDAY, 1)
    assert not shown["correction"], "why the last one was a correction is not why this one is"
    sent = {name: "" if value is None else value for name, value in shown.items()}
    assert client.post(url(version), {**sent, "remarks": "Unaniem."}).status_code == 302
    last = Approval.objects.latest().get()
    assert (last.number, last.remarks, last.conditions) == (2, "Unaniem.", "Met geld erbij.")
    assert last.source == brief()


def test_the_source_of_a_fact_comes_later(world, version):
    making.decided(world, version, world.municipality)
    making.decided(world, version, world.municipality, source=brief(), source_note="blz. 3")
    last = Approval.objects.latest().get()
    assert (last.number, last.source, last.source_note) == (2, brief(), "blz. 3")
    making.decided(world, version, world.municipality)
    assert Approval.objects.count() == 2, "who names no source takes none away"


def test_the_same_fact_twice_is_one(world, version):
    for _ in range(2):
        making.decided(world, version, world.municipality)
    assert Approval.objects.count() == 1


def test_facts_are_neither_changed_nor_thrown_away(world, version):
    fact = making.decided(world, version, world.municipality)
    rows = Approval.objects.filter(pk=fact.pk)
    for write in (lambda: rows.update(outcome="afgewezen"), lambda: rows._raw_delete(rows.db)):
        refused(write)
    assert set_up(type(version).objects.filter(pk=version.pk).update)(label="anders") == 1, "control"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"outcome": "te_agenderen"}, "decided_on"),
        ({"decided_on": (timezone.localdate() + datetime.timedelta(days=2)).isoformat()}, "decided_on"),
        ({"outcome": "afgewezen", "conditions": "Nee, tenzij."}, "conditions"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(world, version, as_, more, field):
    answer = as_(world.bureau).post(url(version), typed(**more))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Approval.objects.exists()


def test_another_region_decides_about_another_plan(world, version, as_):
    with pytest.raises(Refused, match="hoort bij een andere regio"):
        record(version, making.elsewhere(world), by=world.bureau, outcome="ingestemd")
    page = words(as_(None), reverse("municipality", args=["verweg"]))
    assert "dat geldt niet in Verweg. De regio Overkant maakt een eigen plan." in page


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
