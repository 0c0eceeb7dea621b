"""The page with which the netwerkbureau puts an initiative on an agenda."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.initiatives.forms import AgendaForm
from governance.meetings.models import AgendaItem
from partners.initiatives.models import Initiative, State
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

PUT = "governance.put_initiative_on_agenda"


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, PUT)
@once
def on_agenda(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose where; one press puts it there, with what goes along. What stands there already is shown."""
    seen = get_visible(request.user, Initiative.objects.shown(), pk=pk)
    if seen.state == State.ON_AGENDA and may(request.user, PUT):
        return redirect(seen)
    row: Initiative = get_for(request.user, Initiative.objects.shown(), PUT, pk=pk)
    form = AgendaForm(request.POST or None, row=row, reader=request.user)
    made: list[str] = []

    def act() -> None:
        thing = form.carry_out(request.user)  # type: ignore[arg-type]
        at = reverse("item", args=[thing.pk]) if isinstance(thing, AgendaItem) else thing.get_absolute_url()
        made.append(at)

    page = FormPage(
        "Op een agenda", row.get_absolute_url(), "Breng het in", kicker=row.title,
        crumbs=[("Werkbank", reverse("werkbank")), (row.title, row.get_absolute_url())],
        lead="Titel, toelichting, onderwerpen, organisatie en stukken gaan mee. Wie het indiende leest waar het ligt.",
        done="Het initiatief ligt nu bij het overleg.", to=lambda: made[0],
    )  # fmt: skip
    return form_page(request, form, page, act=act, initiative=row)
