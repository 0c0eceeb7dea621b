"""Staff pages of the day itself: the list at the door, one person, the papers, and who was there."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.meetings.facts import as_published
from governance.printouts.pages import Offer, serve, tell
from newsletters.network_meeting.arrivals import door, report
from newsletters.network_meeting.arrivals.forms import WalkInForm
from newsletters.network_meeting.arrivals.papers import KINDS, paper_of, rounds_of
from newsletters.network_meeting.models import Attendee, NetworkMeeting
from zorgzaam.access import get_visible
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.exports import FORMATS, as_download

# What a phone shows at once; typing a name finds the others.
MOST = 60


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def arrivals(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The list at the door: type a name, press once."""
    meeting = _meeting(request, pk)
    typed = request.GET.get("naam", "").replace("\x00", "")[:120]
    rows = list(door.named(meeting, typed)[: MOST + 1])
    context = {
        "network_meeting": meeting,
        "typed": typed,
        "rows": rows[:MOST],
        "more": len(rows) > MOST,
        "count": door.counted(meeting),
        "kinds": KINDS,
        **_door(meeting),
    }
    return render(request, "newsletters/network/arrivals.html", context)


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def arrival(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Where the code on a badge or a phone leads: who this is, and one press. Looking changes nothing."""
    found = _person(request, person)
    context = {
        "person": found,
        "network_meeting": found.network_meeting,
        "rounds": rounds_of(found),
        "count": door.counted(found.network_meeting),
        **_door(found.network_meeting),
    }
    return render(request, "newsletters/network/arrival.html", context)


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def arrival_write(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """In, or taken back. Pressed twice is once."""
    found = _person(request, person)
    meeting, by = found.network_meeting_id, request.user.person  # type: ignore[union-attr]
    back = request.POST.get("terug") == "ja"
    try:
        if back:
            done, said = door.take_back(found, by=by), f"{found.name} staat niet meer als binnen."
        else:
            done, said = door.arrive(found, by=by), f"{found.name} is binnen."
    except ValidationError as no:
        messages.error(request, " ".join(no.messages))
    else:
        messages.success(request, said) if done else messages.info(request, _already(found, back=back))
    return redirect(_list(meeting))


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, BUREAU)
def walk_in(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody is here whom nobody announced."""
    meeting = _meeting(request, pk)
    if request.method != "POST" and meeting.is_off:
        # The list says that it is off.
        return redirect(_list(meeting.pk))
    form = WalkInForm(request.POST or None, initial={"name": request.GET.get("naam", "")[:120]})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            person = door.walk_in(meeting, given["name"], given["organisation"], by=request.user.person)  # type: ignore[union-attr]
        except ValidationError as no:
            form.add_error(None, no) if not hasattr(no, "error_dict") else form.add_error(
                "name", no.messages[0]
            )
        else:
            messages.success(request, f"{person.name} is binnen, en staat op de lijst.")
            return redirect(_list(meeting.pk))
    status = 422 if form.errors else 200
    context = {"network_meeting": meeting, "form": form, "back": _list(meeting.pk)}
    return render(request, "newsletters/network/walk_in.html", context, status=status)


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def presence(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who was there."""
    meeting = _meeting(request, pk)
    rows = list(door.people(meeting))
    context = {
        "network_meeting": meeting,
        "count": door.counted(meeting),
        "lines": report.per_organisation(rows),
        "here": [person for person in rows if report.is_in(person)],
        "missing": [person for person in rows if person.has_a_seat and not report.is_in(person)],
        "files": [
            (kind.upper(), reverse("network_presence_file", args=[meeting.pk, kind])) for kind in FORMATS
        ],
    }
    return render(request, "newsletters/network/presence.html", context)


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def presence_file(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """The same as a list for a spreadsheet."""
    meeting = _meeting(request, pk)
    if kind not in FORMATS:
        raise Http404
    response = as_download("aanwezig", kind, list(report.COLUMNS), report.as_rows(meeting))
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, BUREAU)
def on_paper(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """Ask for the badges or the list as PDF, and see how far it is."""
    meeting = _meeting(request, pk)
    context = {"network_meeting": meeting, "what": KINDS.get(kind, "")}
    return tell(request, _offer(meeting, kind), "newsletters/network/on_paper.html", context)


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def paper_file(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponseBase:
    """The PDF; where it is not there, the way to the page that offers to make it."""
    return serve(request, _offer(_meeting(request, pk), kind))


def _offer(meeting: NetworkMeeting, kind: str) -> Offer:
    if kind not in KINDS:
        raise Http404
    given = {"pk": meeting.pk, "kind": kind}
    name = f"{kind}-{slugify(meeting.meeting.title)[:60]}.pdf"
    here, file = reverse("network_on_paper", kwargs=given), reverse("network_paper_file", kwargs=given)
    return Offer(paper_of(meeting, kind), here, file, name)


def _meeting(request: HttpRequest, pk: uuid.UUID) -> NetworkMeeting:
    found: NetworkMeeting = get_visible(request.user, NetworkMeeting.objects.shown(), pk=pk)
    as_published(found.meeting)
    return found


def _person(request: HttpRequest, pk: uuid.UUID) -> Attendee:
    rows = Attendee.objects.select_related("network_meeting__meeting__body", "invitee", "arrival")
    rows = rows.prefetch_related("invitee__organisations", "choices__breakout")
    found: Attendee = get_visible(request.user, rows, pk=pk)
    as_published(found.network_meeting.meeting)
    return found


def _door(meeting: NetworkMeeting) -> dict[str, object]:
    """Whether people can come in, and from when on where that is still to come."""
    early = door.is_early(meeting)
    return {"opens_at": door.opens_at(meeting) if early else None, "is_open": not (early or meeting.is_off)}


def _already(person: Attendee, *, back: bool) -> str:
    return (
        f"{person.name} stond niet als binnen."
        if back
        else f"{person.name} was al binnen. Niet dubbel geteld."
    )


def _list(meeting: uuid.UUID) -> str:
    return reverse("network_arrivals", args=[meeting])
