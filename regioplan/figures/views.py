"""Pages of kerncijfers: all of them, each with its chart, and the work of the netwerkbureau."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from regioplan.figures.drawing import chart_of
from regioplan.figures.forms import FigureValueForm, KeyFigureForm, RestoreForm, WithdrawForm
from regioplan.figures.models import FigureValue, KeyFigure
from zorgzaam.access import get_for, get_visible, may
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
    """Every figure with its newest number; for the netwerkbureau also what was withdrawn."""
    figures = KeyFigure.objects.visible_to(request.user)
    context: dict[str, Any] = {"figures": figures.holding().shown(), "formats": FORMATS}
    if may(request.user, KEEP):
        context["withdrawn"] = figures.withdrawn()
    return render(request, "regioplan/figures.html", context)


@require_safe
@entrance(Door.ANY, OPEN)
def key_figure(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One figure: what it says, how it went, and every number with its source."""
    one = get_visible(request.user, KeyFigure.objects.shown(), pk=pk)
    return render(request, "regioplan/figure.html", {"figure": one, "drawn": chart_of(one)})


@require_safe
@entrance(Door.ANY, OPEN)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Every number that holds with its source, one row each, as CSV or XLSX."""
    if kind not in FORMATS:
        raise Http404
    return as_download("kerncijfers", kind, HEAD, _rows(request.user))


def _rows(user: Any) -> Iterator[list[Any]]:
    holding = FigureValue.objects.visible_to(user).filter(figure__in=KeyFigure.objects.holding().order_by())
    for row in holding.shown().order_by("figure", "starts_on", "-stated_on"):
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
def figure_withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Out of the lists, with the reason on its page."""
    row = get_for(request.user, KeyFigure.objects.all(), KEEP, pk=pk)
    page = _page(
        "Kerncijfer intrekken", row, submit="Trek in", danger=True, done="Het cijfer is ingetrokken.",
        lead="Het cijfer gaat uit alle lijsten en van de pagina voor inwoners. Op zijn eigen pagina staat dat het is "
        "ingetrokken, en waarom. Wat een stuk al aanhaalde, blijft staan.",
    )  # fmt: skip
    form = WithdrawForm(request.POST or None, row=row)
    return form_page(
        request, form, page, act=lambda: row.withdraw(by=_me(request), reason=form.cleaned_data["reason"])
    )


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def figure_restore(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Back where it was."""
    row = get_for(request.user, KeyFigure.objects.all(), KEEP, pk=pk)
    page = _page(
        "Kerncijfer weer tonen", row, submit="Toon weer", done="Het cijfer is weer te zien.",
        lead="Het cijfer staat weer waar het stond. De reden van intrekken blijft in de geschiedenis.",
    )  # fmt: skip
    return form_page(
        request, RestoreForm(request.POST or None, row=row), page, act=lambda: row.restore(by=_me(request))
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


def _me(request: HttpRequest) -> Any:
    """The account; the door let nobody in without one."""
    return request.user


def _page(title: str, figure: KeyFigure | None = None, **words: Any) -> FormPage:
    back = figure.get_absolute_url() if figure else reverse("key_figures")
    crumbs = [("Werkbank", reverse("werkbank")), ("Regioplan", reverse("regioplan_hub"))]
    crumbs.append(("Kerncijfers", reverse("key_figures")))
    return FormPage(title, back, kicker=figure.name if figure else "", crumbs=crumbs, **words)
