"""The netwerkbureau prepares a network meeting: the list of them, one of them, its facts."""

import uuid
from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.meetings import starting as agendas
from governance.meetings.models import Meeting
from newsletters.network_meeting import circle, sending, starting
from newsletters.network_meeting.forms import FactsForm, NewForm, saved
from newsletters.network_meeting.models import Answer, NetworkMeeting, WaveKind
from newsletters.network_meeting.obligation import obligation
from newsletters.network_meeting.put_back import waits_for_a_person
from newsletters.network_meeting.settling import taking
from zorgzaam.access import get_visible
from zorgzaam.audit.actors import Actor
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.post.restored import known_restore
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
LIST = "Netwerkbijeenkomst"


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def meetings(request: HttpRequest) -> HttpResponse:
    """How the yearly duty stands, the meetings, and who was not asked for long."""
    words = {
        "rows": list(NetworkMeeting.objects.visible_to(request.user).shown()[:50]),
        "obligation": obligation(),
        "body": starting.yearly_body(),
        "without": list(starting.without_invitations().select_related("body")[:20]),
        "forgotten": list(circle.not_asked_since()[:200]),
    }
    return render(request, "newsletters/network/meetings.html", words)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def new(request: HttpRequest) -> HttpResponse:
    """A new meeting of the yearly body, with what is needed to invite people."""
    body = starting.yearly_body()
    if body is None:
        messages.error(request, starting.NO_BODY)
        return redirect("network_meetings")
    suggested = f"{body.name} {timezone.localdate().year}"
    meeting = Meeting(body=body, title=suggested)
    form = NewForm(request.POST or None, instance=meeting)
    page = FormPage(
        "Netwerkbijeenkomst voorbereiden", reverse("network_meetings"), "Begin met voorbereiden",
        lead="Wie er in de kring is, staat daarna meteen op de lijst. Er gaat nog geen mail uit.",
        crumbs=crumbs(), done="De bijeenkomst staat klaar. Kijk wie er op de lijst staan.",
        to=lambda: reverse("network_meeting", args=[NetworkMeeting.objects.get(meeting=meeting).pk]),
    )  # fmt: skip
    act = lambda: _begin(form, suggested, request.user)  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, page, act=act)


def _begin(form: NewForm, suggested: str, by: Actor) -> None:
    meeting = form.instance
    if meeting.title == suggested:
        # Nobody chose this year: it is that of the day.
        meeting.title = f"{meeting.body.name} {meeting.day.year}"
    form.save()
    agendas.begin(meeting, by=by)
    starting.begin(meeting, by=by)


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def of_meeting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Prepare the invitations of a meeting that is in the agenda already."""
    meeting = get_object_or_404(starting.without_invitations().select_related("body"), pk=pk)
    made = starting.begin(meeting, by=request.user)  # type: ignore[arg-type]
    return redirect("network_meeting", made.pk)


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def meeting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How it stands, and what is next."""
    found = kept(request, pk)
    asked = found.invitees.asked().exclude(pk__in=circle.left(found).values("pk"))
    answers = list(asked.values_list("answer", flat=True))
    seats = list(found.attendees.values_list("seated_at", flat=True))
    waves = [(wave, *sending.progress(wave)) for wave in found.waves.order_by("goes_at")]
    back = known_restore()
    words = {
        "network_meeting": found,
        "meeting": found.meeting,
        "asked": len(answers),
        "yes": answers.count(Answer.YES),
        "no": answers.count(Answer.NO),
        "silent": answers.count(Answer.NONE),
        "people": len(seats),
        "twice": _twice(found),
        "waiting": seats.count(None),
        "invited": sum(written for wave, written, _ in waves if wave.kind == WaveKind.INVITATION),
        "waves": waves,
        "put_back": {wave.pk for wave, *_ in waves if waits_for_a_person(wave, back)},
        "drafts": bool(sending.drafts(found)),
        "too_late": {wave.pk for wave, *_ in waves if not sending.has_time(wave)},
        **breakout_words(found),
        "without_address": circle.without_address(found),
    }
    return render(request, "newsletters/network/meeting.html", words)


def _twice(found: NetworkMeeting) -> list[str]:
    """Names that are announced more than once: perhaps one person, who would take two seats."""
    names = Counter(
        " ".join(name.casefold().split()) for name in found.attendees.values_list("name", flat=True)
    )
    return [name.title() for name, times in sorted(names.items()) if times > 1]


def breakout_words(found: NetworkMeeting) -> dict[str, Any]:
    """The breakouts in their order, each with how full it is."""
    rows = found.breakouts.prefetch_related("choices").order_by("position")
    lines = [
        {
            "row": row,
            "placed": sum(choice.has_a_place for choice in row.choices.all()),
            "first": sum(choice.rank == 1 for choice in row.choices.all()),
            "room": row.capacity and row.capacity * found.rounds,
        }
        for row in rows
    ]
    return {"breakouts": lines, "base": ",".join(str(line["row"].pk) for line in lines)}  # type: ignore[union-attr]


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What it is about, until when one answers, how many fit, how many rounds."""
    found = kept(request, pk)
    form = FactsForm(request.POST or None, instance=found)
    page = FormPage(
        "Gegevens wijzigen", here(found), kicker=found.meeting.title, crumbs=crumbs(found),
        lead="Titel, dag en plaats wijzig je bij de vergadering zelf.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: _save(form, found, request.user))  # type: ignore[arg-type]


def _save(form: FactsForm, found: NetworkMeeting, by: Actor) -> None:
    with taking(found, by) as row:
        # What was counted before the lock may be another count now.
        form.clean_seats()
        saved(form, row)


def kept(request: HttpRequest, pk: uuid.UUID) -> NetworkMeeting:
    """A network meeting, for the netwerkbureau."""
    found: NetworkMeeting = get_visible(request.user, NetworkMeeting.objects.shown(), pk=pk)
    return found


def here(found: NetworkMeeting) -> str:
    return reverse("network_meeting", args=[found.pk])


def crumbs(found: NetworkMeeting | None = None, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The pages above one of these."""
    first = [("Werkbank", reverse("werkbank")), (LIST, reverse("network_meetings"))]
    return [*first, *([(found.meeting.title, here(found))] if found else []), *more]


def refused(request: HttpRequest, refusal: ValidationError) -> None:
    """Say above the page why a button did nothing."""
    messages.error(request, refusal.messages[0])
