"""Pages of bottlenecks and successes: the board, one, and what is done with it."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.bodies.models import HandedOver
from governance.bottlenecks.climbing import Outcome, answer, climb, decide
from governance.bottlenecks.forms import AnswerForm, BoardFilter, ClimbForm, DecideForm, RaiseForm
from governance.bottlenecks.models import Bottleneck, Level
from governance.bottlenecks.of_initiatives import PARAMETER, initiative_named
from governance.bottlenecks.picture import stairs_for
from governance.decisions.models import Decision
from governance.meetings.models import AgendaItem
from partners.initiatives.models import Initiative
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
RAISE, HANDLE, EDIT = (
    "governance.raise_bottleneck",
    "governance.handle_bottleneck",
    "governance.edit_bottleneck",
)
PER_PAGE = 30


@require_safe
@entrance(Door.ANY, SIGNED_IN)
def board(request: HttpRequest) -> HttpResponse:
    """What I may know of, by level, with a picture and the table behind it."""
    form = BoardFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = Bottleneck.objects.visible_to(request.user)
    if asked.get("stand") != "alles":
        rows = rows.filter(closed_at__isnull=asked.get("stand") != "dicht")
    for name, field in (("soort", "kind"), ("niveau", "level")):
        rows = rows.filter(**{field: asked[name]}) if asked.get(name) else rows
    page = Paginator(rows.shown(), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "stairs": stairs_for(request.user),
        "may_raise": may(request.user, RAISE),
    }
    return render(request, "governance/bottlenecks.html", context)


@require_safe
@entrance(Door.ANY, SIGNED_IN)
def bottleneck(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One, with its way up, what was decided and the answer."""
    found = get_visible(request.user, Bottleneck.objects.shown(), pk=pk)
    steps = list(found.steps.select_related("body", "person", "decision", "item"))
    handed = HandedOver.objects.filter(kind="bottleneck", subject_id=pk).select_related(
        "from_body", "to_body"
    )
    about = Initiative.objects.visible_to(request.user).filter(pk=found.initiative_id).first()
    context = {"bottleneck": found, "steps": _readable(request, steps), "handed": handed, "about": about}
    return render(request, "governance/bottleneck.html", context)


def _readable(request: HttpRequest, steps: list[Any]) -> list[Any]:
    """The steps, without the links to what this reader may not read."""
    user = request.user
    decisions = set(
        Decision.objects.visible_to(user)
        .filter(pk__in=[s.decision_id for s in steps])
        .values_list("pk", flat=True)
    )
    items = set(
        AgendaItem.objects.visible_to(user)
        .filter(pk__in=[s.item_id for s in steps])
        .values_list("pk", flat=True)
    )
    for step in steps:
        step.decision = step.decision if step.decision_id in decisions else None
        step.item = step.item if step.item_id in items else None
    return steps


@require_http_methods(METHODS)
@entrance(Door.ANY, RAISE)
@once
def new(request: HttpRequest) -> HttpResponse:
    """Raise a bottleneck or a success."""
    if not may(request.user, RAISE):
        raise PermissionDenied
    about = initiative_named(request.user, request.GET.get(PARAMETER, ""))
    row = Bottleneck(raised_by=request.user.person, initiative=about)  # type: ignore[union-attr]
    if about is not None:
        row.organisation = about.organisation
    form = RaiseForm(request.POST or None, instance=row, reader=request.user)
    page = FormPage(
        "Knelpunt of succes melden", reverse("bottlenecks"), "Meld dit", kicker=about.title if about else "",
        lead="Het netwerkbureau leest dit en kijkt wie er iets mee kan. Je krijgt antwoord. Het is niet openbaar.",
        crumbs=_crumbs(), done="Dank je wel. Het netwerkbureau leest dit.", to=row.get_absolute_url,
    )  # fmt: skip
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.ANY, EDIT)
@once
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words, as long as nobody did anything with it."""
    row = get_for(request.user, Bottleneck.objects.shown(), EDIT, pk=pk)
    form = RaiseForm(request.POST or None, instance=row, reader=request.user)
    page = FormPage("Melding wijzigen", row.get_absolute_url(), kicker=row.title, crumbs=_crumbs(row))
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.ANY, HANDLE)
@once
def to_higher(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """To a higher level."""
    row = _handled(request, pk)
    if not row.is_open or not row.next_levels:
        return redirect(row)
    form = ClimbForm(request.POST or None, row=row)
    page = _page(row, "Naar een hoger niveau", "Breng het verder", "Het ligt nu daar.")
    return form_page(request, form, page, act=lambda: _climb(request, row, form.cleaned_data))


def _climb(request: HttpRequest, row: Bottleneck, data: dict[str, Any]) -> None:
    climb(row, Level(data["level"]), data["body"], by=request.user, why=data["why"])  # type: ignore[arg-type]


@require_http_methods(METHODS)
@entrance(Door.ANY, HANDLE)
@once
def decided(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was decided about it."""
    row = _handled(request, pk)
    if not row.is_open:
        return redirect(row)
    form = DecideForm(request.POST or None, row=row, reader=request.user)
    page = _page(row, "Wat is hierover besloten?", "Leg vast", "Het staat erbij.")
    return form_page(request, form, page, act=lambda: _decide(request, row, form.cleaned_data))


def _decide(request: HttpRequest, row: Bottleneck, data: dict[str, Any]) -> None:
    decide(row, Outcome(data["text"], data["decision"], data["item"]), by=request.user)  # type: ignore[arg-type]


@require_http_methods(METHODS)
@entrance(Door.ANY, HANDLE)
@once
def answered(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Feedback to who raised it."""
    row = _handled(request, pk)
    if not row.is_open:
        return redirect(row)
    form = AnswerForm(request.POST or None, row=row)
    page = _page(
        row,
        "Antwoord geven",
        "Verstuur het antwoord",
        "Het antwoord staat op de pagina, en er gaat een mail.",
    )
    return form_page(request, form, page, act=lambda: _answer(request, row, form.cleaned_data))


def _answer(request: HttpRequest, row: Bottleneck, data: dict[str, Any]) -> None:
    answer(row, data["text"], by=request.user, close=data["close"])  # type: ignore[arg-type]


def _handled(request: HttpRequest, pk: uuid.UUID) -> Bottleneck:
    found: Bottleneck = get_for(request.user, Bottleneck.objects.shown(), HANDLE, pk=pk)
    return found


def _page(row: Bottleneck, title: str, submit: str, done: str) -> FormPage:
    return FormPage(title, row.get_absolute_url(), submit, kicker=row.title, crumbs=_crumbs(row), done=done)


def _crumbs(row: Bottleneck | None = None) -> list[tuple[str, str]]:
    trail = [("Knelpunten", reverse("bottlenecks"))]
    return [*trail, (str(row), row.get_absolute_url())] if row else trail
