"""'Plak je agenda' in two steps: paste, check, and only then add."""

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from governance.meetings import order, pasting
from governance.meetings.forms import PastedItems, PasteForm
from governance.meetings.models import AgendaItem, Meeting, Treatment
from governance.meetings.views.answers import changed
from governance.meetings.views.items import CHANGE, kept_meeting
from zorgzaam.audit.actors import Actor
from zorgzaam.doors import Door, entrance
from zorgzaam.form_keys import once


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
def paste(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Text in, preview out; confirmed, the checked lines go on the agenda. Confirming twice adds once."""
    meeting = kept_meeting(request, pk)
    if "confirm" in request.POST:
        return _confirm(request, meeting)
    form = PasteForm(request.POST or None)
    context: dict[str, Any] = {"meeting": meeting, "form": form}
    if request.method == "POST" and form.is_valid():
        found = _parsed(form)
        if found:
            context |= {"items": _preview(found), "form_key": uuid.uuid4(), "text": form.cleaned_data["text"]}
            return render(request, "governance/paste.html", context)
    return render(request, "governance/paste.html", context, status=422 if form.errors else 200)


def _parsed(form: PasteForm) -> list[pasting.Pasted]:
    try:
        found = pasting.parse(form.cleaned_data["text"])
    except pasting.TooManyLines:
        form.add_error("text", f"Dit zijn meer dan {pasting.MOST_LINES} regels. Plak de agenda in delen.")
        return []
    if not found:
        form.add_error("text", "Hierin herkennen we geen agendapunten. Zet elk punt op een eigen regel.")
    return found


def _preview(found: list[pasting.Pasted]) -> Any:
    return PastedItems(
        initial=[
            {
                "take": not item.doubtful,
                "title": item.title,
                "kind": item.kind,
                "formality": item.treatment == Treatment.FORMALITY,
                "minutes": item.length,
            }
            for item in found
        ]
    )


def _confirm(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    items = PastedItems(request.POST)
    key = _key(request)
    if not items.is_valid():
        context = {"meeting": meeting, "items": items, "form_key": key, "text": request.POST.get("text", "")}
        return render(request, "governance/paste.html", context, status=422)
    chosen = [line for line in items.cleaned_data if line.get("take")]
    before = order.current_order(meeting)
    with transaction.atomic():
        for index, line in enumerate(chosen):
            once_key = once(key, request.user, f"pasted item {index}", meeting.pk)
            _add(meeting, line, once_key, request.user)  # type: ignore[arg-type]
    added = len(order.current_order(meeting)) - len(before)
    return changed(
        request, meeting, f"{added} {'punt staat' if added == 1 else 'punten staan'} op de agenda."
    )


def _key(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("form_key", ""))
    except ValueError:
        return uuid.uuid4()


def _add(meeting: Meeting, line: dict[str, Any], key: uuid.UUID | None, by: Actor) -> None:
    treatment = Treatment.FORMALITY if line["formality"] else Treatment.DISCUSS
    item = AgendaItem(
        title=line["title"], kind=line["kind"], treatment=treatment, minutes=line["minutes"], form_key=key
    )
    order.add(meeting, item, by=by)
