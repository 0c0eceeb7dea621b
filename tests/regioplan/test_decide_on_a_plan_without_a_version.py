"""A municipality decides about a plan of which no version is here; not about a draft or what was taken back."""

import pytest
from django.urls import reverse

from regioplan.approvals import views
from regioplan.approvals.models import Approval
from regioplan.approvals.recording import record_on_plan
from regioplan.plans.errors import Refused
from tests.regioplan import making_plans as making
from tests.regioplan.noting import YESTERDAY, on_plan, typed, url
from tests.world import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(world):
    return making.plan(making.region(world, "Kreekdam"))


@pytest.fixture
def version(plan):
    return making.taken_over(plan)


def test_of_a_plan_without_a_version_here_a_decision_can_be_noted(world, plan, as_):
    making.deadline(plan, YESTERDAY)
    making.speaks_for(world, world.partner, world.municipality)
    client = as_(fresh(world.partner))
    address = on_plan(plan)
    for door in (reverse("partner"), plan.get_absolute_url(), world.municipality.get_absolute_url()):
        assert f'href="{address}"' in client.get(door).content.decode(), door
    assert client.get(on_plan(plan, "kreekdam")).status_code == 403
    assert client.post(address, typed()).status_code == 302
    fact = Approval.objects.get()
    assert (fact.version_of.plan, fact.version_of.published_on) == (plan, None)
    assert client.get(address).url == url(fact.version_of), "from now on there is a version"
    assert f'href="{url(fact.version_of)}"' not in client.get(reverse("partner")).content.decode(), "done"
    making.speaks_for(world, world.other_partner, next(
        one for one in plan.municipalities(YESTERDAY) if one != world.municipality
    ))  # fmt: skip
    assert url(fact.version_of, "kreekdam") in as_(fresh(world.other_partner)).get(reverse("partner")).text


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
