"""The timeline: a picture and the table behind it, on a page and on paper."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from regioplan.timeline.drawing import NARROW, draw
from regioplan.timeline.forms import EventForm
from regioplan.timeline.models import TimelineEvent
from regioplan.timeline.moments import moments, years_of
from zorgzaam.access import get_for
from zorgzaam.doors import BUREAU, OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.standing import NOBODY, Reader, StandIn, standing_of
from zorgzaam.ui.pages import FormPage, form_page
from zorgzaam.ui.paper import Paper, on_paper

PAPER = Paper("regioplan/timeline_print.html", "tijdlijn", "Tijdlijn", "timeline")
METHODS = ["GET", "HEAD", "POST"]


@require_safe
@entrance(Door.SITE, OPEN)
def timeline(request: HttpRequest) -> HttpResponse:
    """What happened, what was agreed and what is expected."""
    context = _shown(request.user)
    context["narrow"] = draw(context["moments"], NARROW)
    if standing_of(request.user).is_bureau:
        context["hidden"] = TimelineEvent.objects.filter(shown=False).select_related("source")
    return render(request, "regioplan/timeline.html", context)


def _shown(user: Reader) -> dict[str, Any]:
    found = moments(user)
    return {"moments": found, "years": years_of(found), "wide": draw(found)}


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def timeline_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper, as everybody sees it. Making it costs work, so staff ask for it."""
    return on_paper(request, PAPER, _shown(StandIn(NOBODY)))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def event_add(request: HttpRequest) -> HttpResponse:
    """A fact for the line."""
    lead = (
        "Plannen, besluiten en afspraken komen vanzelf op de tijdlijn. Voeg hier toe wat daar niet bij hoort."
    )
    return form_page(request, EventForm(request.POST or None), _page("Feit toevoegen", lead=lead))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def event_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words or another day, or off the line."""
    row = get_for(request.user, TimelineEvent.objects.all(), "regioplan.keep_timeline", pk=pk)
    return form_page(request, EventForm(request.POST or None, instance=row), _page("Feit wijzigen"))


def _page(title: str, *, lead: str = "") -> FormPage:
    crumbs = [
        ("Werkbank", reverse("werkbank")),
        ("Regioplan", reverse("regioplan_hub")),
        ("Tijdlijn", reverse("timeline")),
    ]
    return FormPage(title, reverse("timeline"), lead=lead, crumbs=crumbs)
