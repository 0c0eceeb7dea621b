"""From draft to published: offer, review, approve, publish, revise, withdraw; and sharing a draft by hand."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from governance.briefings.errors import Changed, Incomplete, Refused
from governance.briefings.forms import HeaderForm, ReviewForm, ShareForm, SuccessorForm, WithdrawForm
from governance.briefings.models import Briefing, Status
from governance.briefings.replacing import BriefingReplacement, replace, successors_for
from governance.briefings.reviewing import BriefingShare, Verdict, remark_on, share, what_happened
from governance.briefings.views.composing import composer_context
from governance.briefings.views.editing import composed, composer_url
from governance.briefings.views.review_page import show_review, verdicts_for
from zorgzaam.doors import Door, entrance
from zorgzaam.once import not_done, once
from zorgzaam.pdf import PdfError

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _take(request: HttpRequest, briefing: Briefing, step: Callable[[], Any], said: str) -> HttpResponse:
    """Take one step and say so, or say why it cannot be taken; either way back to the composer."""
    try:
        with transaction.atomic():
            step()
    except (Refused, PdfError) as refusal:
        messages.error(request, str(refusal))
        return not_done(redirect(composer_url(briefing)))
    messages.success(request, said)
    return redirect(composer_url(briefing))


@require_POST
@entrance(Door.WERKBANK, "governance.change_briefing")
def submit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Offer for review; what is missing is shown beside its field."""
    briefing = composed(request, pk)
    try:
        with transaction.atomic():
            briefing.submit(by=request.user)  # type: ignore[arg-type]
    except Incomplete as incomplete:
        return _ask_for(request, briefing, incomplete.missing)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Het stuk ligt klaar om na te kijken. Iemand anders geeft akkoord.")
    return redirect(composer_url(briefing))


def _ask_for(request: HttpRequest, briefing: Briefing, missing: dict[str, str]) -> HttpResponse:
    """Beside the fields of the header block; where only parts are missing, on the page with those parts."""
    if not missing.keys() & HeaderForm.base_fields.keys():
        context = {**composer_context(request, composed(request, briefing.pk)), "asked": True}
        return render(request, "governance/briefing_compose.html", context, status=422)
    briefing = Briefing.objects.get(pk=briefing.pk)
    names = HeaderForm.base_fields
    data = {**model_to_dict(briefing, names), "version": briefing.version}
    form = HeaderForm(
        {name: "" if value is None else value for name, value in data.items()},
        instance=briefing,
        missing=missing,
    )
    form.is_valid()
    context = {
        "briefing": briefing,
        "form": form,
        "title": "Nog niet klaar om na te kijken",
        "back": composer_url(briefing),
        "action": "briefing_header",
    }
    return render(request, "governance/briefing_edit.html", context, status=422)


@FORM
@entrance(Door.WERKBANK, "governance.review_briefing")
@once
def review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Read it and give a verdict; whoever wrote or offered it can only remark."""
    briefing = composed(request, pk, "governance.review_briefing")
    posted = request.method == "POST"
    form = ReviewForm(request.POST or None, verdicts=verdicts_for(request, briefing, late=posted))
    if posted and form.is_valid():
        try:
            return _give(request, briefing, form.cleaned_data)
        except Refused as refusal:
            return _ask_again(request, pk, refusal)
    return show_review(request, briefing, form, status=422 if posted else 200)


def _ask_again(request: HttpRequest, pk: uuid.UUID, refusal: Refused) -> HttpResponse:
    """The text as it is now, above the same form with what was typed; nothing was decided."""
    briefing = composed(request, pk, "governance.review_briefing")
    form = ReviewForm(request.POST.copy(), verdicts=verdicts_for(request, briefing))
    form.errors.pop("verdict", None)  # the choice may be gone; the sentence above the form says why
    before = "" if isinstance(refusal, Changed) else what_happened(briefing)
    form.add_error(None, f"{before} {refusal}".strip())
    return show_review(request, briefing, form, status=409)


def _give(request: HttpRequest, briefing: Briefing, given: dict[str, Any]) -> HttpResponse:
    """Carry out a verdict and say what came of it. Raises Refused where it cannot be given now."""
    by: Any = request.user
    remark, seen = given["remark"], given["seen"]
    steps: dict[Verdict, tuple[Callable[[], Any], str]] = {
        Verdict.APPROVED: (lambda: briefing.approve(by=by, remark=remark, seen=seen), "Je gaf akkoord."),
        Verdict.CHANGES: (
            lambda: briefing.send_back(by=by, remark=remark, seen=seen),
            "Het stuk is weer een concept.",
        ),
        Verdict.REMARK: (
            lambda: remark_on(briefing, by=by, remark=remark),
            "Je opmerking staat erbij.",
        ),
    }
    step, said = steps[Verdict(given["verdict"])]
    with transaction.atomic():
        done = step()
    if done:
        messages.success(request, said)
    else:
        kept = "Je opmerking staat erbij." if remark.strip() else ""
        messages.info(request, f"{what_happened(briefing) or 'Dat was al gedaan.'} {kept}".strip())
    return redirect(composer_url(briefing))


@require_POST
@entrance(Door.WERKBANK, "governance.publish_briefing")
def revise(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin the next version."""
    briefing = composed(request, pk, "governance.publish_briefing")
    by: Any = request.user
    said = "Je werkt aan een nieuwe versie. De gepubliceerde versie blijft staan."
    return _take(request, briefing, lambda: briefing.revise(by=by), said)


@FORM
@entrance(Door.WERKBANK, "governance.publish_briefing")
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take it back for good, with a reason; and say then or later what takes its place."""
    briefing = composed(request, pk, "governance.publish_briefing")
    gone = BriefingReplacement.objects.filter(briefing=briefing).first()
    choices, initial = successors_for(briefing, request.user), {"successor": gone and gone.successor_id}
    kind = SuccessorForm if briefing.status == Status.WITHDRAWN else WithdrawForm
    form = kind(request.POST or None, choices=choices, initial=initial)
    if kind is WithdrawForm and not briefing.publications.exists():
        form.fields["because"].help_text = "Dit lees je terug bij het stuk en in de geschiedenis."
    if request.method == "POST" and form.is_valid():
        said = "Het stuk is ingetrokken." if kind is WithdrawForm else "Vastgelegd."
        return _take(request, briefing, lambda: _withdraw(request, briefing, form.cleaned_data), said)
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "governance/briefing_withdraw.html",
        {
            "briefing": briefing,
            "form": form,
            "withdrawn": kind is SuccessorForm,
            "seen": briefing.publications.exists(),
            "heading": "Stuk intrekken" if kind is WithdrawForm else "Stuk vervangen",
        },
        status=status,
    )


def _withdraw(request: HttpRequest, briefing: Briefing, given: dict[str, Any]) -> None:
    by: Any = request.user
    if "because" in given:
        briefing.withdraw(by=by, because=given["because"])
    replace(briefing, given["successor"], by=by)


@FORM
@entrance(Door.WERKBANK, "governance.share_briefing")
def give_share(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Share the draft with one reviewer until a moment."""
    briefing = composed(request, pk, "governance.share_briefing")
    by: Any = request.user
    if not briefing.can_be_shared:
        messages.info(request, "Dit stuk is geen concept meer. Er is niets om mee te lezen.")
        return redirect(composer_url(briefing))
    form = ShareForm(request.POST or None, sharer=by)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["user"]
        share(briefing, to, by=by, until=form.cleaned_data["until"], reason=form.cleaned_data["reason"])
        messages.success(request, f"{to.person.name} kan het concept nu lezen.")
        return redirect(composer_url(briefing, "delen"))
    status = 422 if request.method == "POST" else 200
    return render(
        request, "governance/briefing_share.html", {"briefing": briefing, "form": form}, status=status
    )


@require_POST
@entrance(Door.WERKBANK, "governance.share_briefing")
def end_share(request: HttpRequest, pk: uuid.UUID, share_pk: int) -> HttpResponse:
    """End a share now."""
    briefing = composed(request, pk, "governance.share_briefing")
    shared: BriefingShare = get_object_or_404(briefing.shares.all(), pk=share_pk)
    shared.end(by=request.user)  # type: ignore[arg-type]
    messages.success(request, "Het delen is beëindigd.")
    return redirect(composer_url(briefing, "delen"))
