"""Files of a transformatieplan: adding, reading and taking away."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe

from regioplan.transformation_plans.forms.beside import AttachmentForm
from regioplan.transformation_plans.forms.reasons import HandInForm
from regioplan.transformation_plans.models import PlanAttachment
from regioplan.transformation_plans.views import METHODS, _for, _page, if_open, too_late
from zorgzaam.access import get_visible
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.files.stream import stream
from zorgzaam.once import once
from zorgzaam.ui.pages import form_page


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.write_plan")
@once
def plan_file_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A file with the plan, as long as the plan is written."""
    one = _for(request, "regioplan.write_plan", pk)
    if away := too_late(request, one, one.is_writable):
        return away
    form = AttachmentForm(request.POST or None, request.FILES or None, user=request.user)
    lead = "Alleen de partijen en de verzekeraars die het plan bekijken lezen dit, ook na goedkeuring."
    page = _page(
        "Bestand toevoegen", one, lead=lead, submit="Voeg toe", done="Het bestand staat bij het plan."
    )
    act = if_open(one, one.is_writable, lambda: form.save_for(one))
    return form_page(request, form, page, act=act)


@require_safe
@entrance(Door.PARTNER, SIGNED_IN)
def plan_file(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The file itself, for who reads the plan."""
    found = _attachment(request, pk)
    return stream(found.file, found.filename)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, SIGNED_IN)
@once
def plan_file_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Not this file after all; history keeps that it was there."""
    found = _attachment(request, pk)
    one = _for(request, "regioplan.write_plan", found.plan_id)
    if away := too_late(request, one, one.is_writable):
        return away
    form = HandInForm(request.POST or None, row=one)
    page = _page(
        "Bestand weghalen", one, submit="Haal weg", danger=True, lead=found.filename, done="Weggehaald."
    )
    return form_page(request, form, page, act=if_open(one, one.is_writable, found.delete))


def _attachment(request: HttpRequest, pk: uuid.UUID) -> Any:
    return get_visible(request.user, PlanAttachment.objects.select_related("file"), pk=pk)
