"""Sending, and the page that says it was received: with a number that is shown only after the commit (promise I6)."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.initiatives.completeness import Part, missing
from partners.initiatives.content import content_of
from partners.initiatives.discarding import throw_away
from partners.initiatives.forms.sending import SendForm
from partners.initiatives.jobs import wake
from partners.initiatives.models import Initiative, State, SubmissionPdf
from partners.initiatives.showing import shown
from partners.initiatives.submitting import submit
from partners.initiatives.views.steps import around, url_of
from partners.initiatives.views.ways import by_link, signed_in
from partners.initiatives.ways import Way
from zorgzaam.audit.history import acting
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, RowForm, form_page
from zorgzaam.versions import StaleVersion

METHODS = ["GET", "HEAD", "POST"]
CHANGED = "Er is net nog iets veranderd. Kijk hieronder of alles klopt, en dien het dan in."
WROTE = "Er is intussen nog in geschreven. Kijk eerst wat er staat. Toch weggooien? Druk dan nog een keer."


def _send(request: HttpRequest, way: Way) -> HttpResponse:
    """Everything on one page, what is still missing, and the button."""
    if not way.initiative.is_writable:
        return redirect(way.url("initiative_receipt"))
    form = SendForm(request.POST or None, instance=way.initiative)
    said = ""
    if request.method == "POST" and form.is_valid():
        said = _sent(form, way)
        if not said:
            transaction.on_commit(wake)
            return redirect(way.url("initiative_receipt"))
        form = SendForm(instance=Initiative.objects.shown().get(pk=way.initiative.pk))
    row = Initiative.objects.shown().get(pk=way.initiative.pk)
    lacks = [(each, url_of(way, each.part)) for each in missing(row) if each.part != Part.SEND]
    context: dict[str, Any] = {**around(way, Part.SEND), "form": form, "said": said, "lacks": lacks}
    context |= shown(content_of(row))
    context["unconfirmed"] = way.guest is not None and way.guest.confirmed_at is None
    status = 409 if said == CHANGED else 422 if said or form.errors else 200
    return render(request, "partners/initiative_send.html", context, status=status)


def _sent(form: SendForm, way: Way) -> str:
    """Send it; "" when it was sent, else why not."""
    try:
        with acting(way.actor), transaction.atomic():
            if "takes_part" in form.changed_data:
                form.save()
            submit(form.instance, by=way.actor)
    except StaleVersion:
        return CHANGED
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def _receipt(request: HttpRequest, way: Way) -> HttpResponse:
    """The number, what was sent, and what happens now. Asked again it says the same."""
    row = way.initiative
    if row.state == State.DRAFT:
        return redirect(url_of(way, Part.SEND))
    last = row.submissions.select_related("person").latest("edition")
    context = {
        "way": way,
        "initiative": row,
        "submission": last,
        **shown(json.loads(last.canonical)),
        "has_pdf": SubmissionPdf.objects.filter(submission=last).exists(),
        "moves": list(row.moves.order_by("-at")),
        "first": url_of(way, Part.IDEA),
    }
    return render(request, "partners/initiative_receipt.html", context)


def _pdf(request: HttpRequest, way: Way) -> HttpResponseBase:
    """The PDF of what was sent last; 404 while it is being made."""
    made = SubmissionPdf.objects.filter(submission__initiative=way.initiative).order_by(
        "-submission__edition"
    )
    found = made.first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="initiatief-{way.initiative.number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _discard(request: HttpRequest, way: Way) -> HttpResponse:
    """Throw a draft away, with all that hangs on it."""
    row = way.initiative
    if row.state != State.DRAFT:
        return redirect(way.url("initiative_receipt"))
    form = RowForm(request.POST or None, row=row)
    page = FormPage(
        "Dit concept weggooien?", way.idea_url, "Gooi weg", danger=True, kicker=row.title, crumbs=way.crumbs,
        lead="Alles wat hier is ingevuld, verdwijnt, ook wat anderen erin schreven. Dat kan niet ongedaan worden "
        "gemaakt.", done="Het concept is weggegooid.",
        to=lambda: reverse("initiatives_own" if way.guest is None else "initiative_start_guest"),
    )  # fmt: skip

    def act() -> None:
        try:
            throw_away(row)
        except StaleVersion as stale:
            form.freshen()
            raise ValidationError(WROTE) from stale

    return form_page(request, form, page, act=act, by=way.actor)


send = require_http_methods(METHODS)(signed_in(once(_send)))
send_guest = require_http_methods(METHODS)(by_link(once(_send)))
receipt = require_safe(signed_in(_receipt))
receipt_guest = require_safe(by_link(_receipt))
pdf = require_safe(signed_in(_pdf))
pdf_guest = require_safe(by_link(_pdf))
discard = require_http_methods(METHODS)(signed_in(_discard))
discard_guest = require_http_methods(METHODS)(by_link(_discard))
