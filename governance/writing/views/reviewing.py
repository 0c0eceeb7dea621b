"""A version that was handed in: reading it beside the one before, remarks, and akkoord."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.writing.forms import RemarkForm, ReplyForm
from governance.writing.handing_in import differences, parts_of, tasks_beside
from governance.writing.models import Aspect, HandIn, TextRemark
from governance.writing.outcomes import became_of
from governance.writing.reviewing import remark_on, reply, send_back, settle, sign
from governance.writing.steps import Refused, Step
from governance.writing.views.answering import FORM, form_page, me, row_for, take
from zorgzaam.access import get_visible, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once

REVIEW, DISCUSS = "governance.review_writing", "governance.discuss_writing"


@require_safe
@entrance(Door.WERKBANK, DISCUSS)
def version(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One version: what changed by paragraph, the tasks, the remarks below each, and the three aspects."""
    found: HandIn = row_for(request, HandIn.objects, pk, DISCUSS)
    earlier = HandIn.objects.filter(assignment=found.assignment, number__lt=found.number).first()
    parts = differences(found, earlier)
    remarks, became = _remarks(found), became_of(request.user, found.assignment)
    newest = not HandIn.objects.filter(assignment=found.assignment, number__gt=found.number).exists()
    context = {
        "version": found,
        "assignment": found.assignment,
        "content": found.content,
        "parts": [(part, remarks.pop(part.key, [])) for part in parts],
        "tasks": [
            (task, state, remarks.pop(task["id"], []), became.get(task["id"]))
            for task, state in tasks_beside(found, earlier)
        ],
        "general": remarks.pop(None, []),
        "earlier": earlier,
        "newest": newest,
        "aspects": _aspects(found),
        "reviews": newest and may(request.user, REVIEW, found.assignment),
        "takes_over": newest
        and found.assignment.step == Step.AGREED
        and may(request.user, "governance.take_over_writing", found.assignment),
    }
    return render(request, "governance/writing_version.html", context)


def _remarks(found: HandIn) -> dict[str | None, list[TextRemark]]:
    rows = TextRemark.objects.filter(hand_in=found).select_related("person", "settled_by")
    by_part: dict[str | None, list[TextRemark]] = {}
    for remark in rows.prefetch_related("replies__person"):
        by_part.setdefault(str(remark.paragraph) if remark.paragraph else None, []).append(remark)
    return by_part


def _aspects(found: HandIn) -> list[dict[str, Any]]:
    signed = {row.aspect: row for row in found.sign_offs.select_related("person")}
    return [{"aspect": aspect, "signed": signed.get(aspect)} for aspect in Aspect]


@require_http_methods(FORM)
@entrance(Door.WERKBANK, REVIEW)
@once
def remark(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say something of one paragraph or task (`?alinea=`), or of the whole."""
    found: HandIn = row_for(request, HandIn.objects, pk, REVIEW)
    part = _part(request, found)
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key = uuid.UUID(part) if part else None
            remark_on(found, by=me(request), text=form.cleaned_data["text"], paragraph=key)
            messages.success(request, "Je opmerking staat erbij.")
            return redirect(found)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    lead = f"Over “{parts_of(found)[part]}”." if part else "Over de hele tekst."
    return form_page(
        request, found.assignment, form, title="Opmerking plaatsen", submit="Plaats de opmerking", lead=lead,
        back=found.get_absolute_url(),
    )  # fmt: skip


def _part(request: HttpRequest, found: HandIn) -> str:
    wanted = request.GET.get("alinea", "")
    if wanted and wanted not in parts_of(found):
        raise Http404
    return wanted


def _remark(request: HttpRequest, pk: uuid.UUID, rule: str) -> TextRemark:
    rows = TextRemark.objects.select_related(
        "hand_in__assignment__theme", "hand_in__assignment__team", "person"
    )
    found: TextRemark = get_visible(request.user, rows, pk=pk)
    if not may(request.user, rule, found.hand_in.assignment):
        raise PermissionDenied
    return found


@require_http_methods(FORM)
@entrance(Door.WERKBANK, DISCUSS)
@once
def answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Answer a remark."""
    found = _remark(request, pk, DISCUSS)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reply(found, by=me(request), text=form.cleaned_data["text"])
        messages.success(request, "Je antwoord staat erbij.")
        return redirect(found.hand_in)
    return form_page(
        request, found.hand_in.assignment, form, title="Antwoord op een opmerking", submit="Plaats het antwoord",
        lead=f"{found.person}: “{found.text}”", back=found.hand_in.get_absolute_url(),
    )  # fmt: skip


@require_POST
@entrance(Door.WERKBANK, REVIEW)
def settled(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The remark is dealt with."""
    found = _remark(request, pk, REVIEW)
    return take(request, lambda: settle(found, by=me(request)), "De opmerking is afgehandeld.", found.hand_in)


@require_POST
@entrance(Door.WERKBANK, REVIEW)
def returned(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Back to the team, with the remarks."""
    found = row_for(request, HandIn.objects, pk, REVIEW)
    said = "De tekst ligt weer bij het schrijfteam, met jullie opmerkingen."
    return take(request, lambda: send_back(found, by=me(request)), said, found)


@require_POST
@entrance(Door.WERKBANK, REVIEW)
def signed(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Akkoord on one aspect."""
    found = row_for(request, HandIn.objects, pk, REVIEW)
    wanted = request.POST.get("aspect", "")
    if wanted not in Aspect.values:
        raise Http404
    aspect = Aspect(wanted)
    said = f"Je gaf akkoord op {aspect.label.lower()}."
    return take(request, lambda: sign(found, aspect, by=me(request)), said, found)
