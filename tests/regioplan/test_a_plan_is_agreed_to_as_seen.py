"""Akkoord on a plan and its publication are about the text that was seen; what changed since is shown first."""

import datetime

import pytest
from django.urls import reverse

from regioplan.plans.models import PlanPublication, PlanSection, PlanVersion, Status
from regioplan.plans.seen import Unseen, note
from tests.regioplan import making as tasks
from tests.regioplan import making_plans as making
from tests.world import set_up

pytestmark = pytest.mark.django_db
AGREED = {"body": "Bestuurlijk Overleg Deltaland", "on": "2026-11-02", "limits": ""}


@pytest.fixture
def version(world):
    return making.version(making.plan(making.region(world)), "Samen gezond", "Zorg dichtbij")


def opened(client, name, version):
    """The fields of the page, as a browser would send them."""
    form = client.get(reverse(name, args=[version.pk])).context["form"]
    return {bound.html_name: bound.value() for bound in form if bound.value() is not None}


@set_up
def rewritten(version):
    row = version.sections.get(heading="Samen gezond")
    row.text = "<p>Heel iets anders.</p>"
    row.save()


@set_up
def renamed(version):
    row = version.sections.get(heading="Samen gezond")
    row.heading = "Samen sterk"
    row.save()


@set_up
def added(version):
    making.section(version, "Geld", text="<p>Tien miljoen.</p>")


@set_up
def removed(version):
    version.sections.get(heading="Zorg dichtbij").delete()


@set_up
def swapped(version):
    for place, heading in [(3, "Samen gezond"), (1, "Zorg dichtbij"), (2, "Samen gezond")]:
        version.sections.filter(heading=heading).update(position=place)


@set_up
def called_otherwise(version):
    plan = version.plan
    plan.title = "Ieder voor zich"
    plan.save()


CHANGES = {
    rewritten: ("Samen gezond: tekst", "Over samen gezond.", "Heel iets anders."),
    renamed: ("Samen sterk: kop", "Samen gezond", "Samen sterk"),
    added: ("Geld: tekst", "(leeg)", "Tien miljoen."),
    removed: ("Zorg dichtbij: tekst", "Over zorg dichtbij.", "(leeg)"),
    swapped: ("Volgorde", "Samen gezond, Zorg dichtbij", "Zorg dichtbij, Samen gezond"),
    called_otherwise: ("Namen van het plan", "Deltaplan voor een gezonde delta", "Ieder voor zich"),
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_text_that_changed_is_shown_before_anybody_agrees_to_it(world, version, as_, change):
    client, url = as_(world.bureau), reverse("plan_clear", args=[version.pk])
    typed = {**opened(client, "plan_clear", version), **AGREED}
    change(version)
    page = client.post(url, typed)
    assert page.status_code == 409
    for said in CHANGES[change]:
        assert said in page.content.decode()
    assert PlanVersion.objects.get().status == Status.DRAFT
    again = {bound.html_name: bound.value() for bound in page.context["form"]}
    assert again["body"] == AGREED["body"], "nothing typed is lost"
    assert client.post(url, again).status_code == 302
    assert PlanVersion.objects.get().status == Status.CLEARED


def test_a_text_that_stayed_is_agreed_to_at_once(world, version, as_):
    """The control."""
    client = as_(world.bureau)
    typed = {**opened(client, "plan_clear", version), **AGREED}
    assert client.post(reverse("plan_clear", args=[version.pk]), typed).status_code == 302


@pytest.mark.parametrize("seen", [{}, {"seen": "iets"}])
def test_a_page_that_does_not_say_what_was_seen_agrees_to_nothing(world, version, as_, seen):
    sent = {**AGREED, "version": version.version, **seen}
    page = as_(world.bureau).post(reverse("plan_clear", args=[version.pk]), sent)
    assert page.status_code == 409
    assert PlanVersion.objects.get().status == Status.DRAFT


def test_a_version_from_outside_is_not_frozen_with_words_nobody_saw(world, as_):
    version = making.taken_over(making.plan(making.region(world)), "Samen gezond")
    client, url = as_(world.bureau), reverse("plan_publish", args=[version.pk])
    typed = opened(client, "plan_publish", version)
    rewritten(version)
    page = client.post(url, {**typed, "url": ""})
    assert page.status_code == 409
    assert "Heel iets anders." in page.content.decode()
    assert not PlanPublication.objects.exists()


def test_what_is_seen_is_asked_again_under_the_lock(world, version):
    seen = note(version)
    rewritten(version)
    said = {**AGREED, "on": datetime.date(2026, 11, 2)}
    with pytest.raises(Unseen):
        version.clear(by=world.bureau, **said, seen=seen)
    assert version.clear(by=world.bureau, **said), "the control: without it the step is taken"


def test_what_hangs_on_a_chapter_is_seen_too(world, version):
    seen = note(version)
    row = PlanSection.objects.get(heading="Samen gezond")
    set_up(row.links.create)(task=tasks.a_task())
    with pytest.raises(Unseen):
        version.clear(by=world.bureau, **{**AGREED, "on": datetime.date(2026, 11, 2)}, seen=seen)
