"""Pages of kerncijfers: all of them, each with its chart, and the work of the netwerkbureau."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from regioplan.figures.drawing import chart_of
from regioplan.figures.forms import FigureValueForm, KeyFigureForm
from regioplan.figures.models import FigureValue, KeyFigure
from zorgzaam.access import get_for, get_visible
from zorgzaam.doors import BUREAU, OPEN, Door, entrance
from zorgzaam.exports import FORMATS, as_download
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
KEEP = "regioplan.keep_figures"
HEAD = [
    "Kerncijfer", "Gebied", "Van", "Tot en met", "Tijd", "Hoe precies", "Getal", "Eenheid", "Verwachting", "Bron",
    "Stand van", "Precies tot op",
]  # fmt: skip


@require_safe
@entrance(Door.SITE, OPEN)
def key_figures(request: HttpRequest) -> HttpResponse:
    """Every figure with its newest number."""
    return render(
        request,
        "regioplan/figures.html",
        {"figures": KeyFigure.objects.visible_to(request.user).shown(), "formats": FORMATS},
    )


@require_safe
@entrance(Door.ANY, OPEN)
def key_figure(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One figure: what it says, how it went, and every number with its source."""
    one = get_visible(request.user, KeyFigure.objects.shown(), pk=pk)
    return render(request, "regioplan/figure.html", {"figure": one, "drawn": chart_of(one)})


@require_safe
@entrance(Door.ANY, OPEN)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Every number with its source, one row each, as CSV or XLSX."""
    if kind not in FORMATS:
        raise Http404
    return as_download("kerncijfers", kind, HEAD, _rows(request.user))


def _rows(user: Any) -> Iterator[list[Any]]:
    for row in FigureValue.objects.visible_to(user).shown().order_by("figure", "starts_on", "-stated_on"):
        about = [row.figure.name, row.figure.where, row.starts_on, row.ends_on, row.when]
        number = [row.get_exactness_display(), row.value, row.figure.unit, "ja" if row.forecast else "nee"]
        yield [*about, *number, row.source.title, row.stated_on, row.get_stated_precision_display()]


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def figure_add(request: HttpRequest) -> HttpResponse:
    """A new figure; its numbers follow on its page."""
    page = _page("Kerncijfer toevoegen", lead="Daarna voeg je de getallen toe, elk met de bron.")
    return form_page(request, KeyFigureForm(request.POST or None), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def figure_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words for a figure."""
    row = get_for(request.user, KeyFigure.objects.all(), KEEP, pk=pk)
    return form_page(
        request, KeyFigureForm(request.POST or None, instance=row), _page("Kerncijfer wijzigen", row)
    )


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def value_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A number of a figure."""
    row = get_for(request.user, KeyFigure.objects.all(), KEEP, pk=pk)
    form = FigureValueForm(request.POST or None, instance=FigureValue(figure=row))
    return form_page(request, form, _page("Getal toevoegen", row))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def value_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A mistake in a number put right; what another document says is a number of its own."""
    row = get_for(request.user, FigureValue.objects.select_related("figure"), KEEP, pk=pk)
    form = FigureValueForm(request.POST or None, instance=row)
    return form_page(request, form, _page("Getal wijzigen", row.figure))


def _page(title: str, figure: KeyFigure | None = None, **words: Any) -> FormPage:
    back = figure.get_absolute_url() if figure else reverse("key_figures")
    crumbs = [("Werkbank", reverse("werkbank")), ("Regioplan", reverse("regioplan_hub"))]
    crumbs.append(("Kerncijfers", reverse("key_figures")))
    return FormPage(title, back, kicker=figure.name if figure else "", crumbs=crumbs, **words)
