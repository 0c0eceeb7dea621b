"""Plans for everybody: what the plan is, where it stands, its chapters; as pages, PDF and open data."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from regioplan.plans.holding import held_by
from regioplan.plans.met import tell
from regioplan.plans.models import Deadline, Plan, PlanPublication, PlanVersion, PublishedChapter, Status
from regioplan.plans.models.plans import leading_of
from regioplan.plans.showing import Shown, open_data, show, steps_of
from zorgzaam.access import get_visible, may
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.snapshots import if_changed, pdf_response
from zorgzaam.sources import conflicts_about
from zorgzaam.ui.frame import open_page

PLANS = Plan.objects.select_related("region", "source")


@require_safe
@entrance(Door.ANY, OPEN)
def plans(request: HttpRequest) -> HttpResponse:
    """What the plan of this region is, where it stands, and the plans around it."""
    found = list(Plan.objects.visible_to(request.user).select_related("region").in_order())
    leading = leading_of(found)
    shown = show(request.user, leading) if leading else None
    context = {
        "plans": found,
        "shown": shown,
        "leading": shown.plan if shown else None,
        "steps": steps_of(shown.version) if shown and shown.version else [],
        "deadlines": tell(
            request.user,
            Deadline.objects.visible_to(request.user)
            .filter(shown=True)
            .select_related("plan", "source", "version_of__plan"),
        ),
    }
    return render(request, "regioplan/plans.html", context)


@require_safe
@entrance(Door.ANY, OPEN)
def plan(request: HttpRequest, pk: uuid.UUID, number: int | None = None) -> HttpResponse:
    """One plan in its newest published version, or in the version asked for; withdrawn leaves a tombstone (410)."""
    shown = _shown(request, pk, number)
    if shown.version and shown.version.status == Status.WITHDRAWN:
        return tombstone(request, shown.version)
    return render(request, "regioplan/plan.html", _context(request, shown))


def _shown(request: HttpRequest, pk: uuid.UUID, number: int | None) -> Shown:
    found: Plan = get_visible(request.user, PLANS, pk=pk)
    shown = show(request.user, found, number)
    if shown is None:
        raise Http404
    return shown


def _context(request: HttpRequest, shown: Shown) -> dict[str, Any]:
    plan = shown.plan
    conflicts = conflicts_about("plan", subject=plan.pk)
    rows = Deadline.objects.visible_to(request.user).filter(plan=plan).about(shown.version)
    deadlines = tell(request.user, rows.select_related("plan", "source", "version_of__plan"))
    return {
        "plan": plan,
        "shown": shown,
        "version": shown.version,
        "steps": steps_of(shown.version) if shown.version else [],
        "deadlines": [row for row in deadlines if row.shown],
        "readings": [row for row in deadlines if not row.shown],
        "conflicts": conflicts,
        "asking": _asking(request, shown),
        "holds": held_by(request.user, shown.version) if shown.version else None,
    }


def _asking(request: HttpRequest, shown: Shown) -> PlanVersion | None:
    """The draft this reader can say something about now."""
    asking = next((version for version in shown.versions if version.asks_input), None)
    if asking is None or not request.user.is_authenticated:
        return None
    return asking if may(request.user, "regioplan.give_input", asking) else None


def tombstone(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """What stays of a version that was taken back: that it was there, and why it is not."""
    return render(
        request, "regioplan/plan_withdrawn.html", {"version": version, "plan": version.plan}, status=410
    )


@require_safe
@entrance(Door.ANY, OPEN)
def chapter(request: HttpRequest, pk: uuid.UUID, number: int, position: int) -> HttpResponse:
    """One chapter as it was published; around it the way to the others."""
    shown = _shown(request, pk, number)
    if shown.version and shown.version.status == Status.WITHDRAWN:
        return tombstone(request, shown.version)
    mine = PublishedChapter.objects.visible_to(request.user).filter(publication__version=shown.version)
    found: PublishedChapter = get_visible(request.user, mine.defer("plain", "search"), position=position)
    around = {each.position: each for each in shown.chapters}
    context = {
        "plan": shown.plan,
        "shown": shown,
        "version": shown.version,
        "chapter": found,
        "before": around.get(position - 1),
        "after": around.get(position + 1),
    }
    return open_page(request, render(request, "regioplan/plan_chapter.html", context))


@require_safe
@entrance(Door.ANY, OPEN)
def whole(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """The whole plan on one page: to search in and to print."""
    shown = _shown(request, pk, number)
    if shown.version and shown.version.status == Status.WITHDRAWN:
        return tombstone(request, shown.version)
    if shown.publication is None:
        raise Http404
    context = {"plan": shown.plan, "shown": shown, "version": shown.version, "text": shown.publication.html}
    return open_page(request, render(request, "regioplan/plan_whole.html", context))


@require_safe
@entrance(Door.ANY, OPEN)
def pdf(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponseBase:
    """The stored bytes of one version."""
    version = _version(request, pk, number)
    if version.status == Status.WITHDRAWN:
        return tombstone(request, version)
    rows = PlanPublication.objects.defer("canonical", "html", "plain").select_related("version__plan")
    found: PlanPublication = get_visible(request.user, rows, version=version)
    response = pdf_response(bytes(found.pdf), found.pdf_sha256, found.file_name)
    return if_changed(request, open_page(request, response))


def _version(request: HttpRequest, pk: uuid.UUID, number: int) -> PlanVersion:
    rows = PlanVersion.objects.select_related("plan")
    found: PlanVersion = get_visible(request.user, rows, plan=pk, number=number)
    return found


# ---------------------------------------------------------------- open data
@require_safe
@entrance(Door.MACHINE, OPEN)
def api_plans(request: HttpRequest) -> HttpResponse:
    """Every plan with its published versions."""
    versions = PlanPublication.objects.visible_to(request.user).light().select_related("version")
    by_plan: dict[uuid.UUID, list[dict[str, Any]]] = {}
    for row in versions.order_by("version__number"):
        by_plan.setdefault(row.version.plan_id, []).append(_line(request, row))
    found = [
        {
            "id": str(each.pk),
            "kind": each.kind,
            "title": each.title,
            "short_name": each.short_name,
            "aliases": each.alias_list,
            "versions": by_plan.get(each.pk, []),
        }
        for each in Plan.objects.visible_to(request.user).in_order()
    ]
    return JsonResponse({"plans": found})


def _line(request: HttpRequest, row: PlanPublication) -> dict[str, Any]:
    version = row.version
    address = reverse("api_plan_version", args=[version.plan_id, version.number])
    return {
        "number": version.number,
        "name": version.name,
        "binding": version.binding or None,
        "url": request.build_absolute_uri(address),
        "sha256": row.canonical_sha256,
    }


@require_safe
@entrance(Door.MACHINE, OPEN)
def api_plan_version(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """The frozen content of one version; 410 with the reason when it was taken back."""
    version = _version(request, pk, number)
    if version.status == Status.WITHDRAWN:
        gone = {"withdrawn_at": version.withdrawn_at, "reason": version.withdrawn_because}
        return JsonResponse(gone, status=410)
    rows = PlanPublication.objects.defer("html", "plain", "pdf")
    found: PlanPublication = get_visible(request.user, rows, version=version)
    return JsonResponse(open_data(found), json_dumps_params={"ensure_ascii": False})
