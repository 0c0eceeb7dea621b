"""What approvals show on pages of plans, of municipalities and of the house."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partners.regions.models import Municipality
from partners.regions.places import memberships_of
from regioplan.approvals.picture import matrix
from regioplan.approvals.rules import recordable, spoken_for
from regioplan.approvals.stand import stand_now, stand_of, stands, stands_in
from regioplan.plans.models import Plan, PlanVersion
from zorgzaam.places import Block
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo


def on_every_page(request: HttpRequest, version: PlanVersion) -> Block | None:
    """The banner, as long as there is something to warn of."""
    stand = stand_of(request.user, version)
    return Block("regioplan/banner.html", {"stand": stand}) if stand.banner else None


def on_cover(version: PlanVersion) -> list[str]:
    """What the cover says on the day a plan is frozen: it is about to be published, so as if it were."""
    stand = stand_now(version)
    if not stand.cells:
        return []
    if stand.waiting:
        return [f"Gepubliceerd, nog niet door alle colleges besloten. {stand.tally}."]
    return [f"{stand.tally}."]


def on_plan(request: HttpRequest, subject: PlanVersion | Plan) -> Block | None:
    """Every municipality and what it decided about a version, drawn and written; also of a plan that has none yet."""
    if isinstance(subject, PlanVersion):
        stand = stand_of(request.user, subject)
    else:
        (stand,) = stands(request.user, [subject])
    if not stand.cells:
        return None
    mine = recordable(standing_of(request.user), [cell.municipality for cell in stand.cells])
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
        _todo(stand.version, cell.municipality, stand.deadline)
        for stand in found
        if stand.version and stand.version.is_out and stand.version.reminders_from
        for cell in stand.waiting
        if cell.municipality.pk in mine
    ]


def _todo(version: PlanVersion, municipality: Municipality, deadline: Any) -> Todo:

    url = reverse("approval_record", args=[version.pk, municipality.slug])
    due = deadline.last_day if deadline else None
    late = due is not None and due < timezone.localdate()
    why = f"Het college van {municipality} heeft nog niet besloten."
    return Todo(str(version.plan), url, why, due, "late" if late else "attention")
