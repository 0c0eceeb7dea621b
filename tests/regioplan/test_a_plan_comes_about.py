"""The whole path in the invented region: draft, input, publication, every municipality, and the banner goes."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from regioplan.approvals.stand import NOT_ALL
from regioplan.plans.models import Plan, PlanInput, PlanVersion
from regioplan.plans.seen import note
from tests.regioplan import making_plans as making
from tests.themes.reading import words
from tests.world import fresh

pytestmark = pytest.mark.django_db


def send(client, name, *args, **data):
    answer = client.post(reverse(name, args=args), data)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    return answer


def test_from_an_empty_house_to_a_plan_all_colleges_agreed_to(world, as_):
    region = making.region(world, "Kreekdam")
    making.speaks_for(world, world.partner, world.municipality)
    bureau, partner, visitor = as_(world.bureau), as_(fresh(world.partner)), as_(None)
    assert "Er is nog geen plan" in words(visitor, reverse("plans"))

    plan = begin(bureau, region)
    version = write(bureau, plan)
    assert partner.get(reverse("plan_draft", args=[version.pk])).status_code == 404
    ask_input(bureau, partner, version)
    answer_input(bureau, partner, version)
    clear(bureau, version)
    assert visitor.get(reverse("plan_version", args=[plan.pk, 1])).status_code == 404
    publish(bureau, version)

    nobody_decided_yet(visitor, plan)
    one_college_agrees(world, partner, version)
    assert NOT_ALL in words(visitor, plan.get_absolute_url())
    send(bureau, "approval_record", version.pk, "kreekdam", **agreed())
    all_colleges_agreed(visitor, plan)


def begin(bureau, region):
    send(
        bureau, "plan_new", kind="regioplan", title="Samen sterk in de delta", short_name="Deltaplan",
        aliases="Het plan", about="Zo blijven we gezond.", region=region.pk,
        needs_decisions="on", expected_precision="day", position=1,
    )  # fmt: skip
    return Plan.objects.get()


def write(bureau, plan):
    """A draft of two chapters, of which the first has a paragraph. The button for a draft is pressed twice."""
    for _ in range(2):
        send(bureau, "plan_version_new", plan.pk)
    version = PlanVersion.objects.get()
    send(bureau, "plan_section_new", version.pk, heading="Waar we staan", text="<p>We worden ouder.</p>")
    send(bureau, "plan_section_new", version.pk, heading="Wat we doen", text="<p>We helpen elkaar.</p>")
    below = {"parent": chapter_of(version).pk}
    send(bureau, "plan_section_new", version.pk, heading="De cijfers", text="<p>Eén op vijf.</p>", **below)
    return version


def ask_input(bureau, partner, version):
    until = timezone.localdate() + datetime.timedelta(days=7)
    send(bureau, "plan_ask_input", version.pk, until=until.isoformat(), version=fresh_version(version))
    assert "We worden ouder." in words(partner, reverse("plan_draft", args=[version.pk]))
    assert "Lees het concept en geef inbreng." in words(partner, reverse("partner"))


def answer_input(bureau, partner, version):
    """The municipality gives input to the first chapter, and reads what became of it."""
    said = {"text": "Noem de jeugd.", "given_as": "Wethouder Duindorp"}
    send(partner, "plan_input_new", version.pk, section=chapter_of(version).pk, **said)
    reply = {"verdict": "overgenomen", "reason": "De jeugd staat er nu in."}
    send(bureau, "plan_input_reply", version.pk, PlanInput.objects.get().pk, **reply)
    assert "De jeugd staat er nu in." in words(partner, reverse("plan_draft", args=[version.pk]))


def clear(bureau, version):
    send(
        bureau, "plan_clear", version.pk, body="Bestuurlijk Overleg Deltaland", on=today(),
        limits="Elk college besluit nog zelf.", **as_seen(version),
    )  # fmt: skip


def publish(bureau, version):
    send(bureau, "plan_publish", version.pk, url="", **as_seen(version))
    send(bureau, "plan_bind", version.pk, binding="richtinggevend", version=fresh_version(version))


def nobody_decided_yet(visitor, plan):
    page = words(visitor, plan.get_absolute_url())
    for fact in (
        NOT_ALL,
        "Van geen van de 2 colleges is een besluit bekend",
        "Bestuurlijk Overleg Deltaland",
        "Richtinggevend",
    ):
        assert fact in page
    assert "Eén op vijf." in words(visitor, chapter(plan))
    assert NOT_ALL in words(visitor, chapter(plan))
    assert visitor.get(reverse("plan_pdf", args=[plan.pk, 1])).content.startswith(b"%PDF")


def one_college_agrees(world, partner, version):
    """Who speaks for a municipality notes its decision, and not that of another."""
    assert partner.get(reverse("approval_record", args=[version.pk, "kreekdam"])).status_code == 403
    send(partner, "approval_record", version.pk, world.municipality.slug, **agreed())


def all_colleges_agreed(visitor, plan):
    page = words(visitor, plan.get_absolute_url())
    assert NOT_ALL not in page
    assert "2 van de 2 colleges stemden in" in page
    assert NOT_ALL not in words(visitor, chapter(plan))
    assert "Ingestemd" in words(visitor, reverse("approvals"))


def agreed():
    return {
        "outcome": "ingestemd",
        "decided_on": today(),
        "decided_precision": "day",
        "seen": 0,
        "sure": "on",
    }


def today():
    return timezone.localdate().isoformat()


def chapter_of(version):
    return version.sections.get(heading="Waar we staan")


def chapter(plan):
    """The address of the first chapter, for readers."""
    return reverse("plan_chapter", args=[plan.pk, 1, 1])


def as_seen(version):
    """What the page of a step carries along about the text."""
    now = PlanVersion.objects.get(pk=version.pk)
    return {"version": now.version, "seen": note(now)}


def fresh_version(version):
    return PlanVersion.objects.values_list("version", flat=True).get(pk=version.pk)
