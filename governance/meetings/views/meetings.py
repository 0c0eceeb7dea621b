"""Working on meetings: the list, a new one, its facts, publishing, cancelling and taking back."""

import uuid
from collections import Counter
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.meetings import facts, starting, stop_emails
from governance.meetings.emails import mailing_of
from governance.meetings.forms import MeetingForm, NewMeetingForm, ReasonForm
from governance.meetings.history import history_of
from governance.meetings.models import Meeting, MeetingStatus
from governance.meetings.publishing import ChangedSinceSeen, preview
from governance.meetings.views.clashes import its_own, or_clash, said_beside
from governance.meetings.views.kept import CHANGE, kept_meeting
from governance.meetings.working import Desk, desk
from zorgzaam.access import get_for, may
from zorgzaam.audit.history import acting
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.publicity import Publicity
from zorgzaam.versions import try_save

PUBLISH = "governance.publish_agenda"
STAYS_OFF = (
    "Let op: deze vergadering is afgezegd en blijft dat. Lezers zien de oude gegevens. Gaat zij toch door? Publiceer "
    "dan de agenda opnieuw."
)


@dataclass(frozen=True)
class Words:
    """What a step is called: asked above the page, on its button, and said when it is done."""

    heading: str
    button: str
    done: str


@require_safe
@entrance(Door.WERKBANK, SIGNED_IN)
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings whose agenda I keep, and those of the bodies I sit in."""
    kept = Meeting.objects.visible_to(request.user).managed_by(request.user).select_related("body")
    mine = Meeting.objects.visible_to(request.user).filter(body_id__in=list(request.user.standing.bodies))  # type: ignore[union-attr]
    context = {
        "coming": kept.coming(),
        "past": kept.past()[:20],
        "discarded": kept.discarded()[:20],
        "others": facts.coming(request.user, mine.exclude(pk__in=kept.values("pk")).select_related("body")),
        "keeps": may(request.user, CHANGE),
    }
    return render(request, "governance/meetings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def new(request: HttpRequest) -> HttpResponse:
    """A new meeting, as a draft."""
    if not may(request.user, CHANGE):
        raise PermissionDenied
    form = NewMeetingForm(request.POST or None, reader=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic(), acting(request.user):  # type: ignore[arg-type]
            made = form.save()
            starting.begin(made, by=request.user)  # type: ignore[arg-type]
        if made.starts_at < timezone.now():
            messages.warning(request, "Let op: deze datum is al geweest. Klopt dat niet, wijzig hem dan.")
        return redirect(made)
    return render(request, "governance/meeting_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Title, time and place."""
    found = kept_meeting(request, pk)
    form = MeetingForm(request.POST or None, instance=found)
    context: dict[str, Any] = {"meeting": found, "form": form}
    if request.method != "POST":
        return render(request, "governance/meeting_form.html", context)
    if not form.is_valid():
        return render(request, "governance/meeting_form.html", context, status=422)
    try:
        with acting(request.user):  # type: ignore[arg-type]
            conflict = try_save(form)
    except IntegrityError as refusal:
        said_beside(form, "start_time", refusal, request.user)
        return render(request, "governance/meeting_form.html", context, status=422)
    if conflict and conflict.loses_something:
        context["conflict"] = conflict
        return render(request, "governance/meeting_form.html", context, status=409)
    messages.success(request, "De vergadering is opgeslagen.")
    if found.is_off:
        messages.warning(request, STAYS_OFF)
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, PUBLISH)
@or_clash(its_own)
def publish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What publishing will change, and the button that does it. Pressed twice, it publishes once.

    The form says what was looked at; when the agenda is another by now nothing is published (409).
    """
    found = get_for(request.user, Meeting.objects.select_related("body"), PUBLISH, pk=pk)
    if found.is_discarded:
        return _refused(request, found)
    if request.method != "POST":
        return _before_publishing(request, found)
    try:
        version = found.publish(
            by=request.user,
            seen=request.POST.get("seen", ""),
            without_mail=bool(request.POST.get("without_mail")),
        )
    except ChangedSinceSeen:
        found.refresh_from_db()
        if found.is_discarded:
            return _refused(request, found)
        return _before_publishing(request, found, status=409)
    words = (
        f"Versie {version} is gepubliceerd."
        if version
        else "Wat lezers zien is al bij: er is niets veranderd."
    )
    messages.success(request, words)
    return redirect(found)


def _before_publishing(request: HttpRequest, found: Meeting, *, status: int = 200) -> HttpResponse:
    work = desk(found, request.user)
    seen = preview(found)
    context = {"meeting": found, "desk": work, "preview": seen, "facts": _facts(work)}
    context["mailing"] = mailing_of(found, seen, request.user)  # type: ignore[arg-type]
    context["unasked"] = bool(request.POST.get("without_mail"))
    context["then"] = _then(found, MeetingStatus.PUBLISHED)
    context["too_late"] = status == 409
    return render(request, "governance/meeting_publish.html", context, status=status)


def _then(meeting: Meeting, status: MeetingStatus) -> Meeting:
    """The meeting as it would be after a step; never to be saved."""
    later = copy(meeting)
    later.status = status
    return later


def _facts(work: Desk) -> list[tuple[str, str]]:
    """What goes out, in numbers, for who is about to press the button."""
    levels = Counter(line.item.publicity if line.item else Publicity.CONFIDENTIAL for line in work.lines)
    closed = "niet gepubliceerd; voorzitter en secretaris lezen het"
    how = {"openbaar": "voor iedereen", "besloten": "alleen voor leden; anderen zien dát er een punt is"}
    said = [
        f"{levels[level]} {level} ({how.get(level, closed)})" for level in Publicity.values if levels[level]
    ]
    waits = sum(bool(line.item and line.item.under_embargo) for line in work.lines)
    facts = [("Agendapunten", "; ".join(said)), ("Tijd", work.budget.words)]
    return [*facts, ("Onder embargo", f"{waits}, komt vanzelf na het embargo")] if waits else facts


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, PUBLISH)
@or_clash(its_own)
def cancel(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The meeting is off."""
    words = Words("Vergadering afzeggen?", "Ja, zeg de vergadering af", "De vergadering is afgezegd.")
    return _with_reason(request, pk, "cancel", words)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, PUBLISH)
@or_clash(its_own)
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take the published agenda back; a page that says so stays."""
    words = Words("Agenda intrekken?", "Ja, trek de agenda in", "De agenda is ingetrokken.")
    return _with_reason(request, pk, "withdraw", words)


def _refused(request: HttpRequest, found: Meeting) -> HttpResponse:
    messages.error(request, _not_now(found))
    return redirect(found)


def _not_now(found: Meeting) -> str:
    return f"Dit kan niet: de toestand van de agenda is nu ‘{found.get_status_display().lower()}’."


def _with_reason(request: HttpRequest, pk: uuid.UUID, transition: str, words: Words) -> HttpResponse:
    found = get_for(request.user, Meeting.objects.select_related("body"), PUBLISH, pk=pk)
    possible = found.can_be_cancelled if transition == "cancel" else found.can_be_withdrawn
    if request.method != "POST" and not possible:
        return _refused(request, found)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        silent = bool(request.POST.get("without_mail"))
        reason = form.cleaned_data["reason"]
        if getattr(found, transition)(by=request.user, reason=reason, without_mail=silent):
            messages.success(request, words.done)
        else:
            messages.error(request, _not_now(found))
        return redirect(found)
    context = {"meeting": found, "form": form, "heading": words.heading, "button": words.button}
    context["mailing"] = stop_emails.mailing_of(found, request.user)  # type: ignore[arg-type]
    context["unasked"] = bool(request.POST.get("without_mail"))
    status = MeetingStatus.CANCELLED if transition == "cancel" else MeetingStatus.WITHDRAWN
    context["then"] = _then(facts.as_published(copy(found)), status)
    return render(request, "governance/meeting_reason.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
def discard(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw away a draft that was never published, after asking. Twice is the same."""
    found = kept_meeting(request, pk)
    if not (found.can_be_discarded or found.is_discarded):
        return _refused(request, found)
    if request.method != "POST":
        return render(
            request, "governance/meeting_discard.html", {"meeting": found, "desk": desk(found, request.user)}
        )
    if not found.discard(by=request.user):  # type: ignore[arg-type]
        return _refused(request, found)
    messages.success(request, f"“{found.title}” is weggegooid. Terughalen kan onderaan deze pagina.")
    return redirect("meetings")


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(its_own)
def bring_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A draft that was thrown away comes back as it was. Twice is the same."""
    found = kept_meeting(request, pk)
    if found.bring_back(by=request.user):  # type: ignore[arg-type]
        messages.success(request, f"“{found.title}” is terug, met alle punten.")
    else:
        messages.error(request, _not_now(found))
    return redirect(found)


@require_safe
@entrance(Door.WERKBANK, CHANGE)
def history(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who changed the meeting, its items or its papers, when and why; its publications among them."""
    found = kept_meeting(request, pk)
    publications = (
        found.publications.filter(audience="openbaar").order_by("-version").select_related("published_by")
    )
    context = {"meeting": found, "entries": history_of(found, request.user), "publications": publications}
    return render(request, "governance/meeting_history.html", context)
