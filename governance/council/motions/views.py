"""Pages of motions: the register, one of them, and what who keeps the register does."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.council import registers
from governance.council.endings import ENDED
from governance.council.motions.forms import MotionForm, OutcomeForm
from governance.council.motions.models import TO_DECIDE, Motion, MotionState
from governance.council.registers import KEEP, Register, Stand
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
REGISTER = Register(
    Motion, MotionForm, "motions", "governance/council/motions.html", "Moties", "Motie noteren", "Motie wijzigen",
    (
        Stand("loopt", "Nog niet klaar", lambda rows: rows.at_hand()),
        Stand("open", "Aangenomen, nog niet afgedaan", lambda rows: rows.running()),
        Stand("laat", "Termijn voorbij", lambda rows: rows.overdue()),
        Stand("nieuw", "Nog niet besloten", lambda rows: rows.filter(state__in=TO_DECIDE).longest_open_first()),
        Stand("dicht", "Afgedaan", lambda rows: rows.closed()),
        Stand("alle", "Alle", lambda rows: rows.longest_open_first()),
    ),
    columns={
        **registers.WHERE,
        "titel": lambda row: row.title,
        "datum": lambda row: row.dated_on,
        "ingediend door": lambda row: row.submitted_by,
        "besloten op": lambda row: row.decided_on,
        "stemming": lambda row: row.votes,
        "constaterende dat": lambda row: row.noting,
        "overwegende dat": lambda row: row.considering,
        "verzoekt": lambda row: row.requests,
        "uitvoering door": lambda row: row.executed_by and row.executed_by.name,
        **registers.TERM,
        **ENDED,
        **registers.ALWAYS,
    },
    beside=("settlements",),
    reads=(("moties", "Moties"),),
)  # fmt: skip


@require_safe
@entrance(Door.STATEN, OPEN)
def motion(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One motion: what it says, what was decided about it and what came of it."""
    found = get_visible(request.user, Motion.objects.shown().select_related("source"), pk=pk)
    return render(request, "governance/council/motion.html", {"motion": found})


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down what the council decided about it."""
    row = registers.kept(request, REGISTER, pk)
    if row.state not in TO_DECIDE:
        return registers.nothing_changed(request, row)
    form = OutcomeForm(request.POST or None, row=row)
    page = FormPage(
        "Wat is besloten over deze motie?",
        row.get_absolute_url(),
        kicker=row.title,
        done="Het register is bijgewerkt.",
    )
    return form_page(request, form, page, act=lambda: _decide(row, form, request))


def _decide(row: Motion, form: OutcomeForm, request: HttpRequest) -> None:
    data, by = form.cleaned_data, request.user
    if data["outcome"] == MotionState.HELD:
        row.hold(by=by, on=data["on"])  # type: ignore[arg-type]
    else:
        row.decide(MotionState(data["outcome"]), on=data["on"], by=by, votes=data["votes"])  # type: ignore[arg-type]


@require_POST
@entrance(Door.STATEN, KEEP)
def take_up(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The executive carries it out; pressed twice is once."""
    return registers.taken_up(request, REGISTER, pk, "De motie staat nu op in uitvoering.")
