"""The whole agenda earlier or later, and made to fit the time there is."""

import uuid
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.meetings import fitting
from governance.meetings.models import Meeting
from governance.meetings.spreading import MOST, CannotFit
from governance.meetings.views.answers import Back, changed, stale
from governance.meetings.views.clashes import its_own, or_clash
from governance.meetings.views.kept import CHANGE, as_were, kept_meeting, posted_version, posted_was
from governance.meetings.working import desk
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.dates import clock, duration
from zorgzaam.versions import StaleVersion

STALE = (
    "Iemand anders heeft deze vergadering intussen veranderd. Hieronder staat hoe zij nu is; er is niets verschoven. "
    "Probeer het zo nodig nog een keer."
)


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(its_own)
def shift(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everything so many minutes later or earlier."""
    meeting = kept_meeting(request, pk)
    minutes = _posted_minutes(request)
    try:
        now = fitting.shift(meeting, minutes, seen=posted_version(request), by=request.user)  # type: ignore[arg-type]
    except StaleVersion:
        return stale(request, meeting, STALE)
    if "undo" in request.POST:
        return changed(
            request, meeting, f"Ongedaan gemaakt. De vergadering begint om {clock(now.starts_at)}."
        )
    where = "later" if minutes > 0 else "eerder"
    said = f"Alles is {duration(abs(minutes))} {where}: het begint om {clock(now.starts_at)}."
    fields = {"minutes": str(-minutes), "version": str(now.version)}
    return changed(request, meeting, said, back=Back(reverse("meeting_shift", args=[pk]), fields))


def _posted_minutes(request: HttpRequest) -> int:
    try:
        minutes = int(request.POST["minutes"])
    except (KeyError, ValueError) as wrong:
        raise SuspiciousOperation("no minutes in this post") from wrong
    if not 0 < abs(minutes) <= MOST:
        raise SuspiciousOperation("a meeting shifts by minutes within a day")
    return minutes


# ---------------------------------------------------------------- fit to time
@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
@or_clash(its_own)
def fit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Now and proposed beside each other. Only a proposal that was shown is carried out: after another choice the page
    shows what comes of it, and asks again. What changed meanwhile is shown first (409)."""
    meeting = kept_meeting(request, pk)
    if request.method != "POST":
        return _show(request, meeting)
    chosen = _posted(request, "punt")
    if "reken" in request.POST or _posted(request, "getoond") != chosen:
        return _show(request, meeting, chosen)
    try:
        was = fitting.fit(
            meeting,
            chosen,
            seen=_seen(request),
            wanted=posted_version(request, "wanted"),
            by=request.user,  # type: ignore[arg-type]
        )
    except (StaleVersion, CannotFit):
        meeting.refresh_from_db()
        return _show(request, meeting, chosen, status=409)
    return _fitted(request, meeting, was)


def _fitted(request: HttpRequest, meeting: Meeting, was: list[fitting.Was]) -> HttpResponse:
    said = f"De agenda past nu: {len(was)} {'punt kreeg' if len(was) == 1 else 'punten kregen'} een andere lengte."
    fields = {"was": as_were(was)}
    return changed(request, meeting, said, back=Back(reverse("meeting_fit_undo", args=[meeting.pk]), fields))


def _show(
    request: HttpRequest, meeting: Meeting, chosen: set[uuid.UUID] | None = None, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "meeting": meeting,
        "too_late": status == 409,
        "asked_again": chosen is not None,
    }
    work = desk(meeting, request.user)
    rows, reader = [], request.user
    if work.budget.available is not None:
        try:
            rows = fitting.proposal(meeting, reader, chosen)  # type: ignore[arg-type]
        except CannotFit as impossible:
            rows = fitting.as_it_is(meeting, reader, chosen)  # type: ignore[arg-type]
            context["short_by"] = impossible.short_by
    by_pk = {row.pk: row for row in rows}
    context["desk"] = work
    context["rows"] = [(line, by_pk[line.pk]) for line in work.lines if line.pk in by_pk]
    context["changes"] = any(row.proposed != row.minutes for row in rows)
    return render(request, "governance/meeting_fit.html", context, status=status)


def _posted(request: HttpRequest, name: str) -> set[uuid.UUID]:
    try:
        return {uuid.UUID(value) for value in request.POST.getlist(name)}
    except ValueError as wrong:
        raise SuspiciousOperation("no items in this post") from wrong


def _seen(request: HttpRequest) -> dict[uuid.UUID, int]:
    try:
        pairs = [value.split(":") for value in request.POST.getlist("gezien")]
        return {uuid.UUID(pk): int(version) for pk, version in pairs}
    except ValueError as wrong:
        raise SuspiciousOperation("no versions in this post") from wrong


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(its_own)
def undo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Back to the lengths from before; what somebody changed since stays."""
    meeting = kept_meeting(request, pk)
    was = posted_was(request)
    back = fitting.undo(meeting, was, by=request.user)  # type: ignore[arg-type]
    said = "Ongedaan gemaakt. Elk punt duurt weer zo lang als daarvoor."
    if back < len(was):
        said = (
            f"Van {len(was)} punten {'duurt' if back == 1 else 'duren'} er {back} weer zo lang als daarvoor. "
        )
        said += "De andere zijn intussen veranderd en bleven zo."
    return changed(request, meeting, said)
