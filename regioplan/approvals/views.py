"""What municipalities decided: one regional page for everybody, and the form to note it."""

import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.regions.models import Municipality
from regioplan.approvals.forms import ApprovalForm, starting_from
from regioplan.approvals.models import Approval, ApprovalQuerySet
from regioplan.approvals.picture import matrix, rows
from regioplan.approvals.recording import last_of, published_of, record, record_on_plan, why_not
from regioplan.approvals.stand import earlier, stands
from regioplan.plans.errors import Refused
from regioplan.plans.models import Plan, PlanVersion, Status
from zorgzaam.access import get_for, get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.back import came_from
from zorgzaam.ui.pages import FormPage, form_page


@require_safe
@entrance(Door.ANY, OPEN)
def approvals(request: HttpRequest) -> HttpResponse:
    """Every plan and every municipality: who decided what, drawn and written."""
    plans = (
        Plan.objects.visible_to(request.user).filter(needs_decisions=True).select_related("region").in_order()
    )
    found = stands(request.user, plans)
    context = {
        "stands": [stand for stand in found if stand.cells],
        "picture": matrix(found),
        "rows": rows(found),
        "earlier": earlier(request.user, found),
    }
    return render(request, "regioplan/approvals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.ANY, "regioplan.record_approval")
@once
def approval_record(request: HttpRequest, pk: uuid.UUID, slug: str) -> HttpResponse:
    """Note the next fact of one municipality; what was noted before stays above the form."""
    municipality = _municipality(request, slug)
    version: PlanVersion = get_visible(
        request.user, PlanVersion.objects.select_related("plan__region"), pk=pk
    )
    return _record(request, municipality, version.plan, version)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.ANY, "regioplan.record_approval")
@once
def approval_on_plan(request: HttpRequest, pk: uuid.UUID, slug: str) -> HttpResponse:
    """The same of a plan that is only known from outside, so that there is no version of it here yet. What is sent
    when somebody made that version meanwhile is about that one."""
    municipality = _municipality(request, slug)
    plan: Plan = get_visible(request.user, Plan.objects.select_related("region"), pk=pk)
    (stand,) = stands(request.user, [plan])
    if request.method == "POST":
        return _record(request, municipality, plan, stand.version)
    if stand.version:
        return redirect("approval_record", stand.version.pk, slug)
    if stand.closed:
        messages.info(request, why_not(plan))
        return redirect(plan)
    return _record(request, municipality, plan, None)


def _municipality(request: HttpRequest, slug: str) -> Municipality:
    found: Municipality = get_for(
        request.user, Municipality.objects.all(), "regioplan.record_approval", slug=slug
    )
    return found


def _record(
    request: HttpRequest, municipality: Municipality, plan: Plan, version: PlanVersion | None
) -> HttpResponse:
    last = last_of(version, municipality) if version else None
    initial = {**starting_from(last), "back": came_from(request)}
    form = ApprovalForm(request.POST or None, initial=initial)
    home = version.get_absolute_url() if version else plan.get_absolute_url()
    page = FormPage(
        f"Besluit van {municipality}",
        came_from(request) or f"{home}#besluiten",
        "Leg vast en maak openbaar",
        kicker=str(version or plan),
        lead="Elke vastlegging blijft bewaard. De laatste geldt.",
        done=f"Vastgelegd: {municipality} over {version or plan}.",
        crumbs=[("Plannen", reverse("plans")), (str(plan), home)],
        template="regioplan/approval_form.html",
    )

    def act() -> None:
        seen, fact = form.cleaned_data["seen"], form.fact()
        try:
            if version:
                record(version, municipality, by=request.user, seen=seen, **fact)  # type: ignore[arg-type]
            else:
                record_on_plan(plan, municipality, by=request.user, seen=seen, **fact)  # type: ignore[arg-type]
        except Refused:
            now = _last(plan, version, municipality)
            form.data = {**dict(form.data.items()), "seen": str(now.number if now else 0)}
            raise

    told = _facts(request, plan, version).filter(municipality=municipality)
    return form_page(request, form, page, act=act, facts=told, plan=plan, version=version)


def _last(plan: Plan, version: PlanVersion | None, municipality: Municipality) -> Approval | None:
    """The fact that holds now, also where the version was made while somebody was typing."""
    about = version or published_of(plan)
    return last_of(about, municipality) if about else None


def _facts(request: HttpRequest, plan: Plan, version: PlanVersion | None) -> ApprovalQuerySet:
    """What was noted; read when it is shown, so with what came in while somebody was typing."""
    about = (
        Q(version_of=version) if version else Q(version_of__plan=plan, version_of__status=Status.PUBLISHED)
    )
    facts = Approval.objects.visible_to(request.user).filter(about)
    return facts.select_related("recorded_by", "source").order_by("-number")
