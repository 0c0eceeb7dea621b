"""Asking to speak for an organisation, with and without an account."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.joining import asking
from partners.joining.forms import AskAccessForm, ButtonForm
from partners.joining.models import AccessRequest, AccessState
from partners.joining.models.access import HOLDS
from zorgzaam.access import get_for
from zorgzaam.accounts.models import User
from zorgzaam.accounts.place import client_address
from zorgzaam.constraints import said_by
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import not_done, once
from zorgzaam.rates import count
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
# Questions from one place within an hour: an office sits behind one address, and so does who sends rubbish.
MOST, AN_HOUR = 20, 3600


@require_http_methods(METHODS)
@entrance(Door.ANY, OPEN)
@once
def access_ask(request: HttpRequest) -> HttpResponse:
    """ "Ik werk bij …". Who has an account is answered at once; a stranger gets a mail first, whoever they are."""
    known = request.user.is_authenticated
    initial = {"organisation": request.GET.get("organisatie", "")}
    form = AskAccessForm(request.POST or None, known=known, initial=initial)
    if request.method == "POST":
        if count(f"toegang:{client_address(request)}", seconds=AN_HOUR) > MOST:
            return not_done(_wait(request))
        # A machine gets the same answer, and nothing is done.
        if form.was_filled_in:
            return redirect("access_sent")
        if form.is_valid() and _carried_out(request, form):
            return redirect(_next(request))
    status = 422 if form.errors else 200
    return _not_kept(
        render(request, "partners/access_ask.html", {"form": form, "known": known}, status=status)
    )


def _carried_out(request: HttpRequest, form: AskAccessForm) -> bool:
    try:
        if request.user.is_authenticated:
            row = asking.ask(form.question, by=request.user)
            messages.success(
                request, f"Je vraag ligt er. Je krijgt een mail als {row.of} of het bureau antwoordt."
            )
        else:
            asking.ask_as_stranger(form.question)
    except ValidationError as refusal:
        form.add_error("organisation", refusal)
    except IntegrityError as refusal:
        form.add_error("organisation", said_by(refusal).message)
    return not form.errors


def _next(request: HttpRequest) -> str:
    if not request.user.is_authenticated:
        return reverse("access_sent")
    mine = AccessRequest.objects.filter(person=request.user.person_id).order_by("-asked_at")
    row = mine.first()
    return row.get_absolute_url() if row else reverse("access_sent")


@require_safe
@entrance(Door.ANY, OPEN)
def access_sent(request: HttpRequest) -> HttpResponse:
    """The same for everybody, whatever was typed."""
    return render(request, "partners/access_sent.html", {"days": HOLDS.days})


@require_http_methods(METHODS)
@entrance(Door.ANY, OPEN)
def access_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the mail: opening it changes nothing, its button does."""
    row = asking.row_of(token)
    if row is None:
        return _not_kept(render(request, "partners/access_confirm.html", {"broken": True}, status=404))
    if request.method == "POST":
        asking.confirm(row)
        return redirect(request.path)
    gone = row.state == AccessState.EXPIRED or (
        row.state == AccessState.UNCONFIRMED and not row.can_be_confirmed
    )
    context = {"row": row, "gone": gone, "days": HOLDS.days}
    return _not_kept(render(request, "partners/access_confirm.html", context, status=410 if gone else 200))


@require_http_methods(METHODS)
@entrance(Door.ANY, "partners.withdraw_access")
@once
def access_withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who asked takes it back."""
    row: Any = get_for(request.user, AccessRequest.objects.shown(), "partners.withdraw_access", pk=pk)
    page = FormPage(
        "Vraag intrekken", row.get_absolute_url(), "Trek in", kicker=row.of, danger=True,
        lead="Niemand hoeft dan nog te antwoorden. Je kunt het later opnieuw vragen.", done="Je vraag is ingetrokken.",
    )  # fmt: skip
    form = ButtonForm(request.POST or None, row=row)
    return form_page(request, form, page, act=lambda: asking.withdraw(row, by=cast("User", request.user)))


def _wait(request: HttpRequest) -> HttpResponse:
    response = render(request, "partners/access_wait.html", status=429)
    response["Retry-After"] = str(AN_HOUR)
    return response


def _not_kept(response: HttpResponse) -> HttpResponse:
    """Not kept by anything in between, and in no search engine."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
