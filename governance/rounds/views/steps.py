"""Steps for all letters of a round: number and sign, offer, approve by another, publish."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.briefings.dispatch.sending import ask
from governance.briefings.errors import Incomplete, Refused
from governance.briefings.models import Briefing, BriefingQuerySet, Status
from governance.briefings.reviewing import what_happened
from governance.rounds.forms import SignatureForm
from governance.rounds.locking import hold
from governance.rounds.making import councils
from governance.rounds.models import BriefingRound, RoundLetter
from governance.rounds.numbering import LetterForms, number_all
from governance.rounds.reading import as_read
from governance.rounds.signing import CollegeSignature
from governance.rounds.stand import NO_CHAPTERS, LetterStand, letters_of, stand_of
from governance.rounds.views.writing import DESK, crumbs, round_for
from zorgzaam.access import get_for, may
from zorgzaam.accounts.models import User
from zorgzaam.ui.pages import FormPage, form_page

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@DESK
def numbers(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Number and names of every draft on one page."""
    round_ = round_for(request, pk)
    forms = LetterForms(round_, request.user, request.POST or None)
    status = 200
    if request.method == "POST":
        if forms.save():
            messages.success(
                request, "De nummers en de ondertekening zijn bewaard, ook voor een volgende brief."
            )
            return redirect(round_)
        status = 409 if forms.conflicts else 422
    return render(request, "governance/rounds/numbers.html", {"round": round_, "forms": forms}, status=status)


@require_POST
@DESK
def number_from_ranges(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give every draft without a number the next one its college gave out."""
    round_ = round_for(request, pk)
    given, without = number_all(round_, request.user)
    if given:
        messages.success(
            request, f"{given} {'brief heeft' if given == 1 else 'brieven hebben'} nu een nummer."
        )
    if without:
        messages.info(request, f"Geen nummers meer of geen reeks: {', '.join(without)}.")
    if not given and not without:
        messages.info(request, "Alle brieven hebben al een nummer.")
    return redirect(round_)


@FORM
@DESK
def signature(request: HttpRequest, pk: uuid.UUID, council: uuid.UUID) -> HttpResponse:
    """Who signs for the college of one council, and its range of numbers."""
    round_ = round_for(request, pk)
    body = get_for(request.user, councils(), "governance.add_briefing", pk=council)
    row = CollegeSignature.objects.filter(council=body).first() or CollegeSignature(council=body)
    form = SignatureForm(request.POST or None, instance=row)
    page = FormPage(
        f"Ondertekening: {body}", reverse("round_numbers", args=[round_.pk]),
        crumbs=crumbs(round_), done="Bewaard voor volgende brieven aan deze raad.",
        lead="Dit staat klaar voor elke nieuwe brief aan deze raad. Brieven die er al zijn, houden wat erop staat.",
    )  # fmt: skip
    return form_page(request, form, page)


@require_POST
@DESK
def submit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Offer every draft for review; those that miss something stay drafts, and it is said why."""
    round_ = round_for(request, pk)
    offered, left = 0, []
    hold(round_.letters.values_list("briefing", flat=True))
    for line in stand_of(round_, request.user):
        if line.briefing.is_draft and not line.briefing.sections.all():
            left.append(f"{line.letter.council}: {NO_CHAPTERS}")
        elif line.briefing.is_draft:
            tried = attempt(line.briefing, partial(Briefing.submit, by=cast(User, request.user)))
            offered += tried.done
            left += [f"{line.letter.council}: {tried.refused}"] if tried.refused else []
    if offered:
        words = "brief ligt" if offered == 1 else "brieven liggen"
        messages.success(request, f"{offered} {words} klaar om na te kijken. Iemand anders geeft akkoord.")
    for sentence in left:
        messages.error(request, f"Nog niet aangeboden. {sentence}")
    if not offered and not left:
        messages.info(request, "Er is geen concept om aan te bieden.")
    return redirect(round_)


class Attempt(NamedTuple):
    """Whether a step was taken, and why it could not be; both are empty where another took it first."""

    done: bool
    refused: str = ""


def attempt(briefing: Briefing, step: Callable[[Briefing], bool]) -> Attempt:
    """Take a step with one letter, apart from the others."""
    try:
        with transaction.atomic():
            return Attempt(step(briefing))
    except Incomplete as incomplete:
        return Attempt(done=False, refused=" ".join(incomplete.missing.values()))
    except Refused as refusal:
        return Attempt(done=False, refused=str(refusal))


def say_why_not(request: HttpRequest, line: LetterStand, tried: Attempt, lost: str = "") -> None:
    """Of a letter with which the step was not taken; `lost` says what is gone where another took it first."""
    if tried.refused:
        messages.error(request, f"{line.letter.council}: {tried.refused}")
    elif not tried.done:
        _say_who_was_first(request, line.letter, lost)


def say_who_was_first(request: HttpRequest, round_: BriefingRound, waiting: Status, lost: str = "") -> None:
    """Of every letter that was ticked and is not `waiting` for it any more."""
    ticked = set(request.POST.getlist("letter"))
    for letter in letters_of(round_, request.user):
        if str(letter.briefing.pk) in ticked and letter.briefing.status != waiting:
            _say_who_was_first(request, letter, lost)


def _say_who_was_first(request: HttpRequest, letter: RoundLetter, lost: str) -> None:
    happened = what_happened(letter.briefing) or "Dat was al gedaan."
    messages.info(request, f"{letter.council}: {happened} {lost}".strip())


@FORM
@DESK
def review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Read all letters and approve those that are ticked. Each approval is of the text that was on the page."""
    round_ = round_for(request, pk)
    lines = [line for line in stand_of(round_, request.user) if line.briefing.status == Status.IN_REVIEW]
    mine = [line for line in lines if may(request.user, "governance.approve_briefing", line.briefing)]
    if request.method == "POST":
        return _approve(request, round_, mine)
    shown = [{"line": line, "read": as_read(line.briefing)} for line in mine]
    context = {"round": round_, "shown": shown, "own": len(lines) - len(mine)}
    return render(request, "governance/rounds/review.html", context)


def _approve(request: HttpRequest, round_: Any, mine: list[LetterStand]) -> HttpResponse:
    chosen, approved = set(request.POST.getlist("letter")), 0
    hold(line.briefing.pk for line in mine if str(line.briefing.pk) in chosen)
    say_who_was_first(request, round_, Status.IN_REVIEW)
    for line in mine:
        if str(line.briefing.pk) not in chosen:
            continue
        seen = request.POST.get(f"seen-{line.briefing.pk}", "")
        step = partial(Briefing.approve, by=cast(User, request.user), seen=seen)
        tried = attempt(line.briefing, step)
        approved += tried.done
        say_why_not(request, line, tried)
    if approved:
        messages.success(request, f"Akkoord gegeven op {approved} {'brief' if approved == 1 else 'brieven'}.")
    elif not chosen:
        messages.info(request, "Je vinkte geen brief aan. Er is nog niets besloten.")
    return redirect(round_)


def _letters(round_: Any) -> BriefingQuerySet:
    return Briefing.objects.filter(in_round__round=round_)


@require_POST
@DESK
def publish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put every letter that is ready in line. Pressed twice it is one job."""
    round_ = round_for(request, pk)
    asked = ask(_letters(round_), by=cast(User, request.user))
    if asked:
        words = "brief wordt" if asked == 1 else "brieven worden"
        messages.success(
            request, f"{asked} {words} gepubliceerd. Je kunt deze pagina sluiten; het gaat door."
        )
    else:
        messages.info(
            request, "Er is nu geen brief om in de rij te zetten: ze zijn al onderweg, of nog niet klaar."
        )
    return redirect(round_)


@require_POST
@DESK
def publish_one(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Put one letter in line, or try it again."""
    round_ = round_for(request, pk)
    if ask(_letters(round_).filter(pk=part), by=cast(User, request.user)):
        messages.success(request, "De brief wordt gepubliceerd.")
    else:
        messages.info(request, "Deze brief kan nu niet in de rij: hij is al onderweg, of nog niet klaar.")
    return redirect(round_)
