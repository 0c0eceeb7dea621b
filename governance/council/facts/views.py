"""Pages of facts: the list as it is or was on a day, and what who keeps the registers does."""

import uuid
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance.council.facts import changing
from governance.council.facts.forms import EndForm, FactFilter, FactForm, instead_of
from governance.council.facts.models import CouncilFact
from governance.council.keeping import keeps
from governance.council.registers import KEEP
from zorgzaam.access import get_for, may
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.standing import standing_of
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@entrance(Door.STATEN, OPEN)
def facts(request: HttpRequest) -> HttpResponse:
    """What holds on a day, kind by kind; today when no day is asked."""
    form = FactFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = CouncilFact.objects.visible_to(request.user).told_on(asked.get("dag") or timezone.localdate())
    if asked.get("raad"):
        rows = rows.filter(council=asked["raad"])
    if asked.get("soort"):
        rows = rows.filter(kind=asked["soort"])
    found = list(rows.select_related("council__part_of", "dossier", "source"))
    standing = standing_of(request.user)
    context = {
        "form": form,
        "kinds": [(CouncilFact(kind=kind).get_kind_display(), [(row, keeps(standing, row.council)) for row in group])
                  for kind, group in groupby(found, key=lambda row: row.kind)],
        "may_add": may(request.user, KEEP),
    }  # fmt: skip
    return render(request, "governance/council/facts.html", context)


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def new(request: HttpRequest) -> HttpResponse:
    """Write down a fact; 403 for who keeps no register."""
    if not may(request.user, KEEP):
        raise PermissionDenied
    form = FactForm(request.POST or None, reader=request.user)
    return form_page(request, form, _page("Feit noteren", "Voeg toe", done="Het feit staat in de lijst."))


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put another in its place; the one that was stays to be read as it was."""
    fact = _kept(request, pk)
    form = FactForm(request.POST or None, instance=instead_of(fact), reader=request.user)
    page = _page(
        "Feit veranderen", "Bewaar", kicker=fact.text, done="Het nieuwe feit staat in de lijst.",
        lead="Het oude feit eindigt, en dit komt ervoor in de plaats. Stond het vanaf het begin verkeerd, kies dan de "
        f"dag waarop het begon: {fact.period or 'onbekend'}.",
    )  # fmt: skip
    act = lambda: changing.replace(fact, form.save(commit=False), by=request.user)  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, page, act=act)


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It does not hold any more."""
    fact = _kept(request, pk)
    form = EndForm(request.POST or None, row=fact)
    page = _page("Dit geldt niet meer", "Beëindig", kicker=fact.text, done="Het feit is beëindigd.")
    act = lambda: changing.end(fact, form.cleaned_data["on"], by=request.user)  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, page, act=act)


def _kept(request: HttpRequest, pk: uuid.UUID) -> Any:
    return get_for(request.user, CouncilFact.objects.select_related("council__part_of"), KEEP, pk=pk)


def _page(title: str, submit: str, **words: str) -> FormPage:
    crumbs = [("Staten & raden", reverse("staten")), ("Feiten", reverse("council_facts"))]
    return FormPage(title, reverse("council_facts"), submit, crumbs=crumbs, **words)  # type: ignore[arg-type]
