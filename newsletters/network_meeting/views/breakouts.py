"""Breakouts, the timetable, and what people need that day."""

import uuid
from collections import Counter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsletters.arranging import StaleOrder, posted
from newsletters.network_meeting import breakouts, moving, timetable
from newsletters.network_meeting.forms import BreakoutForm, MoveForm, saved
from newsletters.network_meeting.models import (
    Attendee,
    AttendeeNeeds,
    BreakoutChoice,
    NetworkBreakout,
    NetworkMeeting,
)
from newsletters.network_meeting.settling import taking, waiting_for
from newsletters.network_meeting.views.desk import METHODS, breakout_words, crumbs, here, kept, refused
from zorgzaam.audit.actors import Actor
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

MOVED = (
    "Iemand anders veranderde intussen iets. Zo staan de deelsessies nu. Verplaats opnieuw als dat nodig is."
)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One more breakout."""
    found = kept(request, pk)
    return _form(request, found, NetworkBreakout(network_meeting=found), "Deelsessie toevoegen")


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
def edit(request: HttpRequest, pk: uuid.UUID, breakout: uuid.UUID) -> HttpResponse:
    """Subject, host, room, places."""
    found = kept(request, pk)
    return _form(request, found, _row(found, breakout), "Deelsessie wijzigen")


def _form(request: HttpRequest, found: NetworkMeeting, row: NetworkBreakout, title: str) -> HttpResponse:
    row.network_meeting = found
    form = BreakoutForm(request.POST or None, instance=row)
    page = FormPage(title, f"{here(found)}#deelsessies", kicker=found.meeting.title, crumbs=crumbs(found))
    return form_page(request, form, page, act=lambda: _save(form, found, request.user))  # type: ignore[arg-type]


def _save(form: BreakoutForm, found: NetworkMeeting, by: Actor) -> None:
    with taking(found, by) as row:
        form.clean_capacity()
        if form.instance._state.adding:
            breakouts.put_last(form.instance, row)
        else:
            breakouts.keep_place(form.instance)
        saved(form, row)


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def take(request: HttpRequest, pk: uuid.UUID, breakout: uuid.UUID) -> HttpResponse:
    """Take a breakout out that nobody chose."""
    found = kept(request, pk)
    try:
        if breakouts.remove(found, breakout, by=request.user):  # type: ignore[arg-type]
            messages.success(request, "De deelsessie is weggehaald.")
    except ValidationError as refusal:
        refused(request, refusal)
    return redirect(f"{here(found)}#deelsessies")


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def arrange(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The order of the breakouts: dragged, or one step up or down. 409 when somebody else was first."""
    found = kept(request, pk)
    status, wrong = 200, ""
    try:
        ids, base = posted(request)
        breakouts.arrange(found, ids, base=base, by=request.user)  # type: ignore[arg-type]
    except (StaleOrder, ValueError):
        status, wrong = 409, MOVED
    if not request.headers.get("HX-Request"):
        if wrong:
            messages.warning(request, wrong)
        return redirect(f"{here(found)}#deelsessies")
    words = {"network_meeting": found, **breakout_words(found), "told_wrong": wrong}
    return render(request, "newsletters/network/breakout_lines.html", words, status=status)


def _row(found: NetworkMeeting, breakout: uuid.UUID) -> NetworkBreakout:
    return get_object_or_404(NetworkBreakout, network_meeting=found, pk=breakout)


# ---------------------------------------------------------------- the timetable
@require_safe
@entrance(Door.WERKBANK, BUREAU)
def show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who is where in which round, and who waits for what."""
    found = kept(request, pk)
    people = found.attendees.seated().prefetch_related("choices__breakout", "invitee").order_by("name", "pk")
    lines = [
        {"person": each, "route": timetable.route_of(each), "waits": waiting_for(each, found.rounds)}
        for each in people
    ]
    words = {
        "network_meeting": found,
        "rounds": timetable.rounds_of(found) if found.timetabled_at else [],
        "left": timetable.without_round(found) if found.timetabled_at else [],
        "lines": lines,
        "waiting": list(found.attendees.waiting().select_related("invitee")),
    }
    return render(request, "newsletters/network/timetable.html", words)


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def make(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make the timetable, around what is pinned."""
    found = kept(request, pk)
    left = moving.make(found, by=request.user)  # type: ignore[arg-type]
    if left:
        messages.warning(request, f"Ingedeeld. Voor {left} keuzes is er geen ronde: kijk onderaan.")
    else:
        messages.success(request, "Iedereen is ingedeeld.")
    return redirect("network_timetable", found.pk)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
def move(request: HttpRequest, pk: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """Put somebody in a breakout; that stays, whatever is arranged later."""
    found = kept(request, pk)
    row = get_object_or_404(Attendee, network_meeting=found, pk=person)
    row.network_meeting = found
    form = MoveForm(request.POST or None, meeting=found)
    back = reverse("network_timetable", args=[found.pk])
    page = FormPage(
        f"{row.name} verplaatsen", back, "Zet hier neer", kicker=found.meeting.title,
        lead="Dit blijft zo staan, ook als je opnieuw indeelt. De persoon krijgt er een mail over.",
        crumbs=crumbs(found, ("Indeling", back)), done=f"{row.name} staat op de nieuwe plek.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: _put(row, form, request.user))  # type: ignore[arg-type]


def _put(row: Attendee, form: MoveForm, by: Actor) -> None:
    said = form.cleaned_data
    moving.put_in(row, said["breakout"], said["round"], by=by)


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def let_go(request: HttpRequest, pk: uuid.UUID, person: uuid.UUID, breakout: uuid.UUID) -> HttpResponse:
    """What was put there by hand is arranged with the rest again."""
    found = kept(request, pk)
    rows = BreakoutChoice.objects.select_related("attendee__network_meeting", "breakout")
    row = rows.filter(attendee=person, attendee__network_meeting=found, breakout=breakout).first()
    if row is not None:
        moving.let_go(row, by=request.user)  # type: ignore[arg-type]
        messages.success(request, f"{row.attendee.name} zit niet meer vast bij “{row.breakout.topic}”.")
    return redirect("network_timetable", found.pk)


# ---------------------------------------------------------------- needs
@require_safe
@entrance(Door.WERKBANK, BUREAU)
def needs(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """In total for who cooks, without names; and below it who needs what, for the netwerkbureau."""
    found = kept(request, pk)
    rows = AttendeeNeeds.objects.visible_to(request.user).filter(
        attendee__network_meeting=found, attendee__seated_at__isnull=False
    )
    lines = list(rows.select_related("attendee").order_by("attendee__name", "pk"))
    diets = Counter(word for row in lines for word in row.diet_words)
    words = {
        "network_meeting": found,
        "people": found.attendees.seated().count(),
        "plain": found.attendees.seated().count() - sum(bool(row.diet_words) for row in lines),
        "diets": sorted(diets.items()),
        "lines": lines,
    }
    response = render(request, "newsletters/network/needs.html", words)
    response["Cache-Control"] = "private, no-store"
    return response
