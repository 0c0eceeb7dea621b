"""What the netwerkbureau keeps: recess and terms from bylaws; and ticking a term by hand."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.series import terms
from governance.series.forms import RecessForm, TermsForm
from governance.series.models import Recess, TermKind, TermSet
from governance.series.views.answering import (
    CHANGE,
    FORM,
    PLANNING,
    RECESS,
    TERMS,
    body_for,
    meeting_for,
    planning_page,
)
from zorgzaam.access import get_for, may
from zorgzaam.audit.history import acting
from zorgzaam.doors import BUREAU, SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page


@require_safe
@entrance(Door.WERKBANK, SIGNED_IN)
def recesses(request: HttpRequest) -> HttpResponse:
    """When councils and schools are away: what comes, and what is over."""
    rows = Recess.objects.visible_to(request.user).present().select_related("region", "source")
    today = timezone.localdate()
    context = {
        "coming": [row for row in rows if row.ends_on >= today],
        "past": [row for row in rows if row.ends_on < today][::-1],
        "keeps": may(request.user, RECESS),
    }
    return render(request, "governance/recesses.html", context)


def _page(title: str) -> FormPage:
    crumbs = [("Werkbank", reverse("werkbank")), ("Recessen en vakanties", reverse("recesses"))]
    lead = "Een datum in deze tijd wordt gemeld bij elke reeks en op de termijnagenda."
    return FormPage(title, reverse("recesses"), lead=lead, crumbs=crumbs)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, BUREAU)
@once
def recess_new(request: HttpRequest) -> HttpResponse:
    """A recess or a holiday."""
    return form_page(request, RecessForm(request.POST or None), _page("Reces of vakantie toevoegen"))


@require_http_methods(FORM)
@entrance(Door.WERKBANK, BUREAU)
@once
def recess_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other days or another name."""
    row = get_for(request.user, Recess.objects.present(), RECESS, pk=pk)
    form = RecessForm(request.POST or None, instance=row)
    context: dict[str, Any] = {"recess": row}
    page = _page("Reces of vakantie wijzigen")
    return form_page(request, form, page, **context)


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def recess_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It was a mistake: nothing is flagged by it any more. Twice is the same."""
    row = get_for(request.user, Recess.objects.all(), RECESS, pk=pk)
    with acting(request.user):  # type: ignore[arg-type]
        Recess.objects.filter(pk=row.pk, removed_at__isnull=True).update(removed_at=timezone.now())
    messages.success(request, f"“{row.name}” is weggehaald.")
    return redirect("recesses")


# ---------------------------------------------------------------- terms
@require_safe
@entrance(Door.WERKBANK, PLANNING)
def body_terms(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the bylaws of the body ask, now and before."""
    body = body_for(request, pk, PLANNING)
    rows = TermSet.objects.visible_to(request.user).filter(body=body).select_related("source")
    context = {"body": body, "sets": rows.order_by("-starts_on"), "keeps": may(request.user, TERMS, body)}
    return render(request, "governance/body_terms.html", context)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, BUREAU)
@once
def terms_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Terms of a body."""
    body = body_for(request, pk, TERMS)
    form = TermsForm(request.POST or None, instance=TermSet(body=body))
    return form_page(request, form, _terms_page("Termijnen opschrijven", body))


@require_http_methods(FORM)
@entrance(Door.WERKBANK, BUREAU)
@once
def terms_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A slip in the terms, or their last day; new bylaws get a row of their own."""
    row = get_for(request.user, TermSet.objects.select_related("body"), TERMS, pk=pk)
    form = TermsForm(request.POST or None, instance=row)
    return form_page(request, form, _terms_page("Termijnen wijzigen", row.body))


def _terms_page(title: str, body: Any) -> FormPage:
    lead = "Wat het reglement van dit orgaan zegt. Wat er niet in staat, laat je leeg."
    back = reverse("body_terms", args=[body.pk])
    return planning_page(title, body, lead=lead, back=back, done="De termijnen staan er.")


@require_POST
@entrance(Door.WERKBANK, CHANGE)
def term_tick(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """Say by hand that it is done. Twice is the same."""
    meeting = meeting_for(request, pk)
    terms.tick(meeting, _kind(kind), by=request.user)  # type: ignore[arg-type]
    return redirect(f"{meeting.get_absolute_url()}#termijnen")


@require_POST
@entrance(Door.WERKBANK, CHANGE)
def term_untick(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """Take that back. Twice is the same."""
    meeting = meeting_for(request, pk)
    terms.untick(meeting, _kind(kind), by=request.user)  # type: ignore[arg-type]
    return redirect(f"{meeting.get_absolute_url()}#termijnen")


def _kind(kind: str) -> TermKind:
    try:
        return TermKind(kind)
    except ValueError as wrong:
        raise Http404 from wrong
