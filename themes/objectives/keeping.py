"""The yearly cycle of objectives: what became of them, and which go on (domain.md P4, R16)."""

import uuid
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from themes.objectives.forms import ObjectiveForm
from themes.objectives.models import Objective
from themes.objectives.new_period import NewPeriodForm, sent
from themes.themes.models import Theme
from zorgzaam.access import get_for
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

RULE = "themes.keep_objectives"
METHODS = ["GET", "HEAD", "POST"]


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def kept_themes(request: HttpRequest) -> HttpResponse:
    """Every theme, with how many of its objectives still wait for an outcome."""
    themes = (
        Theme.objects.visible_to(request.user).select_related("generation").prefetch_related("objectives")
    )
    ordered = themes.order_by("-generation__starts_on", "number")
    return render(request, "themes/kept_themes.html", {"themes": ordered})


@require_safe
@entrance(Door.WERKBANK, RULE)
def kept_objectives(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The objectives of one theme per period, the latest first."""
    theme = _theme(request, pk)
    rows = Objective.objects.visible_to(request.user).filter(theme=theme).newest_period_first()
    periods = [(period, list(found)) for period, found in groupby(rows, key=lambda row: row.period)]
    return render(request, "themes/kept_objectives.html", {"theme": theme, "periods": periods})


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def add_objective(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """An objective of a theme."""
    theme = _theme(request, pk)
    form = ObjectiveForm(request.POST or None, instance=Objective(theme=theme))
    page = FormPage("Doelstelling toevoegen", _of(theme), kicker=theme.name, crumbs=_crumbs(theme))
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def edit_objective(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The words of an objective and what became of it."""
    row = get_for(request.user, Objective.objects.select_related("theme"), RULE, pk=pk)
    page = FormPage("Doelstelling wijzigen", _of(row.theme), kicker=row.theme.name, crumbs=_crumbs(row.theme))
    return form_page(request, ObjectiveForm(request.POST or None, instance=row), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def new_period(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Conclude what ran and take along what goes on."""
    theme = _theme(request, pk)
    # What was asked about on the page that was sent is answered too, also when a colleague renewed it since.
    rows = Objective.objects.visible_to(request.user).filter(theme=theme).to_conclude(*sent(request.POST))
    form = NewPeriodForm(request.POST or None, theme=theme, objectives=list(rows), by=_me(request))
    lead = "Vul per doelstelling in wat ervan is gekomen, en kies wat meegaat naar de nieuwe periode."
    page = FormPage(
        "Nieuwe periode", _of(theme), "Leg vast", kicker=theme.name, lead=lead, crumbs=_crumbs(theme),
        done="De uitkomsten staan vast en de nieuwe periode staat klaar.", template="themes/new_period.html",
    )  # fmt: skip
    return form_page(request, form, page)


def _me(request: HttpRequest) -> Any:
    return request.user.person  # type: ignore[union-attr]


def _theme(request: HttpRequest, pk: uuid.UUID) -> Theme:
    theme: Theme = get_for(request.user, Theme.objects, RULE, pk=pk)
    return theme


def _of(theme: Theme) -> str:
    return reverse("kept_objectives", args=[theme.pk])


def _crumbs(theme: Theme) -> list[tuple[str, str]]:
    return [
        ("Werkbank", reverse("werkbank")),
        ("Regioplan", reverse("regioplan_hub")),
        ("Doelstellingen", reverse("kept_themes")),
        (theme.name, _of(theme)),
    ]
