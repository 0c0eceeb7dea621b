"""Each municipality decides for itself: facts that follow each other, seen by everybody, noted by who may."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from regioplan.approvals import views
from regioplan.approvals.models import Approval
from regioplan.approvals.recording import record, record_on_plan
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
        "sure": "on",
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


def test_of_a_plan_without_a_version_here_a_decision_can_be_noted(world, plan, as_):
    making.deadline(plan, YESTERDAY)
    making.speaks_for(world, world.partner, world.municipality)
    client = as_(fresh(world.partner))
    address = reverse("approval_on_plan", args=[plan.pk, "duindorp"])
    for door in (reverse("partner"), plan.get_absolute_url(), world.municipality.get_absolute_url()):
        assert f'href="{address}"' in client.get(door).content.decode(), door
    assert client.get(reverse("approval_on_plan", args=[plan.pk, "kreekdam"])).status_code == 403
    assert client.post(address, typed()).status_code == 302
    fact = Approval.objects.get()
    assert (fact.version_of.plan, fact.version_of.published_on) == (plan, None)
    assert client.get(address).url == url(fact.version_of), "from now on there is a version"
    assert f'href="{url(fact.version_of)}"' not in client.get(reverse("partner")).content.decode(), "done"
    making.speaks_for(world, world.other_partner, next(
        one for one in plan.municipalities(YESTERDAY) if one != world.municipality
    ))  # fmt: skip
    assert url(fact.version_of, "kreekdam") in as_(fresh(world.other_partner)).get(reverse("partner")).text


def on_plan(plan, slug="duindorp"):
    return reverse("approval_on_plan", args=[plan.pk, slug])


def offers_nothing(client, plan, place):
    """No page leads to the form of this plan, and its address leads back to the plan."""
    for door in (reverse("partner"), plan.get_absolute_url(), place.get_absolute_url()):
        assert on_plan(plan) not in client.get(door).content.decode(), door
    assert client.get(on_plan(plan)).url == plan.get_absolute_url()


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


def test_nothing_is_noted_on_a_draft_a_municipality_may_not_see(world, plan, as_):
    making.deadline(plan, YESTERDAY)
    making.speaks_for(world, world.partner, world.municipality)
    draft = making.version(plan, "Waterkers")
    client = as_(fresh(world.partner))
    offers_nothing(client, plan, world.municipality)
    for outcome in ({}, {"outcome": "voorstel", "decided_on": ""}):
        answer = client.post(on_plan(plan), typed(**outcome))
        assert answer.status_code == 422
        assert "Dit plan is nog niet gepubliceerd" in answer.content.decode()
    assert not Approval.objects.exists()
    assert plan.versions.get() == draft
    draft.withdraw(by=world.bureau, because="Toch niet.")
    assert client.post(on_plan(plan), typed()).status_code == 302, "a draft nobody saw is no plan taken back"


def test_what_somebody_noted_while_the_version_was_made_is_shown_and_the_next_fact_follows_it(
    world, plan, as_, monkeypatch
):
    looked = views.stands

    def just_before(user, plans):
        found = looked(user, plans)
        making.decided(world, making.taken_over(plan), world.municipality, "aangehouden")
        return found

    monkeypatch.setattr(views, "stands", just_before)
    client = as_(world.bureau)
    answer = client.post(on_plan(plan), typed())
    monkeypatch.undo()
    assert answer.status_code == 422
    assert [fact.outcome for fact in answer.context["facts"]] == ["aangehouden"]
    shown = answer.context["form"]["seen"].value()
    assert client.post(on_plan(plan), typed(seen=shown)).status_code == 302
    assert Approval.objects.latest().get().outcome == "ingestemd"


def test_two_municipalities_with_the_form_of_a_plan_without_a_version_are_both_heard(world, plan, as_):
    kreekdam = next(one for one in plan.municipalities(YESTERDAY) if one != world.municipality)
    making.speaks_for(world, world.partner, world.municipality)
    making.speaks_for(world, world.other_partner, kreekdam)
    first, second = as_(fresh(world.partner)), as_(fresh(world.other_partner))
    sent = typed(form_key="sleutel-van-kreekdam")
    assert second.get(on_plan(plan, "kreekdam")).status_code == 200
    assert first.post(on_plan(plan), typed()).status_code == 302
    for _ in range(2):
        answer = second.post(on_plan(plan, "kreekdam"), sent)
        assert answer.status_code == 302
        assert "#besluiten" in answer.url, "noted, and no empty form again"
    facts = Approval.objects.order_by("municipality__name")
    assert [fact.municipality for fact in facts] == [world.municipality, kreekdam]
    assert {fact.version_of for fact in facts} == {plan.versions.get()}
