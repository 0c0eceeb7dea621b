"""Comments beside the paragraphs of the review page: place one, answer it, settle it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from governance.briefings.comment_forms import CommentForm, ReplyForm, SettleForm
from governance.briefings.commenting import CLOSED, comment_on, place, reply_to, settle
from governance.briefings.comments import BriefingComment, Outcome
from governance.briefings.errors import Changed, Refused
from governance.briefings.models import Briefing
from governance.briefings.paragraphs import beside, blocks_of, marked, paragraphs_of
from governance.briefings.printing import to_html
from governance.briefings.views.editing import composed, composer_url, draft_file_url
from zorgzaam import access
from zorgzaam.doors import Door, entrance
from zorgzaam.once import not_done, once
from zorgzaam.snapshots import canonical

REVIEW = "governance.review_briefing"


def letter_with_comments(
    request: HttpRequest,
    briefing: Briefing,
    document: dict[str, Any],
    sent: CommentForm | None = None,
    refused: BriefingComment | None = None,
) -> dict[str, Any]:
    """The letter of a draft with, beside each paragraph, what was said of it and a form to say something.

    `sent` is a form that was refused: it stands open at its paragraph, or above the letter where that is gone.
    `refused` is a comment with the form below it that was.
    """
    blocks = blocks_of(briefing)
    paragraphs = paragraphs_of(document, blocks)
    comments = list(
        BriefingComment.objects.visible_to(request.user)
        .filter(briefing=briefing)
        .select_related("person", "settled_by")
        .prefetch_related("replies__person")
    )
    for each in comments:
        each.refused = getattr(refused, "refused", None) if refused and each.pk == refused.pk else None  # type: ignore[attr-defined]
    placed = place(comments, paragraphs)
    shared = {
        "briefing": briefing,
        "may_comment": briefing.status not in CLOSED,
        "may_settle": access.may(request.user, "governance.change_briefing", briefing),
    }
    at = sent.data.get("at") if sent else None
    gone = sent is not None and at not in {each.anchor for each in paragraphs}

    def put(number: int) -> str:
        about = paragraphs[number]
        form = sent if sent and about.anchor == at else CommentForm(auto_id=f"opm-{number}-%s")
        form.initial |= {"at": about.anchor, "seen": about.sha256}
        if form.is_bound:
            form.data = {**dict(form.data.items()), "seen": about.sha256}
        context = {
            **shared,
            "about": about,
            "number": number,
            "form": form,
            "comments": placed.at[about.anchor],
        }
        return render_to_string("governance/briefing_beside.html", context, request)

    page = to_html(
        canonical(marked(document, blocks)),
        draft=True,
        file_url=lambda part: draft_file_url(briefing, part),
    )
    return {
        **shared,
        "letter": beside(page, put),
        "lost": placed.lost,
        "unplaced": sent if gone else None,
        "open_comments": sum(comment.is_open for comment in comments),
    }


@require_POST
@entrance(Door.WERKBANK, REVIEW)
@once
def comment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say something of one paragraph."""
    from governance.briefings.views.deciding import show_review

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
    from governance.briefings.views.deciding import show_review

    found.refused = form  # type: ignore[attr-defined]
    return show_review(request, composed(request, found.briefing_id, REVIEW), refused=found, status=422)


def _at(found: BriefingComment, request: HttpRequest | None = None) -> str:
    """Its place on the page where it was read: the composer where the form says so, else the review page."""
    if request is not None and request.POST.get("bij") == "opstellen":
        return composer_url(found.briefing, "opmerkingen")
    return reverse("briefing_review", args=[found.briefing_id]) + f"#opmerking-{found.pk}"
