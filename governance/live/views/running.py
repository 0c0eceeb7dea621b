"""Steps of who leads the meeting: to another item, the clock, the doors, who is here, notes, actions and the end."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.actions.models import Action
from governance.live import being_there, running
from governance.live.formalities import formalities_of, settle_all
from governance.live.forms import EndForm, QuickActionForm
from governance.live.models import LiveMeeting, LiveNote
from governance.live.noting import Words, notes_at, write
from governance.live.screen import Screen
from governance.live.views.at_the_table import FORM, RUN, key_in, run, step
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.sides import is_private
from governance.series.slipping import left_over, next_meeting
from zorgzaam.access import get_for
from zorgzaam.accounts.models import User
from zorgzaam.doors import Door, entrance
from zorgzaam.once import not_done, once
from zorgzaam.ui.dates import day
from zorgzaam.ui.pages import FormPage, form_page
from zorgzaam.versions import StaleVersion

ITEM_CLOSED = (
    "Dit punt is intussen besloten. Wat je hier typte, is niet bewaard. Kopieer het, open de pagina opnieuw en zet het "
    "in het besloten deel."
)


@require_POST
@entrance(Door.WERKBANK, RUN)
def take(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One step; its button says which."""
    meeting = run(request, pk)
    by: Any = request.user
    asked = request.POST.get("stap", "")
    steps = {
        "naar": lambda: running.go_to(
            meeting, key_in(request, "punt"), seen=key_in(request, "gezien"), by=by
        ),
        "klok-aan": lambda: running.clock(meeting, True, by=by),
        "klok-uit": lambda: running.clock(meeting, False, by=by),
        "besloten-aan": lambda: running.close_doors(meeting, True, by=by),
        "besloten-uit": lambda: running.close_doors(meeting, False, by=by),
        "schorsing-aan": lambda: running.adjourn(meeting, True, by=by),
        "schorsing-uit": lambda: running.adjourn(meeting, False, by=by),
    }
    if asked not in steps:
        raise Http404
    return step(request, reverse("live", args=[pk]), steps[asked])


@require_POST
@entrance(Door.WERKBANK, RUN)
def presence(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody is here, or left; or everybody of whom nothing is written down is here."""
    meeting = run(request, pk)
    back, by = f"{reverse('live', args=[pk])}#aanwezig", cast("User", request.user)
    if request.POST.get("is") == "allen":
        return step(request, back, lambda: being_there.all_here(meeting, by=by))
    who, here = key_in(request, "wie"), request.POST.get("is") == "er"
    if who is None:
        raise Http404
    return step(request, back, lambda: being_there.toggle(meeting, who, here, by=by))


@require_http_methods(FORM)
@entrance(Door.WERKBANK, RUN)
def note(request: HttpRequest, pk: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """The notes of one item. The page sends them by itself and gets the new version, or what another wrote; without
    script it is a form."""
    meeting = run(request, pk)
    about = _item(request, meeting, item)
    closed = (request.POST or request.GET).get("besloten") == "ja"
    if request.method != "POST":
        asked = Words("", closed)
        return (
            _as_it_stands(request, about, asked) if _by_script(request) else _note_page(request, about, asked)
        )
    typed = _typed(request, closed)
    if is_private(about) and not closed:
        # The page was opened before the item was closed. Which words of the box were said when, nobody knows here.
        return _refused(request, about, typed, 422, said=ITEM_CLOSED)
    try:
        row = write(meeting, about, typed, by=request.user)  # type: ignore[arg-type]
    except StaleVersion:
        return _refused(request, about, typed, 409)
    except ValidationError as refusal:
        return _refused(request, about, typed, 422, said=refusal.messages[0])
    if _by_script(request):
        return JsonResponse({"version": row.version})
    return redirect(f"{reverse('live', args=[pk])}?punt={item}")


def _typed(request: HttpRequest, closed: bool) -> Words:
    # Forms send two characters for the end of a line: counted before, a note of many lines would lose its last words.
    text = request.POST.get("text", "").replace("\r\n", "\n").replace("\x00", "")
    try:
        return Words(text, closed, int(request.POST.get("version") or 0))
    except ValueError:
        raise Http404 from None


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _refused(
    request: HttpRequest, item: AgendaItem, typed: Words, status: int, said: str = ""
) -> HttpResponse:
    """Nothing was overwritten: what stands there now, beside what was typed."""
    if not _by_script(request):
        return _note_page(request, item, typed, status, said=said, refused=True)
    row = _note(request, item, typed.closed)
    theirs = {"version": row.version if row else 0, "theirs": row.text if row else ""}
    return JsonResponse({"said": said} if said else theirs, status=status)


def _as_it_stands(request: HttpRequest, item: AgendaItem, asked: Words) -> HttpResponse:
    """For a box in which nobody is typing: what another wrote meanwhile."""
    row = _note(request, item, asked.closed)
    return JsonResponse({"version": row.version if row else 0, "text": row.text if row else ""})


def _note(request: HttpRequest, item: AgendaItem, closed: bool) -> LiveNote | None:
    assert item.meeting is not None  # `_item` asks for one of this meeting
    return notes_at(item.meeting, item.pk, request.user).get(closed)


def _note_page(
    request: HttpRequest, item: AgendaItem, typed: Words, status: int = 200, **more: Any
) -> HttpResponse:
    closed = typed.closed or is_private(item)
    row = _note(request, item, closed)
    context = {
        "meeting": item.meeting,
        "item": item,
        "closed": closed,
        "text": typed.text if more else row.text if row else "",
        "theirs": row.text if row else "",
        "version": row.version if row else 0,
        **more,
    }
    return render(request, "governance/live_note.html", context, status=status)


def _item(request: HttpRequest, meeting: Meeting, pk: uuid.UUID) -> AgendaItem:
    """An item of this meeting that this reader keeps."""
    rows = AgendaItem.objects.filter(meeting=meeting).select_related("body", "meeting")
    found: AgendaItem = get_for(request.user, rows, RUN, pk=pk)
    return found


@require_http_methods(FORM)
@entrance(Door.WERKBANK, RUN)
@once
def action(request: HttpRequest, pk: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """What somebody takes on, in one line."""
    meeting = run(request, pk)
    about = _item(request, meeting, item)
    row = Action(body=meeting.body, meeting=meeting, item=about, given_by=request.user.person)  # type: ignore[union-attr]
    form = QuickActionForm(request.POST or None, instance=row, keeps=True, reader=request.user)
    back = f"{reverse('live', args=[pk])}?punt={item}"
    page = FormPage(
        "Actie toevoegen", back, "Voeg de actie toe", kicker=about.title, crumbs=_crumbs(meeting),
        lead="Wie hem doet, krijgt er een mail over.", done="De actie staat erbij.",
    )  # fmt: skip
    return form_page(request, form, page)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, RUN)
@once
def finish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The end of the meeting, with what was not reached."""
    meeting = run(request, pk)
    live = LiveMeeting.objects.filter(meeting=meeting).first()
    if live is None:
        return redirect("live", pk)
    live.meeting = meeting
    may_go_on = {item.pk for item in left_over(meeting)}
    lines = [line for line in Screen(live, request.user).not_reached if line.pk in may_go_on]
    form = EndForm(request.POST or None, lines=lines, live=live)
    page = FormPage(
        "Vergadering sluiten", reverse("live", args=[pk]), "Sluit de vergadering", kicker=meeting.title,
        lead=_what_happens(meeting, bool(lines)), done="De vergadering is gesloten. Je kunt nu het verslag maken.",
        crumbs=_crumbs(meeting),
    )  # fmt: skip
    by: Any = request.user
    return form_page(
        request, form, page, act=lambda: running.end(meeting, form.goes_on, by=by, held=form.held)
    )


@require_http_methods(FORM)
@entrance(Door.WERKBANK, RUN)
@once
def resume(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It was ended too early: it goes on."""
    meeting = run(request, pk)
    back = reverse("live", args=[pk])
    if why := running.stays_ended(meeting):
        messages.error(request, why)
        return not_done(redirect(back))
    page = FormPage(
        "Toch nog niet gesloten", back, "Ga verder met de vergadering", kicker=meeting.title,
        lead="De vergadering gaat weer verder: leden zien weer welk punt aan de orde is. Wat al is vastgesteld of naar "
        "een volgende vergadering ging, blijft zo. Is er al een verslag gemaakt, schrijf dan daarin verder.",
        done="De vergadering gaat verder.", crumbs=_crumbs(meeting),
    )  # fmt: skip
    by: Any = request.user
    return form_page(request, Form(request.POST or None), page, act=lambda: running.resume(meeting, by=by))


def _what_happens(meeting: Meeting, some_left: bool) -> str:
    """What ending does with items nobody took up; in words, before it happens."""
    if not some_left:
        return "Alle punten zijn aan de orde geweest."
    following = next_meeting(meeting)
    where = (
        f"komt op de agenda van {following.title}, {day(following.day)}"
        if following
        else "wacht op de volgende vergadering van dit overleg"
    )
    return f"Kies van elk punt dat niet aan de orde was, wat ermee gebeurt. Wat doorgaat, {where}."


@require_http_methods(FORM)
@entrance(Door.WERKBANK, RUN)
@once
def formalities(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Every hamerstuk with a proposal, in one stroke."""
    meeting = run(request, pk)
    if request.method == "POST":
        seen, by = _seen(request), cast("User", request.user)
        said = "De hamerstukken zijn vastgesteld."
        return step(request, reverse("live", args=[pk]), lambda: settle_all(meeting, seen, by=by), said)
    found = formalities_of(meeting, request.user)
    return render(request, "governance/live_formalities.html", {"meeting": meeting, "found": found})


def _seen(request: HttpRequest) -> dict[uuid.UUID, int]:
    """Ids and versions as the page showed them."""
    try:
        pairs = (each.split(":") for each in request.POST.getlist("gezien"))
        return {uuid.UUID(key): int(version) for key, version in pairs}
    except ValueError:
        raise Http404 from None


def _crumbs(meeting: Meeting) -> list[tuple[str, str]]:
    return [
        ("Vergaderingen", reverse("meetings")),
        (meeting.title, meeting.get_absolute_url()),
        ("Live", reverse("live", args=[meeting.pk])),
    ]
