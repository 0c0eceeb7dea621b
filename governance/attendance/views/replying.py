"""Answering an invitation: behind the login, or by a link that is somebody's own. GET changes nothing."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from governance.attendance.forms import ReplyForm
from governance.attendance.models import Invitation, Reply
from governance.attendance.replying import Answer, answer, why_not
from governance.attendance.views.inviting import FORM, own_row
from governance.meetings.facts import as_read_by
from governance.meetings.portal import NOBODY_READS
from zorgzaam.doors import OPEN, SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.secret_links import fingerprint
from zorgzaam.standing import Reader
from zorgzaam.versions import StaleVersion

QUICK = {"ja": Reply.YES, "nee": Reply.NO}
SAID = {Reply.YES: "Fijn, je komt.", Reply.NO: "Je komt niet. Jammer.", Reply.MAYBE: "Je weet het nog niet."}
STALE = "Je antwoord was intussen al anders. Kijk hieronder wat er nu staat, en stuur het dan nog een keer."


@require_http_methods(FORM)
@entrance(Door.ANY, SIGNED_IN)
@once
def invitation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """My own invitation."""
    return _page(request, own_row(request, pk), request.user)


@require_http_methods(FORM)
@entrance(Door.ANY, OPEN)
@once
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """The same for who has no login. The link works until the meeting begins."""
    rows = Invitation.objects.asked().select_related(
        "meeting__body", "person", "organisation", "seat", "mandate", "stands_in_for__person"
    )
    row = rows.filter(link_fingerprint=fingerprint(secret), person__erased_at__isnull=True).first()
    if row is None:
        raise Http404
    if why_not(row.meeting, row):
        return _secret(render(request, "governance/invitation_over.html", status=410))
    return _secret(_page(request, row, NOBODY_READS, by_link=True))


def _secret(response: HttpResponse) -> HttpResponse:
    """No cache keeps it, no search engine lists it, and no other site hears the address. Not "no-referrer": a browser
    then posts its own form with `Origin: null`, which is refused as forged."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "strict-origin"
    return response


def _page(request: HttpRequest, row: Invitation, reader: Reader, *, by_link: bool = False) -> HttpResponse:
    closed = why_not(row.meeting, row)
    quick = QUICK.get(request.POST.get("quick", ""))
    form = ReplyForm(request.POST if request.POST and not quick else None, row=row)
    status, conflict = 200, None
    if request.method == "POST":
        given = Answer(quick) if quick else form.given if form.is_valid() else None
        try:
            refused = _refused(row, given, None if quick else form.seen) if given else ""
        except StaleVersion:
            refused, conflict = STALE, form.freshen()
        if given and not refused:
            messages.success(request, f"{SAID[given.reply]} Je antwoord is bewaard.")
            return redirect(request.path)
        if refused:
            messages.error(request, refused)
        status = 409 if refused else 422
        row.refresh_from_db()
    as_read_by(reader, [row.meeting])
    context: dict[str, Any] = {"invitation": row, "meeting": row.meeting, "form": form, "closed": closed}
    context["conflict"] = conflict
    context |= {"instead": row.alternates.asked().select_related("person").first(), "by_link": by_link}
    context["proxies"] = list(row.proxies.select_related("person", "organisation", "seat"))
    return render(request, "governance/invitation.html", context, status=status)


def _refused(row: Invitation, given: Answer, seen: int | None) -> str:
    """Carry it out; why not, in words, when that could not be."""
    try:
        answer(row, given, by=row.person, seen=seen)
    except ValidationError as refusal:
        return str(refusal.messages[0])
    return ""
