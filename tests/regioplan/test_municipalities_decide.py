"""Each municipality decides for itself: facts that follow each other, noted by who may."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from regioplan.approvals.models import Approval
from regioplan.approvals.recording import record
from regioplan.approvals.stand import stand_now
from regioplan.plans.errors import Refused
from tests.regioplan import making_plans as making
from tests.regioplan.moneymaking import source as brief
from tests.regioplan.noting import YESTERDAY, typed, url
from tests.regioplan.refusing import refused
from tests.themes.reading import words
from tests.world import fresh, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(world):
    return making.plan(making.region(world, "Kreekdam"))


@pytest.fixture
def version(plan):
    return making.taken_over(plan)


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
    assert client.post(url(version), {**sent, "remarks": "Unaniem.", "sure": "on"}).status_code == 302
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
        ({"council_informed_on": "2024-01-01"}, "council_informed_on"),
        ({"decided_on": "2023-12-21"}, "decided_on"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"sure": ""}, "sure"),
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


def test_the_database_holds_the_order_of_text_decision_and_council(world, version):
    fields = {"version_of": version, "municipality": world.municipality, "number": 1, "outcome": "ingestemd"}
    day = version.published_on
    for wrong, name in (
        ({"decided_on": day - datetime.timedelta(days=1)}, "before there was a text"),
        ({"decided_on": YESTERDAY, "council_informed_on": day}, "council_hears_after"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            set_up(Approval.objects.create)(**fields, **wrong)
    month = {"decided_on": day.replace(day=1), "decided_precision": "month"}
    assert set_up(Approval.objects.create)(**fields, **month), "in that month it can have been after"


def test_one_lands_where_one_came_from(world, version, as_):
    making.speaks_for(world, world.partner, world.municipality)
    client = as_(fresh(world.partner))
    form = client.get(url(version), headers={"referer": "http://testserver/partner/"}).context["form"]
    assert form["back"].value() == "/partner/"
    assert client.post(url(version), typed(back="http://testserver/partner/")).url == "/partner/"
    away = client.post(url(version), typed(seen=1, remarks="Nog iets.", back="https://elders.example/x"))
    assert away.url == f"{version.get_absolute_url()}#besluiten"


def test_the_form_says_what_it_is_about_and_takes_a_source_in_words_or_as_a_link(world, version, as_):
    set_up(type(version).objects.filter(pk=version.pk).update)(label="2023")
    page = words(as_(world.bureau), url(version))
    assert "Deltaplan, 2023" in page
    assert "iedereen mag het meteen zien" in page
    more = {"source_note": "besluitenlijst, punt 4", "source_url": "https://duindorp.example/besluiten"}
    assert as_(world.bureau).post(url(version), typed(**more)).status_code == 302
    shown = as_(None).get(version.get_absolute_url()).content.decode()
    assert "Besluitenlijst, punt 4" in shown
    assert 'href="https://duindorp.example/besluiten"' in shown
