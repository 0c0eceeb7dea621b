"""A version that was handed in: reading it beside the one before, remarks, and akkoord."""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.writing.forms import RemarkForm, ReplyForm
from governance.writing.handing_in import differences, parts_of, tasks_beside
from governance.writing.models import Aspect, HandIn, TextRemark
from governance.writing.outcomes import became_of
from governance.writing.reviewing import open_remarks, remark_on, reply, send_back, settle, sign
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
    last = HandIn.objects.filter(assignment=found.assignment).order_by("-number")[0]
    newest = last.number == found.number
    remarks, became = _remarks(found, newest), became_of(request.user, found.assignment)
    context = {
        "version": found,
        "assignment": found.assignment,
        "content": found.content,
        "parts": [(part, remarks.pop(part.key, [])) for part in parts],
        "tasks": [
            (task, _day(task["due_on"]), state, remarks.pop(task["id"], []), became.get(task["id"]))
            for task, state in tasks_beside(found, earlier)
        ],
        # After those of the whole, what was said of a part that is not in this version any more.
        "general": [*remarks.pop(None, []), *(remark for rest in remarks.values() for remark in rest)],
        "earlier": earlier,
        "newest": newest,
        "last": last,
        "aspects": _aspects(found),
        "reviews": newest and may(request.user, REVIEW, found.assignment),
        "takes_over": newest
        and found.assignment.step == Step.AGREED
        and may(request.user, "governance.take_over_writing", found.assignment),
    }
    return render(request, "governance/writing_version.html", context)


def _day(iso: str) -> datetime.date | None:
    """A day as a version keeps it."""
    return datetime.date.fromisoformat(iso) if iso else None


def _remarks(found: HandIn, newest: bool) -> dict[str | None, list[TextRemark]]:
    """Per part what was said of this version; on the newest also what is still open of those before it."""
    said = Q(hand_in=found) | Q(pk__in=open_remarks(found.assignment)) if newest else Q(hand_in=found)
    rows = TextRemark.objects.filter(said).select_related("person", "settled_by", "hand_in")
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


def _where(request: HttpRequest, found: TextRemark) -> str:
    """The page this remark was read on: the version named in `?bij=`, "tekst" for the draft of the team, or the version
    it was made on."""
    at, assignment = request.GET.get("bij", ""), found.hand_in.assignment
    if at == "tekst" and may(request.user, "governance.write", assignment):
        return reverse("writing_text", args=[assignment.pk])
    return _version_named(at, found).get_absolute_url()


def _version_named(at: str, found: TextRemark) -> HandIn:
    """A version of the same text by its number; the one the remark was made on when there is none."""
    if not (at.isascii() and at.isdigit() and len(at) < 6):
        return found.hand_in
    versions = HandIn.objects.filter(assignment=found.hand_in.assignment_id, number=int(at))
    return versions.first() or found.hand_in


@require_http_methods(FORM)
@entrance(Door.WERKBANK, DISCUSS)
@once
def answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Answer a remark (`?bij=`: where it was read), and go back to where it was read."""
    found = _remark(request, pk, DISCUSS)
    where = _where(request, found)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reply(found, by=me(request), text=form.cleaned_data["text"])
        messages.success(request, "Je antwoord staat erbij.")
        return redirect(f"{where}#opmerking-{found.pk}")
    return form_page(
        request, found.hand_in.assignment, form, title="Antwoord op een opmerking", submit="Plaats het antwoord",
        lead=f"{found.person}: “{found.text}”", back=where,
    )  # fmt: skip


@require_POST
@entrance(Door.WERKBANK, REVIEW)
def settled(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The remark is dealt with (`?bij=`: where it was read, and where one stays)."""
    found = _remark(request, pk, REVIEW)
    said, where = "De opmerking is afgehandeld.", _where(request, found)
    return take(request, lambda: settle(found, by=me(request)), said, where)


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
