"""Sending many papers at once, and putting each with its item."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from governance.meetings import sending
from governance.meetings.forms import ALLOWED
from governance.meetings.lateness import last_days
from governance.meetings.models import Meeting
from governance.meetings.sending_forms import PlacedPapers
from governance.meetings.views.kept import CHANGE, holds_office, kept_meeting
from zorgzaam.doors import Door, entrance
from zorgzaam.files.store import ALLOWED as SUFFIXES
from zorgzaam.once import not_done, once


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def send(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose many files. The page's script sends them one by one and asks for JSON; without it the form sends all."""
    meeting = kept_meeting(request, pk)
    if request.method != "POST":
        return _ask(request, meeting)
    files = request.FILES.getlist("files")
    sent = sending.send(meeting, files, by=request.user.person)  # type: ignore[union-attr]
    if request.headers.get("Accept") == "application/json":
        return _as_json(sent)
    if not files:
        return _ask(request, meeting, nothing=True, status=422)
    if sent.refused:
        return _ask(request, meeting, sent=sent, status=422)
    _say(request, sent)
    return redirect("papers_place", meeting.pk)


def _ask(
    request: HttpRequest,
    meeting: Meeting,
    *,
    sent: sending.Sent | None = None,
    nothing: bool = False,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"meeting": meeting, "sent": sent, "nothing": nothing, "allowed": ALLOWED}
    context["waiting"] = sending.waiting(meeting, request.user)
    context["accept"] = ",".join(sorted(SUFFIXES))
    return not_done(render(request, "governance/papers_send.html", context, status=status))


def _as_json(sent: sending.Sent) -> HttpResponse:
    """The answer to one file: whether it is kept, and what to say of it."""
    if sent.refused:
        return JsonResponse({"kept": False, "said": sent.refused[0].why}, status=422)
    if not (sent.kept or sent.again):
        return JsonResponse({"kept": False, "said": "Er is geen bestand aangekomen."}, status=422)
    return JsonResponse({"kept": True, "said": "Lag al klaar." if sent.again else "Bewaard."})


def _say(request: HttpRequest, sent: sending.Sent) -> None:
    kept = len(sent.kept)
    if kept:
        messages.success(request, "1 bestand is bewaard." if kept == 1 else f"{kept} bestanden zijn bewaard.")
    if sent.again:
        names = ", ".join(f"“{row.filename}”" for row in sent.again[:5])
        messages.info(request, f"Lag al klaar, en telt één keer: {names}.")


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def place(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Every file that waits with its item, title and publicity, saved in one go."""
    meeting = kept_meeting(request, pk)
    items = sending.items_for(meeting, request.user)
    own = {"items": items, "office": holds_office(request.user, meeting)}
    if request.method != "POST":
        initial = [sending.suggested(upload, items) for upload in sending.waiting(meeting, request.user)]
        return _show(request, meeting, PlacedPapers(initial=initial, form_kwargs=own), items)
    rows = PlacedPapers(request.POST, form_kwargs=own)
    if not rows.is_valid():
        if rows.non_form_errors():
            raise SuspiciousOperation("more rows than the page had")
        return _show(request, meeting, rows, items, status=422)
    decided = [one for form in rows if (one := form.decided) is not None]
    papers = sending.place(meeting, decided, reader=request.user, by=request.user)  # type: ignore[arg-type]
    count = len(papers)
    if count:
        messages.success(
            request,
            "1 stuk hangt nu bij zijn punt." if count == 1 else f"{count} stukken hangen nu bij hun punt.",
        )
    if sending.waiting(meeting, request.user):
        messages.info(request, "Deze bestanden liggen nog klaar.")
        return redirect("papers_place", meeting.pk)
    return redirect(f"{meeting.get_absolute_url()}#werkagenda")


def _show(request: HttpRequest, meeting: Meeting, rows: Any, items: Any, status: int = 200) -> HttpResponse:
    files = {str(upload.pk): upload for upload in sending.waiting(meeting, request.user)}
    lines = [(form, files.get(str(form["upload"].value()))) for form in rows]
    # What another page placed meanwhile is asked no more.
    shown = [(form, upload) for form, upload in lines if upload is not None]
    context = {"meeting": meeting, "rows": rows, "lines": shown, "items": items}
    context["papers_by"] = last_days([meeting]).get(meeting.pk)
    return render(request, "governance/papers_place.html", context, status=status)
