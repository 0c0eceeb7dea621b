"""Plans: what was published is for everybody; drafts are for the netwerkbureau, and for who is asked for input.

A municipality notes its own decisions: `partner` speaks for Duindorp here. What was withdrawn leaves a tombstone.
"""

import datetime
import uuid

from django.utils import timezone

from regioplan.importing.models import PlanImport
from regioplan.plans.models import PlanInput, PlanVersion
from tests.access_rows import BUREAU, Row, only
from tests.regioplan import making_plans as making
from tests.world import set_up

NOBODY = uuid.UUID(int=0)
OPEN = Row(200)
LATER = datetime.timedelta(days=5)


def a_plan(world):
    """One plan per test is enough: its names are unique."""
    plan = PlanVersion.objects.filter(status="concept", input_opened_on=None).first()
    if plan:
        return plan.plan
    if not making.Region.objects.filter(name="Deltaland").exists():
        region = making.region(world)
        making.speaks_for(world, world.partner, world.municipality)
    else:
        region = making.Region.objects.get(name="Deltaland")
    return making.plan(region, f"Plan {uuid.uuid4().hex[:6]}")


def a_draft(world):
    """Version 1, not opened for input."""
    plan = a_plan(world)
    return plan.versions.first() or making.version(plan, "Kop")


def an_open_draft(world):
    version = making.version(a_closed_plan(world), "Kop")
    version.ask_input(by=world.bureau, until=timezone.localdate() + LATER)
    return version


def a_closed_plan(world):
    a_draft(world)
    region = making.Region.objects.get(name="Deltaland")
    return making.plan(region, f"Ander plan {uuid.uuid4().hex[:6]}")


def out(world):
    """A published version with one frozen chapter; the PDF is made once per test."""
    found = PlanVersion.objects.filter(publication__isnull=False, status="gepubliceerd").first()
    return found or making.published(world, a_closed_plan(world))


def gone(world):
    found = PlanVersion.objects.filter(status="ingetrokken").first()
    if not found:
        found = making.taken_over(a_closed_plan(world))
        found.withdraw(by=world.bureau, because="Er stond een fout in.")
    return found


def address(version):
    return {"pk": version.plan_id, "number": version.number}


def reading(state, **more):
    return lambda world: {**address(state(world)), **more}


def draft_pk(state, **more):
    return lambda world: {"pk": state(world).pk, **more}


def a_section(world):
    version = a_draft(world)
    return {"pk": version.pk, "part": version.sections.get().pk}


def a_deadline(world):
    plan = a_closed_plan(world)
    return {"pk": plan.pk, "deadline": making.deadline(plan, datetime.date(2030, 1, 1)).pk}


@set_up
def some_input(world):
    version = an_open_draft(world)
    given = PlanInput.objects.create(
        version_of=version, about="alles", person=world.partner.person, given_as="wethouder", text="Mooi.",
        given_on=timezone.localdate(), recorded_by=world.partner.person,
    )  # fmt: skip
    return {"pk": version.pk, "given": given.pk}


@set_up
def an_import(world):
    version = a_draft(world)
    read = PlanImport.objects.create(
        version_of=version, file_name="plan.yaml", content={"sections": [], "approvals": []},
        uploaded_by=world.bureau.person,
    )  # fmt: skip
    return {"pk": version.pk, "part": read.pk}


def a_decision(world):
    return {"pk": out(world).pk, "slug": world.municipality.slug}


def of_a_plan(world):
    return {"pk": a_closed_plan(world).pk, "slug": world.municipality.slug}


def of_another(world):
    place = making.Municipality.objects.filter(name="Verweg").first() or making.elsewhere(world)
    return {"pk": out(world).pk, "slug": place.slug}


DESK = Row(403, only(BUREAU))
# Everybody sees that a plan exists; a draft only who works on it.
PLAN_DESK = only(BUREAU)
DRAFT_DESK = only(BUREAU, otherwise=404)
ABSENT = {"absent": {"pk": NOBODY}, "absent_status": only((), otherwise=404)}


def on_draft(arguments=None, **more):
    return Row(404, DRAFT_DESK, arguments or draft_pk(a_draft), **more)


ROWS = {
    "plans": OPEN,
    "plan": Row(200, arguments=lambda world: {"pk": a_draft(world).plan_id}),
    "plan@bestaat niet": Row(404, arguments=lambda world: {"pk": NOBODY}),
    "plan@ingetrokken": Row(410, arguments=lambda world: {"pk": gone(world).plan_id}),
    "plan_version": Row(200, arguments=reading(out)),
    "plan_version@concept": Row(404, dict.fromkeys(BUREAU, 200), reading(a_draft)),
    "plan_version@vraagt inbreng": Row(404, dict.fromkeys((*BUREAU, "partner"), 200), reading(an_open_draft)),
    "plan_version@ingetrokken": Row(410, arguments=reading(gone)),
    "plan_chapter": Row(200, arguments=reading(out, position=1)),
    "plan_chapter@bestaat niet": Row(404, arguments=reading(out, position=9)),
    "plan_chapter@ingetrokken": Row(410, arguments=reading(gone, position=1)),
    "plan_whole": Row(200, arguments=reading(out)),
    "plan_whole@ingetrokken": Row(410, arguments=reading(gone)),
    "plan_pdf": Row(200, arguments=reading(out)),
    "plan_pdf@concept": Row(404, arguments=reading(a_draft)),
    "plan_pdf@ingetrokken": Row(410, arguments=reading(gone)),
    "api_plans": OPEN,
    "api_plan_version": Row(200, arguments=reading(out)),
    "api_plan_version@concept": Row(404, arguments=reading(a_draft)),
    "api_plan_version@ingetrokken": Row(410, arguments=reading(gone)),
    "plan_draft": Row(404, only((*BUREAU, "partner"), otherwise=404), draft_pk(an_open_draft), **ABSENT),
    "plan_draft@niet geopend": Row(404, only(BUREAU, otherwise=404), draft_pk(a_draft)),
    "plan_input_new": Row(404, only((*BUREAU, "partner"), otherwise=404), draft_pk(an_open_draft), **ABSENT),
    # Who reads a published plan may still not say something about it as a draft.
    "plan_input_new@gepubliceerd": Row(403, only((*BUREAU, "partner")), draft_pk(out)),
    "plans_desk": DESK,
    "plan_new": DESK,
    "plan_edit": Row(403, PLAN_DESK, lambda world: {"pk": a_draft(world).plan_id}, **ABSENT),
    "deadline_new": Row(403, PLAN_DESK, lambda world: {"pk": a_draft(world).plan_id}, **ABSENT),
    "deadline_edit": Row(403, PLAN_DESK, a_deadline),
    "plan_version_new": Row(403, only(BUREAU), lambda world: {"pk": out(world).plan_id}, **ABSENT),
    "plan_compose": on_draft(**ABSENT),
    "plan_compose@gepubliceerd": Row(403, PLAN_DESK, draft_pk(out)),
    "plan_version_edit": on_draft(**ABSENT),
    "plan_clear": on_draft(**ABSENT),
    "plan_reopen": on_draft(**ABSENT),
    "plan_publish": on_draft(**ABSENT),
    "plan_bind": on_draft(**ABSENT),
    "plan_withdraw": on_draft(**ABSENT),
    "plan_ask_input": on_draft(**ABSENT),
    "plan_remind": on_draft(**ABSENT),
    "plan_inputs": on_draft(**ABSENT),
    "plan_input_reply": Row(404, only(BUREAU, otherwise=404) | {"partner": 403}, some_input),
    "plan_import": on_draft(**ABSENT),
    "plan_import_sample_yaml": on_draft(**ABSENT),
    "plan_import_sample_xlsx": on_draft(**ABSENT),
    "plan_import_preview": on_draft(an_import),
    "plan_section_new": on_draft(**ABSENT),
    "plan_section": on_draft(a_section),
    "plan_section_remove": Row(405, arguments=a_section),
    "plan_section_bring_back": Row(405, arguments=a_section),
    "plan_section_up": Row(405, arguments=a_section),
    "plan_section_down": Row(405, arguments=a_section),
    "approvals": OPEN,
    "approval_record": Row(403, only((*BUREAU, "partner")), a_decision),
    "approval_on_plan": Row(403, only((*BUREAU, "partner")), of_a_plan),
    "approval_record@andere gemeente": Row(403, only(BUREAU), of_another),
}
