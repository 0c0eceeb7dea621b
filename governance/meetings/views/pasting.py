"""'Plak je agenda' in steps with an address each: paste, check, and only then add."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from governance.meetings import order, pasting
from governance.meetings.bringing import Bringers
from governance.meetings.models import AgendaItem, Meeting, Treatment
from governance.meetings.pasted import Pasted
from governance.meetings.pasted_twice import Known
from governance.meetings.pasting_forms import PastedItems, PasteForm
from governance.meetings.views.answers import changed
from governance.meetings.views.kept import CHANGE, holds_office, kept_meeting
from zorgzaam.audit.actors import Actor
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.publicity import Publicity, narrowest
from zorgzaam.ui.dates import clock

# Drafts live in the session: they are nobody else's, and go with it when somebody logs out or after twelve hours.
DRAFTS, MOST_DRAFTS = "pasted-agendas", 3
# Sent along once somebody was told that the draft is gone.
ANYWAY, GONE = "toch", 409
LEVELS = Publicity.values
# Of what the pasted text calls besloten or vertrouwelijk, until who keeps the agenda writes a better one.
GROUND = "Zo stond het in de geplakte agenda."


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def paste(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Text in; what was recognised is on the next page. Coming back here, the text still stands there."""
    meeting = kept_meeting(request, pk)
    form = PasteForm(request.POST or None, initial={"text": _last_draft(request, meeting)})
    if request.method == "POST" and form.is_valid() and _parsed(form):
        return redirect("agenda_pasted", meeting.pk, _keep_draft(request, meeting, form.cleaned_data["text"]))
    context = {"meeting": meeting, "form": form}
    return render(request, "governance/paste.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def pasted(request: HttpRequest, pk: uuid.UUID, draft: uuid.UUID) -> HttpResponse:
    """What was recognised, to check; confirmed, the lines go on the agenda. Confirming twice adds once."""
    meeting = kept_meeting(request, pk)
    bringers = Bringers.of(meeting.body)
    text = _drafts(request, meeting).get(str(draft))
    if request.method == "POST":
        return _confirm(request, meeting, draft, bringers, text)
    if text is None:
        messages.info(request, "Deze geplakte tekst is al verwerkt of opgeruimd. Plak de agenda opnieuw.")
        return redirect("agenda_paste", meeting.pk)
    return _show(request, meeting, _formset(request, meeting, text, bringers), bringers)


def _formset(request: HttpRequest, meeting: Meeting, text: str | None, bringers: Bringers) -> Any:
    """The lines of the draft, as they were sent back where they were."""
    office = holds_office(request.user, meeting)
    lines = _lines(pasting.parse(text, bringers.names), meeting, office) if text is not None else None
    kwargs = {"bringers": bringers, "office": office}
    return PastedItems(request.POST or None, initial=lines, form_kwargs=kwargs)


def _show(
    request: HttpRequest, meeting: Meeting, items: Any, bringers: Bringers, status: int = 200
) -> HttpResponse:
    context = {
        "meeting": meeting,
        "items": items,
        "bringers": bringers,
        "gone": status == GONE,
        "odd": sum(bool(form.initial.get("note")) for form in items),
        "there": sum(bool(form.initial.get("there")) for form in items),
        "closed": sum(form.initial.get("publicity", Publicity.PUBLIC) != Publicity.PUBLIC for form in items),
        "first": _first_time(items, meeting),
    }
    return render(request, "governance/pasted.html", context, status=status)


def _first_time(items: Any, meeting: Meeting) -> str:
    """The first time in the text, where the meeting begins at another."""
    first: str = next((form.initial["starts"] for form in items if form.initial.get("starts")), "")
    return "" if first == clock(meeting.starts_at) else first


def _parsed(form: PasteForm) -> list[Pasted]:
    try:
        found = pasting.parse(form.cleaned_data["text"])
    except pasting.TooManyLines:
        form.add_error("text", f"Dit zijn meer dan {pasting.MOST_LINES} regels. Plak de agenda in delen.")
        return []
    if not found:
        form.add_error("text", "Hierin herkennen we geen agendapunten. Zet elk punt op een eigen regel.")
    return found


def _lines(found: list[Pasted], meeting: Meeting, office: bool) -> list[dict[str, Any]]:
    known = Known.on(meeting)
    there = [known.like(item.title) for item in found]
    return [
        {
            "take": not item.doubtful and not like,
            "there": like,
            # Who holds no office could not read it again.
            "publicity": item.publicity
            if office
            else min(item.publicity, Publicity.CLOSED, key=LEVELS.index),
            "title": item.title,
            "kind": item.kind,
            "formality": item.treatment == Treatment.FORMALITY,
            "minutes": item.length,
            "owner": item.owner,
            "inside": item.inside,
            "starts": item.begins,
            "note": item.note,
        }
        for item, like in zip(found, there, strict=True)
    ]


def _confirm(
    request: HttpRequest, meeting: Meeting, draft: uuid.UUID, bringers: Bringers, text: str | None
) -> HttpResponse:
    """Add the lines as they were sent. Without the draft (`text` None) perhaps they were added before, or the session
    ended: the lines come back with the question whether to add them all the same."""
    items = _formset(request, meeting, text, bringers)
    if not items.is_valid():
        return _show(request, meeting, items, bringers, status=422)
    if text is None and not request.POST.get(ANYWAY):
        return _show(request, meeting, items, bringers, status=GONE)
    before = order.current_order(meeting)
    with transaction.atomic():
        whole: AgendaItem | None = None
        for line in items.cleaned_data:
            if line.get("take"):
                made = _add(meeting, line, request.user, whole if line["inside"] else None)  # type: ignore[arg-type]
                whole = whole if line["inside"] else made
    _forget_draft(request, draft)
    added = len(order.current_order(meeting)) - len(before)
    return changed(
        request, meeting, f"{added} {'punt staat' if added == 1 else 'punten staan'} op de agenda."
    )


def _add(meeting: Meeting, line: dict[str, Any], by: Actor, inside: AgendaItem | None) -> AgendaItem:
    treatment = Treatment.FORMALITY if line["formality"] else Treatment.DISCUSS
    item = AgendaItem(title=line["title"], kind=line["kind"], treatment=treatment, minutes=line["minutes"])
    item.owner_organisation_id, item.owner_person_id = line["owner"]
    item.publicity = narrowest(
        "publicity", line["publicity"], inside.publicity if inside else Publicity.PUBLIC
    )
    item.publicity_ground = "" if item.publicity == Publicity.PUBLIC else GROUND
    return order.add(meeting, item, by=by, inside=inside)


# ---------------------------------------------------------------- drafts
def _drafts(request: HttpRequest, meeting: Meeting) -> dict[str, str]:
    """Pasted texts of this session for a meeting by key, the oldest first."""
    kept = request.session.get(DRAFTS, [])
    return {key: text for key, of, text in kept if of == str(meeting.pk)}


def _last_draft(request: HttpRequest, meeting: Meeting) -> str:
    return next(reversed(_drafts(request, meeting).values()), "")


def _keep_draft(request: HttpRequest, meeting: Meeting, text: str) -> uuid.UUID:
    key = uuid.uuid4()
    kept = [*request.session.get(DRAFTS, []), (str(key), str(meeting.pk), text)]
    request.session[DRAFTS] = kept[-MOST_DRAFTS:]
    return key


def _forget_draft(request: HttpRequest, key: uuid.UUID) -> None:
    kept = request.session.get(DRAFTS, [])
    request.session[DRAFTS] = [draft for draft in kept if draft[0] != str(key)]
