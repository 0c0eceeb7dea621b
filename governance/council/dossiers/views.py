"""Pages of dossiers: all of them, one with everything about its subject, adding and changing."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.council.dossiers.forms import DossierForm
from governance.council.dossiers.models import CouncilDossier
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
KEEP = "governance.keep_dossiers"


@require_safe
@entrance(Door.STATEN, OPEN)
def dossiers(request: HttpRequest) -> HttpResponse:
    """Every dossier, by name."""
    context = {"dossiers": CouncilDossier.objects.all(), "may_keep": may(request.user, KEEP)}
    return render(request, "governance/council/dossiers.html", context)


@require_safe
@entrance(Door.STATEN, OPEN)
def dossier(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One subject across councils and bodies: what was promised, asked, written and discussed about it."""
    found = get_visible(request.user, CouncilDossier.objects.prefetch_related("themes"), pk=pk)
    context = {"dossier": found, "may_keep": may(request.user, KEEP), "themes": list(found.themes.all())}
    return render(request, "governance/council/dossier.html", context)


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def new(request: HttpRequest) -> HttpResponse:
    if not may(request.user, KEEP):
        raise PermissionDenied
    form = DossierForm(request.POST or None)
    page = FormPage(
        "Dossier beginnen", reverse("council_dossiers"), "Begin het dossier", crumbs=_crumbs(),
        done="Het dossier staat er.", to=form.instance.get_absolute_url,
    )  # fmt: skip
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_for(request.user, CouncilDossier.objects, KEEP, pk=pk)
    form = DossierForm(request.POST or None, instance=row)
    page = FormPage(
        "Dossier wijzigen", row.get_absolute_url(), crumbs=[*_crumbs(), (row.name, row.get_absolute_url())]
    )
    return form_page(request, form, page)


def _crumbs() -> list[tuple[str, str]]:
    return [("Staten & raden", reverse("staten")), ("Dossiers", reverse("council_dossiers"))]
