"""What approvals show on pages of plans, of municipalities and of the house."""

import datetime
import uuid

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partners.regions.models import Municipality
from partners.regions.places import memberships_of
from regioplan.approvals.picture import matrix
from regioplan.approvals.rules import recordable, spoken_for
from regioplan.approvals.stand import Stand, stand_now, stand_of, stands, stands_in, stands_of
from regioplan.plans.models import Deadline, DeadlineKind, Plan, PlanVersion
from zorgzaam.places import Block
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

RECENT = datetime.timedelta(days=365)


def on_every_page(request: HttpRequest, version: PlanVersion) -> Block | None:
    """The banner, as long as there is something to warn of."""
    stand = stand_of(request.user, version)
    return Block("regioplan/banner.html", {"stand": stand}) if stand.banner else None


def when_due(user: Reader, over: list[Deadline]) -> dict[uuid.UUID, str]:
    """Of last days for a decision that are over: how many colleges had decided on that day, and since."""
    asked = [row for row in over if row.kind == DeadlineKind.DECIDE]
    if not asked:
        return {}
    found = stands_of(user, [row.version_of for row in asked if row.version_of])
    found += stands(user, [row.plan for row in asked if row.version_of is None])
    return {stand.deadline.pk: stand.met for stand in found if stand.deadline and stand.met}


def on_cover(version: PlanVersion) -> list[str]:
    """What the cover says on the day a plan is frozen: it is about to be published, so as if it were."""
    stand = stand_now(version)
    if not stand.cells:
        return []
    if stand.waiting:
        return [f"Bij de publicatie hadden nog niet alle colleges besloten. {stand.tally}."]
    return [f"{stand.tally}."]


def on_plan(request: HttpRequest, subject: PlanVersion | Plan) -> Block | None:
    """Every municipality and what it decided about a version, drawn and written; also of a plan that has none yet."""
    if isinstance(subject, PlanVersion):
        stand = stand_of(request.user, subject)
    else:
        (stand,) = stands(request.user, [subject])
    if not stand.cells:
        return None
    here = [] if stand.closed else [cell.municipality for cell in stand.cells]
    mine = recordable(standing_of(request.user), here)
    context = {"stand": stand, "picture": matrix([stand]), "version": stand.version, "recordable": mine}
    return Block("regioplan/approvals_of_plan.html", context)


def on_municipality(request: HttpRequest, municipality: Municipality) -> Block | None:
    """What plans apply here and what the college decided; or that they do not, and where this municipality belongs."""
    plans = list(
        Plan.objects.visible_to(request.user).filter(region__isnull=False).select_related("region").in_order()
    )
    if not plans:
        return None
    ever = memberships_of(municipality)
    lies_in = [membership for membership in ever if membership.is_current]
    here = {membership.region_id for membership in lies_in}
    ours = [plan for plan in plans if plan.region_id in here]
    told = [(stand, stand.of(municipality.pk)) for stand in stands_in(request.user, ours, ever)]
    elsewhere = {plan.region: plan for plan in plans if plan.region and plan.region_id not in here}
    by_scheme = {membership.scheme_id: membership.region for membership in lies_in}
    others = [
        (region, [plan for plan in plans if plan.region == region], by_scheme.get(region.scheme_id))
        for region in elsewhere
    ]
    may_record = bool(recordable(standing_of(request.user), [municipality]))
    context = {"municipality": municipality, "told": told, "others": others, "may_record": may_record}
    return Block("regioplan/municipality_plans.html", context)


def waiting(user: Reader) -> list[Todo]:
    """For who speaks for a municipality: published plans its college has not decided about."""
    mine = spoken_for(standing_of(user))
    if not mine:
        return []
    found = stands(user, Plan.objects.visible_to(user).filter(needs_decisions=True).in_order())
    return [
        _todo(stand, cell.municipality)
        for stand in found
        if _asks(stand)
        for cell in stand.waiting
        if cell.municipality.pk in mine
    ]


def _asks(stand: Stand) -> bool:
    """Whether a decision is asked for now: reminders are on, or there is a last day that is still to come or was not
    long ago. What was taken over from years back asks nothing of anybody."""
    if stand.version and (not stand.version.is_out or stand.version.reminders_from):
        return stand.version.is_out
    if stand.closed:
        return False
    return stand.deadline is not None and stand.deadline.last_day >= timezone.localdate() - RECENT


def _todo(stand: Stand, municipality: Municipality) -> Todo:
    due = stand.deadline.last_day if stand.deadline else None
    late = due is not None and due < timezone.localdate()
    why = f"Van het college van {municipality} is nog geen besluit bekend. Leg vast wat het besloot."
    title = str(stand.version if stand.version and stand.version.label else stand.plan)
    return Todo(title, record_url(stand, municipality), why, due, "late" if late else "attention")


def record_url(stand: Stand, municipality: Municipality) -> str:
    """Where a decision of a municipality about this plan is noted."""
    if stand.version:
        return reverse("approval_record", args=[stand.version.pk, municipality.slug])
    return reverse("approval_on_plan", args=[stand.plan.pk, municipality.slug])
