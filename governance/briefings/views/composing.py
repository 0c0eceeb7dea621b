"""The composer: one draft with its parts, previews and history."""

import uuid
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance.briefings import completeness
from governance.briefings.document import build
from governance.briefings.following import line_of
from governance.briefings.forms import HeaderForm, part_form
from governance.briefings.history import history_of
from governance.briefings.models import Briefing, Status
from governance.briefings.on_paper import lost_on_paper
from governance.briefings.printing import draft_paper, to_word
from governance.briefings.reach import secret_about
from governance.briefings.replacing import replaced_by
from governance.briefings.reviewing import BriefingShare
from governance.briefings.views.commented import said_of
from governance.briefings.views.editing import Words, composed, edit
from governance.briefings.views.looking import show_letter
from governance.briefings.views.showing import parts_of
from governance.printouts.pages import Offer, serve, tell
from zorgzaam import access
from zorgzaam.doors import Door, entrance
from zorgzaam.files.stream import stream
from zorgzaam.snapshots import canonical
from zorgzaam.standing import standing_of
from zorgzaam.word import word_response


@require_safe
@entrance(Door.WERKBANK, "governance.review_briefing")
def compose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One briefing with all its parts, what is missing and what can be done now."""
    briefing = composed(request, pk, "governance.review_briefing")
    return render(request, "governance/briefing_compose.html", composer_context(request, briefing))


def composer_context(request: HttpRequest, briefing: Briefing) -> dict[str, object]:
    """What the composer and its fragments show."""
    document = build(briefing)
    said = said_of(request, briefing, document)
    return {
        "briefing": briefing,
        "document": document,
        "parts": parts_of(briefing, request.user, said.beside),
        "line": line_of(briefing),
        "comments": said.comments,
        "missing": _missing(briefing),
        "warnings": [*completeness.warnings(briefing), *lost_on_paper(briefing, document)],
        "reviews": briefing.reviews.select_related("person"),
        "determinations": list(briefing.determinations.select_related("person")),
        "secrecies": list(secret_about(briefing)),
        "before_holder": _before_holder(briefing),
        "shares": briefing.shares.select_related("user__person", "given_by__person").order_by("until"),
        "publications": briefing.publications.light().order_by("-version"),
        "steps": _steps(briefing),
        "writers": _writers(briefing),
        "replaced_by": replaced_by(briefing, request.user),
        "own": briefing.is_work_of(standing_of(request.user).person_id),
        "going_out": _is_going_out(briefing),
    }


def _is_going_out(briefing: Briefing) -> bool:
    """It lies in line to be published: nothing else is offered meanwhile."""
    row = getattr(briefing, "dispatch", None)
    return briefing.is_ready and row is not None and bool(row.is_busy)


def _before_holder(briefing: Briefing) -> BriefingShare | None:
    """The share by which the letter lies before the portfolio holder now."""
    shares = briefing.shares.filter(user__person=briefing.holder_id, until__gt=timezone.now())
    return shares.first() if briefing.holder_id else None


def _missing(briefing: Briefing) -> list[dict[str, str]]:
    """What must be there before review, each with its place on the page where it has one."""
    anchors = {part.name: part.anchor for part in briefing.structure.parts}
    anchors |= dict.fromkeys(completeness.WHAT_TO_DO, "gegevens")
    found = completeness.missing(briefing)
    return [{"what": what, "anchor": anchors.get(name, "opbouw")} for name, what in found.items()]


def _writers(briefing: Briefing) -> list[str]:
    """The author first, then everybody who wrote along, by when they began."""
    names = [briefing.author.name, *(writer.person.name for writer in briefing.writers.all())]
    return list(dict.fromkeys(names))


def _steps(briefing: Briefing) -> list[dict[str, str]]:
    order = [Status.DRAFT, Status.IN_REVIEW, Status.APPROVED, Status.DETERMINED, Status.PUBLISHED]
    if not briefing.structure.determined:
        order.remove(Status.DETERMINED)
    here = order.index(Status(briefing.status)) if briefing.status in order else len(order)
    done = [here > index or briefing.status == Status.PUBLISHED for index in range(len(order))]
    return [
        {"label": str(status.label), "state": "done" if done[index] else "now" if index == here else "later"}
        for index, status in enumerate(order)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, "governance.change_briefing")
def header(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The header block."""
    briefing = composed(request, pk)
    row = partial(Briefing.objects.get, pk=pk)
    words = Words(title="Gegevens op het stuk", done="De gegevens zijn bewaard.", here="subject")
    return edit(request, briefing, partial(HeaderForm, user=request.user), row, words)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, "governance.change_briefing")
def text(request: HttpRequest, pk: uuid.UUID, name: str) -> HttpResponse:
    """One of the texts of the briefing itself; 404 where its kind has none of that name."""
    briefing = composed(request, pk)
    part = briefing.structure.part(name)
    if part is None:
        raise Http404
    row = partial(Briefing.objects.get, pk=pk)
    words = Words(title=part.called, done=f"“{part.called}” is bewaard.", anchor=part.anchor, here=name)
    return edit(request, briefing, part_form(part), row, words)


@require_safe
@entrance(Door.WERKBANK, "governance.review_briefing")
def preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The page as a reader would get it now, marked as a draft; for htmx the letter alone."""
    briefing = composed(request, pk, "governance.review_briefing")
    return show_letter(request, briefing)


@require_safe
@entrance(Door.WERKBANK, "governance.review_briefing")
def draft_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The draft as PDF, CONCEPT on every page; where it is not there, the way to the page that offers to make it."""
    return serve(request, _draft_offer(composed(request, pk, "governance.review_briefing")))


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, "governance.review_briefing")
def draft_print(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for the PDF of the draft as it is now, and see how far it is."""
    briefing = composed(request, pk, "governance.review_briefing")
    return tell(
        request, _draft_offer(briefing), "governance/briefing_draft_print.html", {"briefing": briefing}
    )


def _draft_offer(briefing: Briefing) -> Offer:
    return Offer(
        draft_paper(canonical(build(briefing))),
        reverse("briefing_draft_print", args=[briefing.pk]),
        reverse("briefing_draft_pdf", args=[briefing.pk]),
        f"concept-{briefing.kind}.pdf",
        lasting=True,
    )


@require_safe
@entrance(Door.WERKBANK, "governance.review_briefing")
def draft_word(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The draft for Word, made now."""
    briefing = composed(request, pk, "governance.review_briefing")
    response = word_response(to_word(canonical(build(briefing)), draft=True), f"concept-{briefing.kind}")
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@entrance(Door.WERKBANK, "governance.review_briefing")
def draft_file(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponseBase:
    """The file of an attachment, for whoever works on the draft: nobody approves what they could not open."""
    briefing = composed(request, pk, "governance.review_briefing")
    rows = briefing.attachments.visible_to(request.user).select_related("file").exclude(file=None)
    row = access.get_visible(request.user, rows, pk=part)
    return stream(row.file, row.file_name)


@require_safe
@entrance(Door.WERKBANK, "governance.review_briefing")
def history(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who did what and when, newest first."""
    briefing = composed(request, pk, "governance.review_briefing")
    context = {"briefing": briefing, "entries": history_of(briefing)}
    return render(request, "governance/briefing_history.html", context)
