"""What municipalities decided: one regional page for everybody, and the form to note it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.regions.models import Municipality
from regioplan.approvals.forms import ApprovalForm, starting_from
from regioplan.approvals.models import Approval
from regioplan.approvals.picture import matrix, rows
from regioplan.approvals.recording import last_of, record
from regioplan.approvals.stand import stands
from regioplan.plans.errors import Refused
from regioplan.plans.models import Plan, PlanVersion
from zorgzaam.access import get_for, get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
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
    }
    return render(request, "regioplan/approvals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.ANY, "regioplan.record_approval")
@once
def approval_record(request: HttpRequest, pk: uuid.UUID, slug: str) -> HttpResponse:
    """Note the next fact of one municipality; what was noted before stays below the form."""
    municipality: Municipality = get_for(
        request.user, Municipality.objects.all(), "regioplan.record_approval", slug=slug
    )
    version: PlanVersion = get_visible(
        request.user, PlanVersion.objects.select_related("plan__region"), pk=pk
    )
    last = last_of(version, municipality)
    form = ApprovalForm(request.POST or None, initial=starting_from(last))
    page = FormPage(
        f"Besluit van {municipality}",
        version.get_absolute_url(),
        "Leg vast",
        kicker=version.plan.short_name,
        lead="Elke vastlegging blijft bewaard. De laatste geldt.",
        done="Vastgelegd.",
        crumbs=[("Plannen", reverse("plans")), (str(version.plan), version.get_absolute_url())],
        template="regioplan/approval_form.html",
    )

    def act() -> None:
        try:
            record(version, municipality, by=request.user, seen=form.cleaned_data["seen"], **form.fact())  # type: ignore[arg-type]
        except Refused:
            now = last_of(version, municipality)
            form.data = {**dict(form.data.items()), "seen": str(now.number if now else 0)}
            raise

    facts = Approval.objects.visible_to(request.user).filter(version_of=version, municipality=municipality)
    return form_page(
        request, form, page, act=act, facts=facts.select_related("recorded_by", "source").order_by("-number")
    )
