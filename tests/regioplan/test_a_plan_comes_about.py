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

    send(
        bureau, "plan_new", kind="regioplan", title="Samen sterk in de delta", short_name="Deltaplan",
        aliases="Het plan", about="Zo blijven we gezond.", region=region.pk,
        needs_decisions="on", expected_precision="day", position=1,
    )  # fmt: skip
    plan = Plan.objects.get()
    send(bureau, "plan_version_new", plan.pk)
    send(bureau, "plan_version_new", plan.pk)
    version = PlanVersion.objects.get()
    send(bureau, "plan_section_new", version.pk, heading="Waar we staan", text="<p>We worden ouder.</p>")
    send(bureau, "plan_section_new", version.pk, heading="Wat we doen", text="<p>We helpen elkaar.</p>")
    first = version.sections.get(position=1)
    send(
        bureau,
        "plan_section_new",
        version.pk,
        parent=first.pk,
        heading="De cijfers",
        text="<p>Eén op vijf.</p>",
    )

    assert partner.get(reverse("plan_draft", args=[version.pk])).status_code == 404
    until = timezone.localdate() + datetime.timedelta(days=7)
    send(bureau, "plan_ask_input", version.pk, until=until.isoformat(), version=fresh_version(version))
    assert "We worden ouder." in words(partner, reverse("plan_draft", args=[version.pk]))
    assert "Lees het concept en geef inbreng." in words(partner, reverse("partner"))
    send(
        partner,
        "plan_input_new",
        version.pk,
        section=first.pk,
        text="Noem de jeugd.",
        given_as="Wethouder Duindorp",
    )
    given = PlanInput.objects.get()
    send(
        bureau,
        "plan_input_reply",
        version.pk,
        given.pk,
        verdict="overgenomen",
        reason="De jeugd staat er nu in.",
    )
    assert "De jeugd staat er nu in." in words(partner, reverse("plan_draft", args=[version.pk]))

    send(
        bureau, "plan_clear", version.pk, body="Bestuurlijk Overleg Deltaland", on=timezone.localdate().isoformat(),
        limits="Elk college besluit nog zelf.", **as_seen(version),
    )  # fmt: skip
    assert visitor.get(reverse("plan_version", args=[plan.pk, 1])).status_code == 404
    send(bureau, "plan_publish", version.pk, url="", **as_seen(version))
    send(bureau, "plan_bind", version.pk, binding="richtinggevend", version=fresh_version(version))

    page = words(visitor, plan.get_absolute_url())
    for fact in (
        NOT_ALL,
        "Van geen van de 2 colleges is een besluit bekend",
        "Bestuurlijk Overleg Deltaland",
        "Richtinggevend",
    ):
        assert fact in page
    chapter = reverse("plan_chapter", args=[plan.pk, 1, 1])
    assert "Eén op vijf." in words(visitor, chapter)
    assert NOT_ALL in words(visitor, chapter)
    pdf = visitor.get(reverse("plan_pdf", args=[plan.pk, 1]))
    assert pdf.content.startswith(b"%PDF")

    record = reverse("approval_record", args=[version.pk, world.municipality.slug])
    assert partner.get(reverse("approval_record", args=[version.pk, "kreekdam"])).status_code == 403
    today = timezone.localdate().isoformat()
    fact = {"outcome": "ingestemd", "decided_on": today, "decided_precision": "day", "seen": 0, "sure": "on"}
    assert partner.post(record, fact).status_code == 302
    assert NOT_ALL in words(visitor, plan.get_absolute_url())
    send(bureau, "approval_record", version.pk, "kreekdam", **fact)
    page = words(visitor, plan.get_absolute_url())
    assert NOT_ALL not in page
    assert "2 van de 2 colleges stemden in" in page
    assert NOT_ALL not in words(visitor, chapter)
    assert "Ingestemd" in words(visitor, reverse("approvals"))


def as_seen(version):
    """What the page of a step carries along about the text."""
    now = PlanVersion.objects.get(pk=version.pk)
    return {"version": now.version, "seen": note(now)}


def fresh_version(version):
    return PlanVersion.objects.values_list("version", flat=True).get(pk=version.pk)
