"""Steps for all letters of a round: number and sign, offer, approve by another, publish."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.briefings.document import build, decided_digest
from governance.briefings.errors import Incomplete, Refused
from governance.briefings.models import Briefing, Status
from governance.briefings.printing import to_html
from governance.briefings.views.editing import draft_file_url
from governance.rounds.dispatch import ask
from governance.rounds.forms import SignatureForm
from governance.rounds.locking import hold
from governance.rounds.making import councils
from governance.rounds.numbering import LetterForms, number_all
from governance.rounds.signing import CollegeSignature
from governance.rounds.stand import NO_CHAPTERS, LetterStand, stand_of
from governance.rounds.views.writing import DESK, crumbs, round_for
from zorgzaam.access import get_for, may
from zorgzaam.accounts.models import User
from zorgzaam.snapshots import canonical
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
            said = attempt(line.briefing, lambda briefing: briefing.submit(by=request.user))
            offered += not said
            left += [f"{line.letter.council}: {said}"] if said else []
    if offered:
        words = "brief ligt" if offered == 1 else "brieven liggen"
        messages.success(request, f"{offered} {words} klaar om na te kijken. Iemand anders geeft akkoord.")
    for sentence in left:
        messages.error(request, f"Nog niet aangeboden. {sentence}")
    if not offered and not left:
        messages.info(request, "Er is geen concept om aan te bieden.")
    return redirect(round_)


def attempt(briefing: Briefing, step: Any) -> str:
    """Take a step with one letter, apart from the others; why it cannot be taken, or ""."""
    try:
        with transaction.atomic():
            step(briefing)
    except Incomplete as incomplete:
        return " ".join(incomplete.missing.values())
    except Refused as refusal:
        return str(refusal)
    return ""


@FORM
@DESK
def review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Read all letters and approve those that are ticked. Each approval is of the text that was on the page."""
    round_ = round_for(request, pk)
    lines = [line for line in stand_of(round_, request.user) if line.briefing.status == Status.IN_REVIEW]
    mine = [line for line in lines if may(request.user, "governance.approve_briefing", line.briefing)]
    if request.method == "POST":
        return _approve(request, round_, mine)
    shown = [_as_read(line) for line in mine]
    context = {"round": round_, "shown": shown, "own": len(lines) - len(mine)}
    return render(request, "governance/rounds/review.html", context)


def _as_read(line: LetterStand) -> dict[str, Any]:
    """A letter as its reader would get it, with the mark of exactly that."""
    text = canonical(build(line.briefing))
    letter = to_html(
        text,
        draft=True,
        file_url=lambda part: draft_file_url(line.briefing, part),
        prefix=f"{line.briefing.pk}-",
    )
    return {"line": line, "seen": decided_digest(line.briefing, text), "letter": letter}


def _approve(request: HttpRequest, round_: Any, mine: list[LetterStand]) -> HttpResponse:
    chosen, approved = set(request.POST.getlist("letter")), 0
    hold(line.briefing.pk for line in mine if str(line.briefing.pk) in chosen)
    for line in mine:
        if str(line.briefing.pk) not in chosen:
            continue
        seen = request.POST.get(f"seen-{line.briefing.pk}", "")
        said = attempt(
            line.briefing, lambda briefing, seen=seen: briefing.approve(by=request.user, seen=seen)
        )
        approved += not said
        if said:
            messages.error(request, f"{line.letter.council}: {said}")
    if approved:
        messages.success(request, f"Akkoord gegeven op {approved} {'brief' if approved == 1 else 'brieven'}.")
    elif not chosen:
        messages.info(request, "Je vinkte geen brief aan. Er is nog niets besloten.")
    return redirect(round_)


@require_POST
@DESK
def publish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put every letter that is ready in line. Pressed twice it is one job."""
    round_ = round_for(request, pk)
    asked = ask(round_, by=cast(User, request.user))
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
    if ask(round_, by=cast(User, request.user), letter=part):
        messages.success(request, "De brief wordt gepubliceerd.")
    else:
        messages.info(request, "Deze brief kan nu niet in de rij: hij is al onderweg, of nog niet klaar.")
    return redirect(round_)
