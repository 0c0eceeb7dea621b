"""The forms of the netwerkbureau about what a municipality does; one reads it on the page of the municipality."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from partners.regions.models import Municipality
from regioplan.local_actions.forms import ActionForm
from regioplan.local_actions.models import LocalAction
from zorgzaam.access import get_for
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
KEEP = "regioplan.keep_local_actions"


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def action_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Something a municipality does."""
    of = get_for(request.user, Municipality.objects.all(), KEEP, slug=slug)
    row = LocalAction(municipality=of)
    return form_page(request, ActionForm(request.POST or None, instance=row), _page("Actie toevoegen", row))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def action_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words, or how far it is; the history keeps what stood here."""
    row = get_for(request.user, LocalAction.objects.select_related("municipality"), KEEP, pk=pk)
    return form_page(request, ActionForm(request.POST or None, instance=row), _page("Actie wijzigen", row))


def _page(title: str, row: LocalAction) -> FormPage:
    of = row.municipality
    crumbs = [("Gemeenten en regio's", reverse("municipalities")), (of.name, of.get_absolute_url())]
    lead = "Alleen wat in een stuk van de gemeente staat. Wat het stuk niet zegt, laat je leeg."
    return FormPage(title, row.get_absolute_url(), kicker=f"Gemeente {of.name}", lead=lead, crumbs=crumbs)
