"""Pages of representatives: what a meeting means for those they speak for, and their notes on its items."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance.constituency.forms import NoteForm, PassOnForm
from governance.constituency.models import ItemNote, Moment, PassOn, spoken_for_in
from governance.constituency.taking_home import take_home
from governance.decisions.models import Decision
from governance.meetings.facts import as_read_by
from governance.meetings.models import AgendaItem, Meeting, PublishedLine
from partners.organisations.models import Organisation
from zorgzaam.access import get_for
from zorgzaam.audit.actors import actor_key, actor_person_id
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.publicity import Publicity
from zorgzaam.standing import standing_of
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
NOTE, PASS_ON = "governance.note_item", "governance.pass_on_decision"


@require_safe
@entrance(Door.ANY, "governance.represent")
def meeting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One page per representative per meeting: what was decided, what it asks, what may be told, and our notes."""
    found = get_for(request.user, Meeting.objects.select_related("body"), "governance.represent", pk=pk)
    as_read_by(request.user, [found])
    context = {
        "meeting": found,
        "home": take_home(found, request.user),
        "lines": _lines(request, found),
        "is_over": found.starts_at < timezone.now(),
    }
    return render(request, "governance/constituency.html", context)


def _lines(request: HttpRequest, found: Meeting) -> list[dict[str, object]]:
    """The items of the published agenda, each with the notes this reader may read; three queries."""
    lines = PublishedLine.objects.visible_to(request.user).filter(
        publication__meeting=found, item__isnull=False
    )
    rows = list(lines.order_by("pk").values_list("item_id", "title"))
    notes: dict[uuid.UUID, list[ItemNote]] = {item: [] for item, _ in rows}
    for note in ItemNote.objects.visible_to(request.user).filter(item__in=list(notes)).shown():
        notes[note.item_id].append(note)
    ours = list(spoken_for_in(request.user, found.body_id))
    moments = [Moment.BEFORE, Moment.AFTER] if found.starts_at < timezone.now() else [Moment.BEFORE]
    ways = [(moment, each) for each in ours for moment in moments]
    me = standing_of(request.user).person_id
    return [
        {
            "pk": item,
            "title": title,
            "notes": notes[item],
            "ways": [
                _way(item, *way, [n for n in notes[item] if n.person_id == me], len(ours)) for way in ways
            ],
        }
        for item, title in rows
    ]


def _way(
    item: uuid.UUID, moment: Moment, of: Organisation, mine: list[ItemNote], many: int
) -> tuple[str, str]:
    """Address and words of the button by which somebody notes this for one of their organisations."""
    there = any(note.moment == moment and note.organisation_id == of.pk for note in mine)
    what = "standpunt" if moment == Moment.BEFORE else "terugkoppeling"
    whose = f" namens {of}" if many > 1 else ""
    url = reverse("item_note", args=[item, moment.value])
    return f"{url}?organisatie={of.pk}", f"{'Wijzig' if there else 'Noteer'} {what}{whose}"


@require_http_methods(METHODS)
@entrance(Door.ANY, NOTE)
@once
def note(request: HttpRequest, pk: uuid.UUID, moment: str) -> HttpResponse:
    """My position beforehand or my feedback afterwards, on one item."""
    if moment not in Moment.values:
        raise Http404
    item = get_for(request.user, AgendaItem.objects.select_related("meeting", "body"), NOTE, pk=pk)
    if item.meeting is None:
        raise Http404
    organisations = list(spoken_for_in(request.user, item.body_id))
    row = _own(request, item, moment, organisations)
    form = NoteForm(request.POST or None, instance=row, organisations=organisations)
    title = "Standpunt vooraf" if moment == Moment.BEFORE else "Terugkoppeling achteraf"
    back = reverse("constituency", args=[item.meeting_id])
    page = FormPage(
        title, f"{back}#punt-{item.pk}", "Bewaar", kicker=_title(request, item), crumbs=[("Voor je achterban", back)],
        lead="Je kiest zelf of het hele overleg dit leest, of alleen wie namens je eigen organisatie spreekt.",
        done="Je notitie is bewaard.",
    )  # fmt: skip
    return form_page(request, form, page)


def _own(request: HttpRequest, item: AgendaItem, moment: str, ours: list[Organisation]) -> ItemNote:
    """My note of this moment for the organisation the address names, or the only one I represent; else a new one."""
    me = request.user.person_id  # type: ignore[union-attr]
    asked = [each for each in ours if str(each.pk) == request.GET.get("organisatie")]
    chosen = (asked or ours)[0] if asked or len(ours) == 1 else None
    row = ItemNote(item=item, person_id=me, moment=moment, organisation=chosen)
    there = ItemNote.objects.filter(item=item, person_id=me, moment=moment, organisation=chosen)
    return there.first() or row


def _title(request: HttpRequest, item: AgendaItem) -> str:
    """The title as this reader knows it: an edit nobody published is not theirs to read."""
    line = (
        PublishedLine.objects.visible_to(request.user)
        .filter(item=item)
        .values_list("title", flat=True)
        .first()
    )
    return line or item.title


@require_http_methods(METHODS)
@entrance(Door.ANY, PASS_ON)
@once
def pass_on(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Chair or secretary let a closed decision be told, or take that back."""
    found = get_for(request.user, Decision.objects.select_related("body"), PASS_ON, pk=pk)
    with transaction.atomic():
        # Two who press at once wait for each other here: what the page says stays true until it is answered.
        row = Decision.objects.select_for_update(no_key=True).get(pk=found.pk) if request.POST else found
        if not row.is_settled or row.publicity == Publicity.CONFIDENTIAL:
            raise PermissionDenied
        return _pass_on(request, row)


def _pass_on(request: HttpRequest, row: Decision) -> HttpResponse:
    """The page says what pressing would do now, and the form carries that along."""
    newest = PassOn.objects.filter(decision=row).order_by("at", "pk").last()
    stop = newest is not None and newest.ended_at is None
    now = {"intent": "terugnemen" if stop else "toestaan", "seen": _seen(newest)}
    page = FormPage(
        "Niet langer doorvertellen" if stop else "Dit besluit mag doorverteld worden", row.get_absolute_url(),
        "Neem dit terug" if stop else "Sta dit toe", kicker=str(row), danger=stop,
        lead="Het besluit staat dan niet meer in de tekst die leden doorsturen. Wat al verstuurd is, blijft verstuurd."
        if stop else "Het besluit blijft besloten op deze site. Leden mogen het wel aan hun achterban vertellen.",
        crumbs=[("Besluiten", reverse("decisions")), (str(row), row.get_absolute_url())],
    )  # fmt: skip
    form = PassOnForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in now}
        if asked["intent"] != now["intent"]:
            # What was asked is so already: by an earlier press, or somebody else's.
            messages.success(request, page.done)
            return redirect(page.back)
        if asked != now:
            form = PassOnForm({**request.POST.dict(), **now})
            form.add_error(
                None, "Iemand anders veranderde dit intussen. Kijk wat er nu geldt en kies opnieuw."
            )
            return render(request, page.template, {"page": page, "form": form}, status=409)
    return form_page(
        request, form, page, act=lambda: _release(request, row, form.cleaned_data["reason"], newest, stop)
    )


def _seen(newest: PassOn | None) -> str:
    """What somebody looked at: the last time it was let be told, and whether that was taken back."""
    return f"{newest.pk}:{newest.ended_at is None}" if newest else ""


def _release(request: HttpRequest, row: Decision, reason: str, newest: PassOn | None, stop: bool) -> None:
    """Asked with the decision locked, so `newest` is still so."""
    if stop and newest:
        PassOn.objects.filter(pk=newest.pk).update(ended_at=timezone.now())
        return
    person = actor_person_id(actor_key(request.user))  # type: ignore[arg-type]
    PassOn.objects.create(decision=row, person_id=person, reason=reason)
