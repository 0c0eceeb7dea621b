"""Minutes: the page readers get, the desk of who writes them, publishing and approving."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.live.models import LiveMeeting
from governance.meetings.facts import as_read_by
from governance.meetings.models import Audience, Meeting
from governance.meetings.snapshot import audience_of, reader_for
from governance.minutes import growing
from governance.minutes.approvable import why_not
from governance.minutes.content import closed_since, content_of, redact
from governance.minutes.desk import entries
from governance.minutes.forms import ApproveForm, PartForm
from governance.minutes.models import Minutes, MinutesPart, MinutesPublication
from governance.minutes.printing import to_html
from governance.minutes.publishing import is_changed, proof
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.pdf import PdfError
from zorgzaam.snapshots import if_changed, pdf_response
from zorgzaam.ui.pages import FormPage, form_page
from zorgzaam.versions import StaleVersion

KEEP = "governance.keep_minutes"
FORM = ["GET", "HEAD", "POST"]
ROWS = ("meeting__body", "approved_in__meeting")


@require_safe
@entrance(Door.ANY, OPEN)
def minutes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The minutes of a meeting: the desk for who writes them, the last version for everybody else."""
    meeting = get_visible(request.user, Meeting.objects.select_related("body"), pk=pk)
    found = Minutes.objects.visible_to(request.user).select_related(*ROWS).filter(meeting=meeting).first()
    if may(request.user, KEEP, meeting):
        return _desk(request, meeting, found)
    publication = _latest(request, meeting) if found else None
    if found is None or publication is None:
        raise Http404
    as_read_by(request.user, [meeting])
    return render(request, "governance/minutes.html", _shown(request, meeting, found, publication))


def _desk(request: HttpRequest, meeting: Meeting, found: Minutes | None) -> HttpResponse:
    live = LiveMeeting.objects.filter(meeting=meeting).first()
    context: dict[str, Any] = {"meeting": meeting, "minutes": found, "live": live}
    if found is not None:
        context |= {
            "entries": entries(found, request.user),
            "publication": _latest(request, meeting),
            "changed": is_changed(found),
        }
    return render(request, "governance/minutes_work.html", context)


def _latest(request: HttpRequest, meeting: Meeting) -> MinutesPublication | None:
    rows = MinutesPublication.objects.visible_to(request.user).filter(minutes=meeting.pk)
    mine = rows.filter(audience=audience_of(request.user, meeting)).light()
    latest: MinutesPublication | None = mine.select_related("published_by").order_by("-version").first()
    return latest


def _shown(
    request: HttpRequest, meeting: Meeting, found: Minutes, publication: MinutesPublication
) -> dict[str, Any]:
    """The frozen page, without what was closed since it was made."""
    content = json.loads(publication.canonical)
    closed = closed_since(content, reader_for(publication.audience, meeting))
    html = to_html(redact(content, closed)) if closed else publication.html
    return {
        "meeting": meeting,
        "minutes": found,
        "publication": publication,
        "html": html,
        "adapted": bool(closed),
    }


@require_safe
@entrance(Door.ANY, OPEN)
def as_pdf(request: HttpRequest, pk: uuid.UUID, version: int) -> HttpResponseBase:
    """One version as PDF, for the audience of this reader. Once a part of it was closed it is given to nobody."""
    meeting = get_visible(request.user, Meeting.objects.select_related("body"), pk=pk)
    rows = MinutesPublication.objects.filter(minutes=meeting.pk, audience=_audience(request, meeting))
    found = get_visible(request.user, rows, version=version)
    if closed_since(json.loads(found.canonical), reader_for(found.audience, meeting)):
        raise Http404
    name = slugify(f"verslag {json.loads(found.canonical)['meeting']['title']} versie {found.version}")
    response = pdf_response(bytes(found.pdf), found.pdf_sha256, f"{name[:120]}.pdf")
    response["Cache-Control"] = "private, no-cache"
    return if_changed(request, response)


def _audience(request: HttpRequest, meeting: Meeting) -> str:
    """Who sits in the body gets its own version, or asks the public one."""
    return (
        Audience.PUBLIC if request.GET.get("voor") == Audience.PUBLIC else audience_of(request.user, meeting)
    )


@require_POST
@entrance(Door.WERKBANK, KEEP)
def start(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make the minutes out of the notes."""
    meeting = get_for(request.user, Meeting.objects.select_related("body"), KEEP, pk=pk)
    try:
        growing.start(meeting, by=request.user)  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("minutes", pk)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def part(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The text of one part."""
    rows = MinutesPart.objects.select_related("minutes__meeting__body", "item__body")
    row = get_visible(request.user, rows, pk=pk)
    if not may(request.user, KEEP, row.minutes) or row.minutes.is_approved:
        return redirect(row.minutes)
    form = PartForm(request.POST or None, instance=row)
    page = FormPage(
        row.item.title, row.minutes.get_absolute_url(), kicker="Besloten deel" if row.closed else "Verslag",
        crumbs=_crumbs(row.minutes.meeting), template="governance/minutes_part.html",
    )  # fmt: skip

    def act() -> None:
        # Whoever approves holds this row: no word changes between looking at the parts and setting them fast.
        Minutes.objects.select_for_update(no_key=True).get(pk=row.minutes_id)
        form.save()

    return form_page(request, form, page, act=act, part=row)


@require_POST
@entrance(Door.WERKBANK, KEEP)
def closed_part(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A closed part beside this one, and the page to write in it."""
    rows = MinutesPart.objects.select_related("minutes__meeting__body", "item__body")
    row = get_visible(request.user, rows, pk=pk)
    if not may(request.user, KEEP, row.minutes):
        return redirect(row.minutes)
    try:
        made = growing.closed_part(row, by=request.user)  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect(row.minutes)
    return redirect("minutes_part", made.pk)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def publish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What each audience gets, side by side, and the button that freezes it."""
    found = _kept(request, pk)
    if request.method == "POST":
        return _publish(request, found)
    previews = [
        # Two on one page: a heading can have only one of them as its place.
        (audience.label, to_html(content_of(found, audience)).replace('id="punt-', f'id="{audience}-punt-'))
        for audience in (Audience.PUBLIC, Audience.MEMBERS)
    ]
    context = {"minutes": found, "meeting": found.meeting, "previews": previews, "seen": proof(found)}
    return render(request, "governance/minutes_publish.html", {**context, "changed": is_changed(found)})


def _publish(request: HttpRequest, found: Minutes) -> HttpResponse:
    try:
        version = found.publish(by=request.user, seen=request.POST.get("seen", ""))
    except StaleVersion:
        messages.warning(request, "Het verslag is intussen veranderd. Kijk het nog een keer na.")
        return redirect("minutes_publish", found.pk)
    except PdfError as wrong:
        messages.error(request, str(wrong))
        return redirect("minutes_publish", found.pk)
    messages.success(request, f"Versie {version} is gepubliceerd." if version else "Er is niets veranderd.")
    return redirect(found)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def approve(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The body approved it; from then on it stays as it is."""
    found = _kept(request, pk)
    if found.is_approved:
        return redirect(found)
    at = _at(request)
    form = ApproveForm(request.POST or None, row=found, reader=request.user, at=at)
    page = FormPage(
        "Verslag vaststellen", _back_from(found, at), "Stel vast", kicker=found.meeting.title,
        lead="Hierna verandert er geen woord meer aan. Lezers krijgen een laatste versie, waarop staat dat het is "
        "vastgesteld.", crumbs=_crumbs(found.meeting), done="Het verslag is vastgesteld.",
        template="governance/minutes_approve.html",
    )  # fmt: skip
    return form_page(
        request, form, page, act=lambda: found.approve(form.chosen, by=request.user),
        minutes=found, why_not=why_not(found), coming=None if form.is_possible else _coming(request, found),
    )  # fmt: skip


def _at(request: HttpRequest) -> uuid.UUID | None:
    """The item somebody comes from."""
    try:
        return uuid.UUID(request.GET.get("punt", ""))
    except ValueError:
        return None


def _back_from(found: Minutes, at: uuid.UUID | None) -> str:
    """Who came from a meeting that goes on, goes back to it."""
    rows = LiveMeeting.objects.filter(meeting__items=at, meeting__body=found.body_id) if at else None
    live = rows.filter(ended_at__isnull=True).first() if rows is not None else None
    return reverse("live", args=[live.pk]) if live else found.get_absolute_url()


def _coming(request: HttpRequest, found: Minutes) -> Meeting | None:
    """The first meeting of the body that has to begin: there they can be approved."""
    rows = Meeting.objects.visible_to(request.user).coming().filter(body=found.body_id)
    row: Meeting | None = rows.filter(starts_at__gt=found.meeting.starts_at).order_by("starts_at").first()
    return row


def _kept(request: HttpRequest, pk: uuid.UUID) -> Minutes:
    found: Minutes = get_for(request.user, Minutes.objects.select_related(*ROWS), KEEP, pk=pk)
    return found


def _crumbs(meeting: Meeting) -> list[tuple[str, str]]:
    return [(meeting.title, meeting.get_absolute_url()), ("Verslag", reverse("minutes", args=[meeting.pk]))]
