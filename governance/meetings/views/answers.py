"""How a change to an agenda is answered: the changed region for htmx, a redirect for everybody else."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from governance.meetings import fingerprint
from governance.meetings.forms import QuickItemForm
from governance.meetings.models import Meeting
from governance.meetings.places import Inside
from governance.meetings.publishing import behind, embargo_waits
from governance.meetings.views.kept import as_lengths
from governance.meetings.working import desk

# The region that every answer to an action swaps; the lines alone (`desk.html`) follow what others do.
WHOLE = "governance/desk_whole.html"
# Of a meeting that is at hand for longer: what the page says and what its forms carry.
SHOWN = ("version", "agenda_version", "status", "starts_at", "ends_at", "location")
CHANGED, REFUSED = "De agenda is intussen veranderd", "Dit kan zo niet"
STALE = (
    "Iemand anders heeft de agenda intussen veranderd. Hieronder staat hoe die nu is; "
    "jouw verplaatsing is niet doorgevoerd. Probeer het zo nodig nog een keer."
)


@dataclass(frozen=True)
class Offer:
    """What can be done instead of what was refused: the words on its button, where that posts to, and what."""

    label: str
    action: str
    fields: dict[str, str]


@dataclass(frozen=True)
class Back:
    """A way back from a change: where its button posts to, and what."""

    action: str
    fields: dict[str, str]

    @classmethod
    def to_order(
        cls,
        meeting: Meeting,
        ids: Sequence[uuid.UUID],
        inside: Inside,
        lengths: Mapping[uuid.UUID, int] | None = None,
        was: str = "",
    ) -> "Back":
        """Back to this order of the whole agenda, with these parts; `lengths` are the minutes of what left it, `was`
        those of what stands on it and got others, as `kept.as_were` says."""
        fields = {
            "order": ",".join(str(pk) for pk in ids),
            "inside": ",".join(f"{part}:{whole}" for part, whole in inside.items()),
        }
        if lengths:
            fields["lengths"] = as_lengths(lengths)
        if was:
            fields["was"] = was
        return cls(reverse("agenda_order", args=[meeting.pk]), fields)


def lines_context(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """What the part of the working page needs that follows what others change. It is marked before it is read: what
    changes meanwhile is asked for once more, never missed."""
    made_of = fingerprint.of(meeting, request.user)
    meeting.refresh_from_db(fields=SHOWN)
    late = behind([meeting]).get(meeting.pk)
    return {
        "meeting": meeting,
        "desk": desk(meeting, request.user),
        "behind": late,
        "embargo_waits": late is not None and embargo_waits(meeting),
        "made_of": made_of,
    }


def desk_context(request: HttpRequest, meeting: Meeting, **more: Any) -> dict[str, Any]:
    """What the working page and its changing region need."""
    return {
        **lines_context(request, meeting),
        "quick": QuickItemForm(),
        # Words somebody typed for a new item stay through every answer but that to those words.
        "quick_stays": bool(request.htmx),  # type: ignore[attr-defined]
        "undo": request.session.pop(_undo_key(meeting), None) if not request.htmx else None,  # type: ignore[attr-defined]
        **more,
    }


def changed(
    request: HttpRequest,
    meeting: Meeting,
    said: str,
    *,
    undo: tuple[Sequence[uuid.UUID], Inside] | None = None,
    back: Back | None = None,
    **more: Any,
) -> HttpResponse:
    """Answer a change that worked. `said` is announced; `undo` is the order to go back to, and what was inside what, or
    `back` another way back. The line that offers to undo says it on the page, so nothing else on the page does."""
    back = Back.to_order(meeting, *undo) if undo is not None else back
    before = {"said": said, "action": back.action, "fields": back.fields} if back else None
    if request.htmx:  # type: ignore[attr-defined]
        context = {**desk_context(request, meeting), "undo": before, **more}
        response = render(request, WHOLE, context)
        return announce(response, said, "unseen" if before else "good")
    if before:
        request.session[_undo_key(meeting)] = before
    else:
        messages.success(request, said)
    return redirect(f"{meeting.get_absolute_url()}#werkagenda")


def stale(
    request: HttpRequest,
    meeting: Meeting,
    words: str = STALE,
    title: str = CHANGED,
    offer: Offer | None = None,
) -> HttpResponse:
    """Somebody was first, or it cannot be (`title` REFUSED): the fresh order, said in `words`; status 409. `offer` is
    what can be done instead."""
    meeting = Meeting.objects.select_related("body").get(pk=meeting.pk)
    context = desk_context(request, meeting, stale=words, stale_title=title, offer=offer)
    if request.htmx:  # type: ignore[attr-defined]
        return announce(render(request, WHOLE, context, status=409), words, "warn")
    return render(request, "governance/meeting_work.html", context, status=409)


def announce(response: HttpResponse, said: str, kind: str = "") -> HttpResponse:
    """Let the page say something to everyone, screen readers included; `unseen` to those alone."""
    response["HX-Trigger"] = json.dumps({"announce": {"text": said, "kind": kind}})
    return response


def _undo_key(meeting: Meeting) -> str:
    return f"undo-{meeting.pk}"
