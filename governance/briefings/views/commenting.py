"""Comments beside the paragraphs of the review page: place one, answer it, settle it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from governance.briefings.comments.forms import CommentForm, ReplyForm, SettleForm
from governance.briefings.comments.models import BriefingComment, Outcome
from governance.briefings.comments.writing import comment_on, reply_to, settle
from governance.briefings.errors import Changed, Refused
from governance.briefings.views.editing import composed, composer_url
from governance.briefings.views.review_page import show_review
from zorgzaam import access
from zorgzaam.doors import Door, entrance
from zorgzaam.once import not_done, once

REVIEW = "governance.review_briefing"


@require_POST
@entrance(Door.WERKBANK, REVIEW)
@once
def comment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say something of one paragraph."""
    briefing = composed(request, pk, REVIEW)
    form = CommentForm(request.POST, auto_id="opm-hier-%s")
    if not form.is_valid():
        return show_review(request, briefing, sent=form, status=422)
    given = form.cleaned_data
    by: Any = request.user
    try:
        made = comment_on(briefing, by=by, at=given["at"], seen=given["seen"], text=given["text"])
    except Changed as changed:
        form.add_error(None, str(changed))
        return show_review(request, composed(request, pk, REVIEW), sent=form, status=409)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return not_done(redirect(composer_url(briefing)))
    messages.success(request, "Je opmerking staat erbij. De opsteller krijgt bericht.")
    return redirect(_at(made))


@require_POST
@entrance(Door.WERKBANK, REVIEW)
@once
def reply(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Answer a comment."""
    found = _comment(request, pk, part, REVIEW)
    by: Any = request.user
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _wrong(request, found, form)
    return _do(
        request,
        found,
        lambda: reply_to(found, by=by, text=form.cleaned_data["text"]),
        "Je antwoord staat erbij.",
    )


@require_POST
@entrance(Door.WERKBANK, "governance.change_briefing")
def settle_comment(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Say that it was worked in, or why not."""
    found = _comment(request, pk, part, "governance.change_briefing")
    by: Any = request.user
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _wrong(request, found, form)
    given = form.cleaned_data
    outcome = Outcome(given["outcome"])
    return _do(
        request,
        found,
        lambda: settle(found, by=by, outcome=outcome, because=given["because"]),
        f"De opmerking is afgehandeld: {outcome.label.lower()}.",
    )


def _comment(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID, rule: str) -> BriefingComment:
    """The comment of this briefing; 404 for who does not work on it, 403 where the rule says no."""
    briefing = composed(request, pk, REVIEW)
    found: BriefingComment = access.get_visible(
        request.user, BriefingComment.objects.filter(briefing=briefing), pk=part
    )
    if not access.may(request.user, rule, briefing):
        raise PermissionDenied
    return found


def _do(request: HttpRequest, found: BriefingComment, step: Callable[[], Any], said: str) -> HttpResponse:
    """Take the step, and back to the comment where it was read."""
    try:
        with transaction.atomic():
            done = step()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return not_done(redirect(_at(found, request)))
    if done:
        messages.success(request, said)
    else:
        messages.info(request, "Deze opmerking was al afgehandeld.")
    return redirect(_at(found, request))


def _wrong(request: HttpRequest, found: BriefingComment, form: Any) -> HttpResponse:
    """The page again, with the form that was refused open below its comment."""
    found.refused = form  # type: ignore[attr-defined]
    return show_review(request, composed(request, found.briefing_id, REVIEW), refused=found, status=422)


def _at(found: BriefingComment, request: HttpRequest | None = None) -> str:
    """Its place on the page where it was read: the composer where the form says so, else the review page."""
    if request is not None and request.POST.get("bij") == "opstellen":
        return composer_url(found.briefing, "opmerkingen")
    return reverse("briefing_review", args=[found.briefing_id]) + f"#opmerking-{found.pk}"
