"""Reading: the public agenda, the page of a meeting, its versions and its papers."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from governance.meetings.eyes import Eyes, eyes_of
from governance.meetings.facts import as_read_by, coming, past
from governance.meetings.lateness import late_from
from governance.meetings.models import (
    AgendaItem,
    AgendaPublication,
    Meeting,
    Paper,
    PaperVersion,
    PublishedLine,
)
from governance.meetings.models.versions import PaperVersionQuerySet
from governance.meetings.opened import note
from governance.meetings.publishing import Served, served
from governance.meetings.remarks import remarks_on, with_remarks
from governance.meetings.snapshot import audience_of, describe
from governance.meetings.snapshot import render as render_content
from governance.meetings.views.answers import desk_context
from governance.meetings.views.plain import plain_page
from zorgzaam.access import get_visible, may
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.files.stream import stream
from zorgzaam.places import rendered
from zorgzaam.standing import standing_of
from zorgzaam.ui.frame import open_page


@require_safe
@entrance(Door.SITE, OPEN)
def agenda(request: HttpRequest) -> HttpResponse:
    """Meetings of all bodies: what comes, what was."""
    meetings = Meeting.objects.visible_to(request.user).public().select_related("body")
    lists = {"coming": coming(request.user, meetings), "past": past(request.user, meetings, 40)}
    return render(request, "governance/agenda.html", lists)


@require_safe
@conditional_page
@entrance(Door.ANY, OPEN)
def meeting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The one address of a meeting: the desk for who keeps it, the published agenda for everybody else."""
    if (plain := plain_page(request, pk)) is not None:
        return plain
    found = get_visible(request.user, Meeting.objects.select_related("body"), pk=pk)
    keeps = may(request.user, "governance.change_meeting", found)
    if "als" in request.GET:
        return _as_somebody_else(request, found, keeps)
    if keeps:
        return render(request, "governance/meeting_work.html", desk_context(request, found))
    as_read_by(request.user, [found])
    return _published(request, found)


def _published(request: HttpRequest, found: Meeting) -> HttpResponse:
    if found.is_taken_back:
        return _tombstone(request, found)
    publication = _latest(request, found)
    shown = served(publication) if publication else None
    context: dict[str, Any] = {
        "meeting": found,
        "publication": publication,
        "served": shown,
        "moved": _moved(request, shown) if shown else [],
        "decided": rendered(request, "meeting.decisions", found),
    }
    if request.user.is_authenticated:
        context["after"] = rendered(request, "meeting.after", found)
        context["shared"] = AgendaItem.objects.shared_with(request.user).filter(meeting=found)
    return open_page(request, render(request, "governance/meeting.html", context))


def _moved(request: HttpRequest, shown: Served) -> list[dict[str, Any]]:
    publication = shown.publication
    inside = standing_of(request.user).sits_in(publication.meeting.body_id)
    return shown.with_remarks(remarks_on(publication, inside=inside))


def _tombstone(request: HttpRequest, found: Meeting) -> HttpResponse:
    return open_page(request, render(request, "governance/meeting_gone.html", {"meeting": found}, status=410))


def _latest(request: HttpRequest, found: Meeting) -> AgendaPublication | None:
    visible = AgendaPublication.objects.visible_to(request.user).filter(meeting=found)
    mine = visible.filter(audience=audience_of(request.user, found))
    latest: AgendaPublication | None = with_remarks(mine).latest_first().first()
    if latest:
        latest.meeting = found
    return latest


def _as_somebody_else(request: HttpRequest, found: Meeting, keeps: bool) -> HttpResponse:
    """'Bekijk als': the agenda as that reader gets it once it is published as it stands now. Reading only."""
    eyes: Eyes | None = eyes_of(request.GET["als"], found)
    if not keeps:
        raise PermissionDenied
    if eyes is None:
        raise Http404
    content = describe(found, eyes.reader)
    context = {"meeting": found, "viewing_as": eyes, "html": render_content(content)}
    return render(request, "governance/meeting.html", context)


@require_safe
@conditional_page
@entrance(Door.ANY, OPEN)
def version(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """An earlier version, and what each version changed."""
    found = get_visible(request.user, Meeting.objects.select_related("body"), pk=pk)
    keeps = may(request.user, "governance.change_meeting", found)
    as_read_by(request.user, [found])
    if found.is_taken_back and not keeps:
        return _tombstone(request, found)
    audience = audience_of(request.user, found)
    all_of_it = AgendaPublication.objects.visible_to(request.user).filter(meeting=found, audience=audience)
    publication = get_visible(request.user, all_of_it, version=number)
    publication.meeting = found
    versions = list(all_of_it.order_by("-version").values("version", "published_at"))
    context: dict[str, Any] = {"meeting": found, "publication": publication, "served": served(publication)}
    return open_page(
        request, render(request, "governance/meeting_version.html", {**context, "versions": versions})
    )


@require_safe
@entrance(Door.ANY, OPEN)
def paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Download a paper: the newest file this reader may have. Closed and absent are the same 404."""
    newest = _versions(request, pk).order_by("-number").first()
    if newest is None:
        raise Http404
    return _given(request, newest)


@require_safe
@entrance(Door.ANY, OPEN)
def paper_version(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponseBase:
    """Download a file a paper had."""
    return _given(request, get_visible(request.user, _versions(request, pk), number=number))


def _versions(request: HttpRequest, pk: uuid.UUID) -> PaperVersionQuerySet:
    visible = PaperVersion.objects.visible_to(request.user).filter(paper=pk)
    return visible.select_related("file", "paper__item__meeting")


def _given(request: HttpRequest, version: PaperVersion) -> HttpResponseBase:
    response = stream(version.file, version.filename)
    if request.method == "GET":
        note(request.user, version.paper.item.meeting, [version])
    return response


@require_safe
@entrance(Door.ANY, OPEN)
def paper_versions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a paper is, which of its files is in force and since when, and the ones before."""
    queryset = Paper.objects.select_related("item__meeting__body")
    found = get_visible(request.user, queryset, pk=pk)
    versions = list(_versions(request, pk).order_by("-number"))
    item = found.item
    late = late_from([item.meeting] if item.meeting else ())
    is_late = Paper.objects.with_late(late).get(pk=pk).late  # type: ignore[attr-defined]
    knows_item = AgendaItem.objects.visible_to(request.user).filter(pk=item.pk).exists()
    _as_published(request, found)
    sits = standing_of(request.user).sits_in(item.body_id)
    context = {"paper": found, "versions": versions, "item": item if knows_item else None, "sits": sits}
    context["late"] = is_late
    context["keeps"] = may(request.user, "governance.change_meeting", found)
    return render(request, "governance/paper.html", context)


def _as_published(request: HttpRequest, found: Paper) -> None:
    """Titles as readers know them: an edit nobody published is for who keeps the agenda. Only to show."""
    item = found.item
    if item.meeting is not None:
        as_read_by(request.user, [item.meeting])
    if AgendaItem.objects.read_live_by(request.user).filter(pk=item.pk).exists():
        return
    lines = PublishedLine.objects.visible_to(request.user).filter(item=item).select_related("publication")
    line = lines.first()
    if line is None:
        return
    item.title = line.title
    for each in line.publication.content["items"]:
        for paper in each.get("papers", []):
            if paper["id"] == str(found.pk):
                found.title = paper["title"]
