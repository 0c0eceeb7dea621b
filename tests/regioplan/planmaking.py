"""Insurers, desk and plans in the invented region."""

import datetime
from dataclasses import dataclass
from typing import Any

from regioplan.transformation_plans import moving
from regioplan.transformation_plans.models import (
    DeskClosing,
    DeskInsurer,
    InsurerRole,
    PlanMilestone,
    PlanParty,
    TransformationPlan,
)
from tests.world import World, account, organisation, representation, set_up
from zorgzaam.accounts.models import User


@dataclass(frozen=True)
class Insurers:
    """Who speaks for the insurer with the lead, the one that decides along, and one that may ask."""

    lead: User
    co: User
    other: User


def insurers() -> Insurers:
    """Three insurers behind the desk, each with somebody who speaks for it."""
    people = {}
    for name, role in [("Zee", InsurerRole.LEAD), ("Berg", InsurerRole.CO), ("Heide", InsurerRole.OTHER)]:
        company = organisation(f"Verzekeraar {name}", "zorgverzekeraar")
        people[role] = account(f"Vera {name}")
        representation(people[role], company)
        set_up(DeskInsurer.objects.create)(organisation=company, role=role)
    return Insurers(people[InsurerRole.LEAD], people[InsurerRole.CO], people[InsurerRole.OTHER])


@set_up
def plan(world: World, title: str = "Zorg dichtbij", **extra: Any) -> TransformationPlan:
    """A complete draft of partner_org, with `others` as parties and `stones`: (title, last day) of milestones."""
    others, stones = extra.pop("others", ()), extra.pop("stones", ())
    fields = {
        "proposal": "We willen zorg thuis.", "goals": "Minder reizen.", "results": "Vijf teams.",
        "contact": "Loket Duin", "impact_staff": True, "insurer_was_asked": True, **extra,
    }  # fmt: skip
    fields.setdefault("applicant", world.partner_org)
    made = TransformationPlan.objects.create(title=title, **fields)
    for one in (made.applicant, *others):
        PlanParty.objects.create(plan=made, organisation=one)
    for name, day, *paid_by in stones:
        PlanMilestone.objects.create(
            plan=made, title=name, due_on=day, **dict(zip(["paid_by"], paid_by, strict=False))
        )
    return made


@set_up
def close_desk(since: datetime.date = datetime.date(2025, 7, 1), **extra: Any) -> DeskClosing:
    return DeskClosing.objects.create(starts_on=since, reason="Het geld is op.", **extra)


def fresh(made: TransformationPlan) -> TransformationPlan:
    """As the next request would read it."""
    return TransformationPlan.objects.get(pk=made.pk)


def through_quick_check(world: World, who: Insurers, **extra: Any) -> TransformationPlan:
    """Handed in and judged by both: worked out together now."""
    made = plan(world, **extra)
    moving.hand_in(made, by=world.partner)
    for insurer in (who.lead, who.co):
        moving.judge(fresh(made), by=insurer, positive=True, reason="Past.")
    made = fresh(made)
    moving.decide(made, by=who.lead, positive=True, reason="Door.")
    return made


def queued(world: World, who: Insurers, **extra: Any) -> TransformationPlan:
    made = fresh(through_quick_check(world, who, **extra))
    moving.hand_in(made, by=world.partner)
    return fresh(made)


def preliminary(world: World, who: Insurers, **extra: Any) -> TransformationPlan:
    made = queued(world, who, **extra)
    moving.take_up(made, by=who.lead)
    for insurer in (who.lead, who.co):
        moving.judge(fresh(made), by=insurer, positive=True, reason="Past.")
    made = fresh(made)
    moving.decide(made, by=who.lead, positive=True, reason="Voorlopig ja.")
    return fresh(made)


def approved(world: World, who: Insurers, **extra: Any) -> TransformationPlan:
    made = preliminary(world, who, **extra)
    set_up(
        lambda: TransformationPlan.objects.filter(pk=made.pk).update(
            questions_until=datetime.date(2025, 1, 1)
        )
    )()
    made = fresh(made)
    moving.decide(made, by=who.lead, positive=True, reason="Ja.")
    return fresh(made)
