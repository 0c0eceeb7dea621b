"""How a change to an agenda is answered: the changed region for htmx, a redirect for everybody else."""

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from governance.meetings.forms import QuickItemForm
from governance.meetings.models import Meeting
from governance.meetings.publishing import behind, embargo_waits
from governance.meetings.working import desk

STALE = (
    "Iemand anders heeft de agenda intussen veranderd. Hieronder staat hoe die nu is; "
    "jouw verplaatsing is niet doorgevoerd. Probeer het zo nodig nog een keer."
)


def desk_context(request: HttpRequest, meeting: Meeting, **more: Any) -> dict[str, Any]:
    """What the working page and its changing region need."""
    late = behind([meeting]).get(meeting.pk)
    return {
        "meeting": meeting,
        "desk": desk(meeting, request.user),
        "quick": QuickItemForm(),
        "behind": late,
        "embargo_waits": late is not None and embargo_waits(meeting),
        "undo": request.session.pop(_undo_key(meeting), None) if not request.htmx else None,  # type: ignore[attr-defined]
        **more,
    }


def changed(
    request: HttpRequest,
    meeting: Meeting,
    said: str,
    *,
    undo: tuple[Sequence[uuid.UUID], Mapping[uuid.UUID, uuid.UUID]] | None = None,
    **more: Any,
) -> HttpResponse:
    """Answer a change that worked. `said` is announced; `undo` is the order to go back to, and what was inside what.
    The line that offers to undo says it on the page, so nothing else on the page does."""
    before = _before(*undo, said) if undo is not None else None
    if request.htmx:  # type: ignore[attr-defined]
        meeting.refresh_from_db(fields=["agenda_version"])
        context = {**desk_context(request, meeting), "undo": before, **more}
        response = render(request, "governance/desk.html", context)
        return announce(response, said, "unseen" if before else "good")
    if before:
        request.session[_undo_key(meeting)] = before
    else:
        messages.success(request, said)
    return redirect(f"{meeting.get_absolute_url()}#werkagenda")


def _before(order: Sequence[uuid.UUID], inside: Mapping[uuid.UUID, uuid.UUID], said: str) -> dict[str, str]:
    return {
        "order": ",".join(str(pk) for pk in order),
        "inside": ",".join(f"{part}:{whole}" for part, whole in inside.items()),
        "said": said,
    }


def stale(request: HttpRequest, meeting: Meeting, words: str = STALE) -> HttpResponse:
    """Somebody was first: the fresh order, said in `words`; status 409."""
    meeting = Meeting.objects.select_related("body").get(pk=meeting.pk)
    context = desk_context(request, meeting, stale=words, somebody_was_first=words == STALE)
    if request.htmx:  # type: ignore[attr-defined]
        return announce(render(request, "governance/desk.html", context, status=409), words, "warn")
    return render(request, "governance/meeting_work.html", context, status=409)


def announce(response: HttpResponse, said: str, kind: str = "") -> HttpResponse:
    """Let the page say something to everyone, screen readers included; `unseen` to those alone."""
    response["HX-Trigger"] = json.dumps({"announce": {"text": said, "kind": kind}})
    return response


def _undo_key(meeting: Meeting) -> str:
    return f"undo-{meeting.pk}"
