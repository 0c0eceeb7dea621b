"""Noting what a municipality did with a plan: always a new fact, after the last one somebody saw."""

import datetime
from typing import Any

from django.db import transaction

from partners.regions.models import Municipality
from regioplan.approvals.models import DECIDED, Approval
from regioplan.plans.errors import Refused
from regioplan.plans.models import Plan, PlanVersion, Status
from regioplan.plans.models.steps import person_of
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person

MEANWHILE = (
    "Iemand anders legde hier net iets vast. Kijk hierboven wat er nu staat, en bewaar opnieuw als het klopt."
)
REWRITABLE = (
    "Aan deze tekst kan nog iets veranderen, dus een college kan er nog niet over besluiten. "
    "Leg eerst het akkoord voor publicatie vast."
)
TAKEN_BACK = "Dit plan is ingetrokken. Er valt niets meer over te besluiten."
NOT_OUT = (
    "Dit plan is nog niet gepubliceerd, dus een college kan er nog niet over besluiten. "
    "Klopt dat niet? Vraag het netwerkbureau."
)
FACT = (
    "outcome",
    "decided_on",
    "decided_precision",
    "remarks",
    "conditions",
    "council_informed_on",
    "correction",
)
ORIGIN = ("source", "source_note", "source_url")


class Meanwhile(Refused):
    """Another fact came in between."""


def last_of(version: PlanVersion, municipality: Municipality) -> Approval | None:
    """The fact that holds now, if there is one."""
    return Approval.objects.filter(version_of=version, municipality=municipality).order_by("-number").first()


def record(
    version: PlanVersion,
    municipality: Municipality,
    *,
    by: Person | User,
    seen: int | None = None,
    **fact: Any,
) -> Approval:
    """Note the next fact. `seen` is the number of the last fact the person had before them (0 for none).

    The same fact again, from the same source or naming none, is the fact that is there. Raises Refused where another
    came in between, where the plan was withdrawn, where its text can still be rewritten, or where the municipality was
    not in its region.
    """
    reason = fact.get("correction") or "Besluit van een gemeente vastgelegd"
    with transaction.atomic(), acting(by, reason=reason):
        version = (
            PlanVersion.objects.select_for_update(of=("self",)).select_related("plan").get(pk=version.pk)
        )
        _refuse_elsewhere(version, municipality)
        if fact["outcome"] in DECIDED and not is_fixed(version):
            raise Refused(REWRITABLE)
        last = last_of(version, municipality)
        if last and _says(last, fact):
            return last
        number = last.number if last else 0
        if seen is not None and seen != number:
            raise Meanwhile(MEANWHILE)
        return Approval.objects.create(
            version_of=version,
            municipality=municipality,
            number=number + 1,
            recorded_by=person_of(by),
            **fact,
        )


def record_on_plan(
    plan: Plan, municipality: Municipality, *, by: Person | User, seen: int | None = None, **fact: Any
) -> Approval:
    """Note a fact about a plan of which no version is known here: a college can only treat a text that is out there, so
    a version taken over from outside is made, of which nothing else is known. Where one was published meanwhile the
    fact is about that one. Raises Refused where `why_not` says so; see `record` too."""
    with transaction.atomic(), acting(by, reason="Besluit van een gemeente vastgelegd"):
        plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        version = published_of(plan) or _from_outside(plan)
        return record(version, municipality, by=by, seen=seen, **fact)


def published_of(plan: Plan) -> PlanVersion | None:
    """The newest version everybody can read."""
    return PlanVersion.objects.filter(plan=plan, status=Status.PUBLISHED).order_by("-number").first()


def why_not(plan: Plan) -> str:
    """Why no version from outside is made of this plan: taken back, or still in the making; "" when it can be."""
    versions = PlanVersion.objects.filter(plan=plan)
    if versions.taken_back().exists():
        return TAKEN_BACK
    return NOT_OUT if versions.known_here().exists() else ""


def _from_outside(plan: Plan) -> PlanVersion:
    if why := why_not(plan):
        raise Refused(why)
    number = plan.versions.count() + 1
    return PlanVersion.objects.create(plan=plan, number=number, status=Status.PUBLISHED, imported=True)


def begun(version: PlanVersion) -> datetime.date | None:
    """The first day there was a text of this version to decide about, as far as known. The database holds the same
    (`guards.decided_after_the_text`)."""
    days = [day for day in (version.delivered_on, version.cleared_on, version.published_on) if day]
    return min(days, default=None)


def is_fixed(version: PlanVersion) -> bool:
    """Whether a college can decide about this text: it was cleared, published, or taken over from outside. The
    database holds the same (`guards.decided_on_fixed_text`)."""
    return version.imported or version.status in (Status.CLEARED, Status.PUBLISHED)


def _says(last: Approval, fact: dict[str, Any]) -> bool:
    """Whether `fact` adds nothing to the last one; who names no source at all says nothing about it."""
    same = all(getattr(last, name) == fact.get(name, _empty(name)) for name in FACT)
    return same and all(fact.get(name, getattr(last, name)) == getattr(last, name) for name in ORIGIN)


def _empty(name: str) -> Any:
    return getattr(Approval(), name)


def _refuse_elsewhere(version: PlanVersion, municipality: Municipality) -> None:
    if version.status == Status.WITHDRAWN:
        raise Refused(TAKEN_BACK)
    if not version.plan.needs_decisions:
        raise Refused("Over dit plan besluiten de gemeenten niet zelf.")
    if municipality not in version.plan.municipalities(version.day):
        raise Refused(f"Dit plan geldt niet in {municipality}: die gemeente hoort bij een andere regio.")
