"""The screen of a meeting that goes on: one page for everybody at the table, and the part of it that follows along."""

import uuid
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods, require_safe

from governance.actions.models import Action
from governance.live.following import stamp, waiting_stamp
from governance.live.forms import OpenForm, QuickActionForm
from governance.live.models import LiveMeeting, Opening
from governance.live.noting import is_taken_over, notes_at
from governance.live.opening import open_meeting, ways_to_open
from governance.live.screen import Line, Screen
from governance.live.views.at_the_table import FORM, RUN, followed, run, step
from governance.live.voting import count_due
from governance.meetings.facts import as_read_by
from governance.meetings.models import Meeting
from governance.meetings.sides import is_private
from zorgzaam.access import may
from zorgzaam.accounts.models import User
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.ui.dates import day
from zorgzaam.ui.pages import FormPage, form_page
from zorgzaam.unchanged import answer_when_changed, mark_of

# The id of what follows along while the meeting has to begin.
WAITING = "live-wacht"


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
        return render(request, "governance/live_waiting.html", {**context, **_waiting(request, meeting)})
    found.meeting = meeting
    shown = _in_time(pk, request)
    context["screen"] = screen = Screen(found, request.user)
    context["mark"] = mark_of(shown[1]) if shown else ""
    if screen.keeps:
        context |= _desk(request, screen)
    return render(request, "governance/live.html", context)


def _waiting(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """Before it is opened: what is said then, and the mark of what that is made of."""
    mark = mark_of(waiting_stamp(meeting, request.user))
    return {"today": meeting.day == timezone.localdate(), "ways": ways_to_open(meeting), "mark": mark}


def _desk(request: HttpRequest, screen: Screen) -> dict[str, Any]:
    """What stays on the page while the rest follows along: it holds words somebody types."""
    line = _chosen(request, screen)
    if line is None:
        return {"line": None}
    item = next(item for item in screen.items if item.pk == line.pk)
    closed = screen.closed is not None
    behind = closed or is_private(item)
    notes = notes_at(screen.meeting, line.pk, request.user)
    action = Action(body=screen.meeting.body, meeting=screen.meeting, item=item)
    return {
        "line": line,
        "closed": closed,
        "behind": behind,
        "note": notes.get(behind),
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
    """The part that follows along; 304 while nothing changed, which costs one query beside who asks. Who waits for the
    meeting to be opened gets the whole page once it is."""
    found = stamp(pk, request.user)
    if found is None:
        return _still_waiting(request, pk)
    if request.htmx.target == WAITING:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true", "Cache-Control": "private, no-cache"})

    def page() -> HttpResponse:
        meeting_now, version = _in_time(pk, request) or found
        mark = mark_of(version)
        as_read_by(request.user, [meeting_now.meeting])
        screen = Screen(meeting_now, request.user)
        context = {"meeting": meeting_now.meeting, "screen": screen, "mark": mark, "keeps": screen.keeps}
        response = render(request, "governance/live_now.html", context)
        response["ETag"] = quote_etag(mark)
        return response

    return answer_when_changed(request, mark_of(found[1]), page)


def _still_waiting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    meeting = followed(request, pk)
    if LiveMeeting.objects.filter(meeting=meeting).exists():
        raise Http404  # it is open, and not for this reader
    context = {"meeting": meeting, "keeps": may(request.user, RUN, meeting), **_waiting(request, meeting)}
    page = lambda: render(request, "governance/live_wait.html", context)  # noqa: E731
    return answer_when_changed(request, context["mark"], page)


def _in_time(pk: uuid.UUID, request: HttpRequest) -> tuple[LiveMeeting, str] | None:
    """As `stamp`, with the votes counted that closed by the clock: whoever looks first sees the outcome."""
    found = stamp(pk, request.user)
    if found is None or not found[0].done:  # type: ignore[attr-defined]
        return found
    return stamp(pk, request.user) if count_due(pk) else found


@require_http_methods(FORM)
@entrance(Door.WERKBANK, RUN)
def begin(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The chair opens the meeting: on its day with one press, on another day or afterwards with a reason."""
    meeting = run(request, pk)
    back, by = reverse("live", args=[pk]), cast("User", request.user)
    if request.method == "POST" and "reason" not in request.POST:
        return step(request, back, lambda: open_meeting(meeting, by=by))
    ways = ways_to_open(meeting)
    if not ways or LiveMeeting.objects.filter(meeting=meeting).exists():
        return redirect(back)
    form = OpenForm(request.POST or None, ways=ways)
    afterwards = Opening.AFTERWARDS in ways
    page = FormPage(
        "Achteraf opschrijven" if afterwards else "Op een andere dag beginnen",
        back,
        "Begin" if afterwards else "Begin toch nu",
        lead=_not_its_day(meeting),
        kicker=meeting.title,
        done="Je kunt beginnen.",
        crumbs=[(meeting.title, meeting.get_absolute_url()), ("Live", back)],
        template="governance/live_open.html",
    )
    act = lambda: open_meeting(meeting, by=by, why=form.why)  # noqa: E731
    return form_page(request, form, page, act=act, meeting=meeting, ways=ways)


def _not_its_day(meeting: Meeting) -> str:
    planned = f"Deze vergadering is gepland op {day(meeting.day)}."
    if meeting.day > timezone.localdate():
        return f"{planned} Dat is nog niet vandaag."
    return f"{planned} Dat is geweest."
