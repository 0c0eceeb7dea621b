"""Keeping seats and mandates of a body: work of the netwerkbureau, in the werkbank."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance.bodies.forms import EndForm, MandateForm, SeatForm
from governance.bodies.handing_over import is_ending
from governance.bodies.models import Body, Mandate, Seat
from governance.bodies.network import tiers
from governance.bodies.sitting import sitting_on
from zorgzaam.access import get_for, get_visible
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.conflicts import Conflict
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once

RULE = "governance.seat_people"


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def bodies(request: HttpRequest) -> HttpResponse:
    """Every body of today, with how many seats are vacant or have no name yet."""
    return render(
        request, "governance/body_werkbank.html", {"tiers": tiers(request.user, timezone.localdate())}
    )


@require_safe
@entrance(Door.WERKBANK, RULE)
def staffing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Seats and mandates of one body, those that ended included."""
    body = _body(request, pk)
    people = Mandate.objects.visible_to(request.user).select_related("person")
    today = timezone.localdate()
    context = {
        "body": body,
        "ends": is_ending(body) and body.successions.exists(),
        "sitting": sitting_on(body, today, request.user),
        "coming": people.filter(body=body, starts_on__gt=today).select_related("seat__organisation"),
        "past": people.filter(body=body, ends_on__lt=today).select_related("seat__organisation"),
    }
    return render(request, "governance/body_staffing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, RULE)
@once
def add_mandate(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give somebody a mandate (`?zetel=` and `?rol=` are chosen beforehand); never oneself."""
    body = _body(request, pk)
    seat = request.GET.get("zetel", "")
    initial = {"seat": seat, "role": request.GET.get("rol", ""), "starts_on": timezone.localdate()}
    form = MandateForm(request.POST or None, body=body, giver=_me(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with acting(_me(request), reason=form.cleaned_data["reason"]):
            saved = form.save_or_refuse()
        if saved:
            messages.success(request, f"{form.instance.person.name} staat erbij.")
            return redirect("body_staffing", body.pk)
    lead = "Vanaf de eerste dag kan deze persoon erbij."
    return _form(request, body, form, title="Mandaat geven", submit="Geef het mandaat", lead=lead)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, RULE)
@once
def end_mandate(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End a mandate on a day; never one's own."""
    mandates = Mandate.objects.select_related("body", "person")
    mandate = get_visible(request.user, mandates, pk=pk)
    body = _body(request, mandate.body_id)
    form = EndForm(request.POST or None, row=mandate, initial={"on": timezone.localdate()})
    conflict = None
    if request.method == "POST" and form.is_valid():
        if mandate.person_id == _me(request).person_id:
            form.add_error(None, "Je kunt je eigen mandaat niet beëindigen. Vraag het een collega.")
        else:
            conflict = form.end(by=_me(request))
            if conflict is None:
                messages.success(request, f"Het mandaat van {mandate.person.name} stopt.")
                return redirect("body_staffing", body.pk)
    title = f"Mandaat van {mandate.person.name} beëindigen"
    lead = f"{mandate.get_role_display()} van {body.name}"
    return _form(
        request, body, form, title=title, submit="Beëindig het mandaat", lead=lead, conflict=conflict
    )


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, RULE)
@once
def add_seat(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give an organisation or a group a seat."""
    body = _body(request, pk)
    form = SeatForm(request.POST or None, body=body)
    if request.method == "POST" and form.is_valid() and form.save_or_refuse():
        messages.success(request, f"De zetel van {form.instance.holder} staat erbij.")
        return redirect("body_staffing", body.pk)
    note = "Een zetel kan er zijn zonder dat je al weet wie er komt."
    return _form(request, body, form, title="Zetel toevoegen", submit="Voeg de zetel toe", lead=note)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, RULE)
@once
def end_seat(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End a seat on a day, when nobody holds it after that day."""
    seats = Seat.objects.select_related("organisation").prefetch_related(
        Prefetch("mandates", queryset=Mandate.objects.select_related("person"))
    )
    seat = get_visible(request.user, seats, pk=pk)
    body = _body(request, seat.body_id)
    form = EndForm(request.POST or None, row=seat, initial={"on": timezone.localdate()})
    conflict = None
    if request.method == "POST" and form.is_valid():
        if seat.is_held_after(form.cleaned_data["on"]):
            form.add_error("on", "Er zit dan nog iemand op deze zetel. Beëindig eerst dat mandaat.")
        else:
            conflict = form.end(by=_me(request))
            if conflict is None:
                messages.success(request, f"De zetel van {seat.holder} stopt.")
                return redirect("body_staffing", body.pk)
    title = f"Zetel van {seat.holder} beëindigen"
    return _form(
        request, body, form, title=title, submit="Beëindig de zetel", lead=body.name, conflict=conflict
    )


def _me(request: HttpRequest) -> User:
    """The door let nobody in without an account."""
    return cast("User", request.user)


def _body(request: HttpRequest, pk: uuid.UUID) -> Body:
    body: Body = get_for(request.user, Body.objects, RULE, pk=pk)
    return body


def _form(
    request: HttpRequest, body: Body, form: Any, *, conflict: Conflict | None = None, **words: str
) -> HttpResponse:
    """The page of a form; `words` are its title, lead and submit."""
    context = {"body": body, "form": form, "conflict": conflict, **words}
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "governance/body_form.html", context, status=status)
