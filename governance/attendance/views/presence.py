"""Noting who is there, and the quorum of every item: one screen for the secretary, on a phone too."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.attendance.judging import rule_in_words
from governance.attendance.models import Invitation, Movement, MovementKind, Presence, PresenceState
from governance.attendance.presence import SomebodyWasFirst, note, note_movement
from governance.attendance.quorum import Table, terms_of
from governance.attendance.reading import titles_for
from governance.attendance.views.inviting import FORM, INVITE, SEES, kept
from governance.meetings.models import AgendaItem, Meeting
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once

MOVED = ("invitation__person", "item", "noted_by")
FIRST = "Een ander noteerde intussen iets anders voor {names}. Kijk hieronder, en bewaar het dan opnieuw."


@require_http_methods(FORM)
@entrance(Door.WERKBANK, INVITE)
@once
def presence(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One press of a button notes everybody."""
    meeting = kept(request, pk)
    status, typed = 200, {}
    if request.method == "POST":
        typed = _typed(request)
        try:
            changed = note(meeting, typed, by=request.user)  # type: ignore[arg-type]
        except SomebodyWasFirst as first:
            messages.error(request, FIRST.format(names=", ".join(first.names)))
            status = 409
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            status = 422
        else:
            messages.success(request, _noted(changed))
            return redirect("presence", meeting.pk)
    context = {"meeting": meeting, "states": PresenceState.choices, **_lists(meeting, typed)}
    titles = titles_for(request.user, meeting)
    for one in [*context["items"], *(move.item for move in context["movements"])]:
        one.called = titles.get(one.pk, "Vertrouwelijk punt")
    return render(request, "governance/presence.html", context, status=status)


def _noted(changed: int) -> str:
    return "Bewaard." if changed else "Er is niets veranderd."


def _typed(request: HttpRequest) -> dict[uuid.UUID, tuple[str, str]]:
    """Per invitation what the page showed and what was chosen."""
    found = {}
    for name, was in request.POST.items():
        if name.startswith("was-"):
            key = name.removeprefix("was-")
            try:
                found[uuid.UUID(key)] = (str(was), request.POST.get(f"is-{key}") or str(was))
            except ValueError:
                raise Http404 from None
    return found


def _lists(meeting: Meeting, typed: dict[uuid.UUID, tuple[str, str]]) -> dict[str, Any]:
    rows = list(Invitation.objects.asked().filter(meeting=meeting).shown())
    noted = Presence.objects.filter(invitation__in=rows).select_related("noted_by")
    known = {each.invitation_id: each for each in noted}
    for row in rows:
        row.meeting = meeting
        row.noted = known.get(row.pk)  # type: ignore[attr-defined]
        row.was = row.noted.state if row.noted else ""  # type: ignore[attr-defined]
        row.chosen = typed.get(row.pk, ("", row.was))[1]  # type: ignore[attr-defined]
    moves = Movement.objects.filter(invitation__meeting=meeting).exclude(kind=MovementKind.MISTAKE)
    return {
        "rows": rows,
        "items": list(meeting.items.order_by("position")),
        "movements": list(moves.select_related(*MOVED).order_by("item__position")),
        "noted": len(known),
        "here": sum(each.state == PresenceState.PRESENT for each in known.values()),
    }


@require_POST
@entrance(Door.WERKBANK, INVITE)
@once
def move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody came in or left at an item, or that was noted by mistake."""
    meeting = kept(request, pk)
    asked = Invitation.objects.asked().filter(meeting=meeting).select_related("meeting", "person")
    row = get_visible(request.user, asked, pk=_id(request, "invitation"))
    item = AgendaItem.objects.filter(meeting=meeting, pk=_id(request, "item")).first()
    kind = request.POST.get("kind", "")
    if item is None or kind not in MovementKind.values:
        raise Http404
    try:
        note_movement(row, item, MovementKind(kind), by=request.user)  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, f"Bewaard: {row.person.name}.")
    return redirect("presence", meeting.pk)


def _id(request: HttpRequest, name: str) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None


@require_safe
@entrance(Door.ANY, SEES)
def quorum(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Per item whether the body may decide, with why. An item this reader may not read has no words of its own."""
    meeting = get_for(request.user, Meeting.objects.select_related("body"), SEES, pk=pk)
    table = Table.of(meeting)
    titles = titles_for(request.user, meeting)
    lines = [
        {
            "item": item,
            "title": titles[item.pk],
            "quorum": table.quorum(item),
            "aside": [one for one in table.aside(item) if one.is_out],
        }
        for item in table.items
        if item.pk in titles
    ]
    keeps = may(request.user, INVITE, meeting)
    context = {
        "meeting": meeting,
        "lines": lines,
        # That there are others, and how many, is for who keeps the agenda.
        "hidden": len(table.items) - len(lines) if keeps else 0,
        "rule": table.rule,
        "rule_words": rule_in_words(terms) if (terms := terms_of(table.rule)) else "",
        "noted": table.noted.is_noted,
        "keeps": keeps,
    }
    return render(request, "governance/quorum.html", context)
