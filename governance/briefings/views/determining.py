"""The portfolio holder determines a briefing, or another records that it was determined elsewhere."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from governance.briefings.determining.forms import BACK, DetermineForm, RecordForm
from governance.briefings.determining.models import put_before
from governance.briefings.document import build, decided_digest
from governance.briefings.errors import Refused
from governance.briefings.models import Briefing
from governance.briefings.on_paper import lost_on_paper
from governance.briefings.printing import to_html
from governance.briefings.reach import reach
from governance.briefings.reviewing import what_happened
from governance.briefings.views.editing import composed, composer_url, draft_file_url
from zorgzaam.doors import Door, entrance
from zorgzaam.once import not_done, once
from zorgzaam.snapshots import canonical

FORM = require_http_methods(["GET", "HEAD", "POST"])
DETERMINE, RECORD = "governance.determine_briefing", "governance.record_determination"


@require_POST
@entrance(Door.WERKBANK, "governance.share_briefing")
def put(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put the letter before the portfolio holder, who gets a mail about it."""
    briefing = composed(request, pk, "governance.share_briefing")
    by: Any = request.user
    try:
        put_before(briefing, by=by)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Het stuk ligt voor aan {briefing.holder}, die krijgt er bericht van.")
    return redirect(composer_url(briefing))


@FORM
@entrance(Door.WERKBANK, DETERMINE)
@once
def determine(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The portfolio holder reads the letter and says: determined, or back with what should change."""
    briefing = composed(request, pk, DETERMINE)
    by: Any = request.user

    def carry_out(given: dict[str, Any]) -> bool:
        if given["answer"] == BACK:
            return briefing.send_back(by=by, remark=given["remark"], seen=given["seen"])
        return briefing.determine(by=by, seen=given["seen"])

    form = DetermineForm(request.POST or None)
    return _answer(request, briefing, form, carry_out, DETERMINE)


@FORM
@entrance(Door.WERKBANK, RECORD)
@once
def record(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record that it was determined elsewhere, on which day, and where that can be read."""
    briefing = composed(request, pk, RECORD)
    by: Any = request.user

    def carry_out(given: dict[str, Any]) -> bool:
        return briefing.determine(by=by, seen=given["seen"], on=given["on"], source=given["source"])

    form = RecordForm(request.POST or None)
    return _answer(request, briefing, form, carry_out, RECORD)


def _answer(
    request: HttpRequest,
    briefing: Briefing,
    form: Any,
    carry_out: Callable[[dict[str, Any]], bool],
    rule: str,
) -> HttpResponse:
    """Show the letter above the form, or carry out what was chosen; nothing typed is lost where that cannot be."""
    if request.method != "POST":
        return _page(request, briefing, form, rule, status=200)
    if not form.is_valid():
        return _page(request, briefing, form, rule, status=422)
    try:
        with transaction.atomic():
            done = carry_out(form.cleaned_data)
    except Refused as refusal:
        now = composed(request, briefing.pk, rule)
        form.add_error(None, f"{what_happened(now)} {refusal}".strip())
        return not_done(_page(request, now, form, rule, status=409))
    if done:
        messages.success(request, _said(briefing))
    else:
        messages.info(request, what_happened(briefing) or "Dat was al gedaan.")
    return redirect(composer_url(briefing))


def _said(briefing: Briefing) -> str:
    return "Het stuk is weer een concept." if briefing.is_draft else "Het stuk is vastgesteld."


def _page(request: HttpRequest, briefing: Briefing, form: Any, rule: str, *, status: int) -> HttpResponse:
    """The letter as it is now, and the form, which carries the digest of exactly that."""
    document = build(briefing)
    text = canonical(document)
    form.initial["seen"] = decided_digest(briefing, text)
    if form.is_bound:
        form.data = {**dict(form.data.items()), "seen": form.initial["seen"]}
    context = {
        "briefing": briefing,
        "form": form,
        "own": rule == DETERMINE,
        "reach": reach(briefing),
        "not_on_paper": lost_on_paper(briefing, document),
        "comments": briefing.comments.visible_to(request.user).open().select_related("person"),
        "letter": to_html(text, draft=True, file_url=lambda part: draft_file_url(briefing, part)),
        "back": composer_url(briefing),
    }
    return render(request, "governance/briefing_determine.html", context, status=status)
