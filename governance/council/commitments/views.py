"""Pages of commitments: the register, one of them, and what who keeps the register does."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.council import registers
from governance.council.commitments.forms import CommitmentForm, WordingForm
from governance.council.commitments.models import Commitment, CommitmentWording
from governance.council.endings import ENDED
from governance.council.registers import KEEP, Register, Stand
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
REGISTER = Register(
    Commitment, CommitmentForm, "commitments", "governance/council/commitments.html", "Toezeggingen",
    "Toezegging noteren", "Toezegging wijzigen",
    (
        Stand("open", "Nog niet afgedaan", lambda rows: rows.running()),
        Stand("laat", "Termijn voorbij", lambda rows: rows.overdue()),
        Stand("zonder-dag", "Termijn zonder dag", lambda rows: rows.without_day()),
        Stand("dicht", "Afgedaan of vervallen", lambda rows: rows.closed()),
        Stand("alle", "Alle", lambda rows: rows.longest_open_first()),
    ),
    columns={
        **registers.WHERE,
        "toezegging": lambda row: row.wording,
        "in het kort": lambda row: row.short,
        "gedaan op": lambda row: row.promised_on,
        "door": lambda row: row.promised_by and row.promised_by.name,
        "portefeuillehouder": lambda row: row.promised_by_role,
        "waar": lambda row: row.occasion,
        **registers.TERM,
        **ENDED,
        **registers.ALWAYS,
    },
    beside=("settlements",),
    reads=(("toezeggingen", "Toezeggingen"),),
)  # fmt: skip


@require_safe
@entrance(Door.STATEN, OPEN)
def commitment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One commitment: the official wording, other wordings, its term and what became of it."""
    found = get_visible(request.user, Commitment.objects.shown().select_related("source"), pk=pk)
    context = {"commitment": found, "wordings": found.wordings.select_related("source")}
    return render(request, "governance/council/commitment.html", context)


@require_POST
@entrance(Door.STATEN, KEEP)
def take_up(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody works on it now; pressed twice is once."""
    return registers.taken_up(request, REGISTER, pk, "De toezegging staat nu op in behandeling.")


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def add_wording(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How another document puts the same promise."""
    row = registers.kept(request, REGISTER, pk)
    form = WordingForm(request.POST or None, instance=CommitmentWording(commitment=row))
    page = FormPage(
        "Andere bewoording", row.get_absolute_url(), "Voeg toe", kicker=str(row),
        lead="Zegt een ander stuk hetzelfde met andere woorden, leg die dan hier vast. De officiële tekst blijft.",
        done="De bewoording staat erbij.",
    )  # fmt: skip
    return form_page(request, form, page)


@require_POST
@entrance(Door.STATEN, KEEP)
def remove_wording(request: HttpRequest, pk: uuid.UUID, wording: int) -> HttpResponse:
    """Take a wording away that does not belong here; the history keeps it."""
    row = registers.kept(request, REGISTER, pk)
    get_object_or_404(row.wordings, pk=wording).delete()
    return redirect(row)
