"""The screen of a meeting that goes on: one page for everybody at the table, and the part of it that follows along."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from governance.actions.models import Action
from governance.live.forms import QuickActionForm
from governance.live.models import LiveMeeting
from governance.live.noting import is_taken_over, notes_at
from governance.live.running import open_meeting
from governance.live.screen import Line, Screen, stamp
from governance.live.views.at_the_table import followed, run, step
from governance.meetings.facts import as_read_by
from zorgzaam.access import may
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.unchanged import answer_when_changed, mark_of


@require_safe
@entrance(Door.ANY, SIGNED_IN)
def live(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is now and what is next; for who leads it also notes and steps of one item (`?punt=`)."""
    meeting = followed(request, pk)
    found = LiveMeeting.objects.filter(meeting=meeting).first()
    context: dict[str, Any] = {
        "meeting": meeting,
        "keeps": may(request.user, "governance.run_meeting", meeting),
    }
    if found is None:
        return render(request, "governance/live_waiting.html", context)
    found.meeting = meeting
    shown = stamp(pk, request.user)
    context["screen"] = screen = Screen(found, request.user)
    context["mark"] = mark_of(shown[1]) if shown else ""
    if screen.keeps:
        context |= _desk(request, screen)
    return render(request, "governance/live.html", context)


def _desk(request: HttpRequest, screen: Screen) -> dict[str, Any]:
    """What stays on the page while the rest follows along: it holds words somebody types."""
    line = _chosen(request, screen)
    if line is None:
        return {"line": None}
    item = next(item for item in screen.items if item.pk == line.pk)
    closed = screen.closed is not None
    notes = notes_at(screen.meeting, line.pk)
    action = Action(body=screen.meeting.body, meeting=screen.meeting, item=item)
    return {
        "line": line,
        "closed": closed,
        "note": notes.get(closed),
        "inside": True in notes,
        "taken_over": is_taken_over(screen.meeting),
        "action_form": QuickActionForm(instance=action, keeps=True, reader=request.user),
        "actions": list(Action.objects.visible_to(request.user).filter(item=item).shown()),
    }


def _chosen(request: HttpRequest, screen: Screen) -> Line | None:
    asked = request.GET.get("punt", "")
    readable = {str(line.pk): line for line in screen.lines if line.is_readable}
    here = str(screen.current.pk) if screen.current else ""
    return readable.get(asked) or readable.get(here)


@require_safe
@entrance(Door.ANY, SIGNED_IN)
def now(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The part that follows along; 304 while nothing changed, which costs one query beside who asks."""
    found = stamp(pk, request.user)
    if found is None:
        raise Http404
    meeting_now, version = found
    mark = mark_of(version)

    def page() -> HttpResponse:
        as_read_by(request.user, [meeting_now.meeting])
        screen = Screen(meeting_now, request.user)
        context = {"meeting": meeting_now.meeting, "screen": screen, "mark": mark, "keeps": screen.keeps}
        return render(request, "governance/live_now.html", context)

    return answer_when_changed(request, mark, page)


@require_POST
@entrance(Door.WERKBANK, "governance.run_meeting")
def begin(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The chair opens the meeting."""
    meeting = run(request, pk)
    return step(request, reverse("live", args=[pk]), lambda: open_meeting(meeting, by=request.user))  # type: ignore[arg-type]
