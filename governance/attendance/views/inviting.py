"""Asking people to a meeting, and seeing who answered what: work of who keeps the agenda."""

import uuid
from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.attendance.begun import has_begun
from governance.attendance.forms import GuestForm, NotedReplyForm
from governance.attendance.inviting import (
    invite,
    invite_guest,
    invite_instead,
    proposed,
    renew_link,
    take_off,
)
from governance.attendance.models import Invitation, Reply
from governance.attendance.quorum import Table
from governance.attendance.replying import answer, why_closed
from governance.attendance.telling import KIND
from governance.meetings.facts import as_read_by
from governance.meetings.models import Meeting
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.ui.pages import FormPage, form_page

INVITE, SEES = "governance.invite", "governance.view_attendance"
FORM = ["GET", "HEAD", "POST"]
MAILED = "De gast is uitgenodigd. De mail gaat binnen een minuut weg."
NO_MAIL = "De vergadering is al begonnen, dus er gaat geen mail."


def kept(request: HttpRequest, pk: uuid.UUID) -> Meeting:
    """A meeting whose agenda this reader keeps; 404 or 403 otherwise."""
    found: Meeting = get_for(request.user, Meeting.objects.select_related("body"), INVITE, pk=pk)
    return found


@require_http_methods(FORM)
@entrance(Door.WERKBANK, INVITE)
@once
def invite_people(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who sits there that day and was not asked yet, to ask in one go. Pressed twice, it asks once."""
    meeting = kept(request, pk)
    offered = proposed(meeting, request.user)
    if request.method == "POST":
        chosen = set(request.POST.getlist("mandate"))
        asked = [each.mandate for each in offered if str(each.mandate.pk) in chosen]
        try:
            count = invite(meeting, asked, by=request.user)  # type: ignore[arg-type]
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return redirect("attendance", meeting.pk)
        messages.success(request, _asked_in_words(count, meeting))
        return redirect(_back(request, meeting))
    context = {"meeting": meeting, "offered": offered, "asked": _asked_so_far(meeting)}
    context |= {"begun": has_begun(meeting), "back": _back(request, meeting)}
    return render(request, "governance/invite.html", context)


def _back(request: HttpRequest, meeting: Meeting) -> str:
    """Who comes from the screen of a meeting that goes on (`?terug=live`), goes back to it."""
    name = "live" if request.GET.get("terug") == "live" else "attendance"
    return reverse(name, args=[meeting.pk]) + ("#aanwezig" if name == "live" else "")


def _asked_in_words(count: int, meeting: Meeting) -> str:
    if not count:
        return "Er is niemand nieuw uitgenodigd."
    who = "1 persoon" if count == 1 else f"{count} personen"
    if has_begun(meeting):
        return f"{who} op de lijst gezet. {NO_MAIL}"
    return f"{who} {'is' if count == 1 else 'zijn'} uitgenodigd. De mail gaat binnen een minuut weg."


def _asked_so_far(meeting: Meeting) -> int:
    return Invitation.objects.asked().filter(meeting=meeting).count()


@require_http_methods(FORM)
@entrance(Door.WERKBANK, INVITE)
@once
def invite_somebody(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A guest."""
    meeting = kept(request, pk)
    initial = {"instead_of": request.GET.get("vervangt")}
    form = GuestForm(request.POST or None, meeting=meeting, reader=request.user, initial=initial)
    begun = has_begun(meeting)
    page = FormPage(
        "Gast of vervanger op de lijst zetten" if begun else "Gast of vervanger uitnodigen",
        _back(request, meeting),
        submit="Zet op de lijst" if begun else "Nodig uit",
        lead="Voor wie hier niet zit, maar wel komt. Een gast telt niet mee voor het quorum, een vervanger wel.",
        kicker=meeting.title,
        done=f"Op de lijst gezet. {NO_MAIL}" if begun else MAILED,
        crumbs=[
            (meeting.title, meeting.get_absolute_url()),
            ("Wie komt er", reverse("attendance", args=[meeting.pk])),
        ],
    )
    return form_page(request, form, page, act=lambda: _ask(meeting, form.cleaned_data, request.user))


def _ask(meeting: Meeting, said: dict[str, Any], by: Any) -> bool:
    if absent := said.get("instead_of"):
        return invite_instead(absent, said["person"], by=by)
    return invite_guest(meeting, said["person"], by=by)


@require_safe
@entrance(Door.ANY, SEES)
def attendance(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who was asked, who answered what, and whether that would be enough to decide."""
    meeting = get_for(request.user, Meeting.objects.select_related("body"), SEES, pk=pk)
    keeps = may(request.user, INVITE, meeting)
    as_read_by(request.user, [meeting])
    rows = list(Invitation.objects.asked().filter(meeting=meeting).shown())
    for row in rows:
        row.meeting = meeting
    table = Table.of(meeting)
    context = {
        "meeting": meeting,
        "rows": _with_mail(rows) if keeps else rows,
        "keeps": keeps,
        "counts": _counts(rows),
        "parties": _parties(table, rows),
        "forecast": table.forecast(),
        "mine": next((row for row in rows if row.person_id == request.user.person_id), None),  # type: ignore[union-attr]
        "closed": why_closed(meeting),
        "off": meeting.is_off or meeting.is_discarded,
    }
    return render(request, "governance/attendance.html", context)


def _counts(rows: list[Invitation]) -> list[tuple[str, int]]:
    found = Counter(row.reply for row in rows)
    return [(_many(Reply(value), found[value]), found[value]) for value in Reply.values if found[value]]


def _many(reply: Reply, count: int) -> str:
    several = {Reply.YES: "komen", Reply.NO: "komen niet", Reply.MAYBE: "weten het nog niet"}
    return several[reply] if count > 1 and reply in several else reply.label


def _parties(table: Table, rows: list[Invitation]) -> list[dict[str, Any]]:
    """Numbers per organisation with a seat; those of whom nobody was asked too."""
    counted = []
    for party in table.parties:
        mine = [row for row in rows if row.party == party.key]
        yes = sum(row.reply == Reply.YES for row in mine)
        no = sum(row.reply == Reply.NO for row in mine)
        counted.append(
            {"party": party, "asked": len(mine), "yes": yes, "no": no, "open": len(mine) - yes - no}
        )
    return counted


def _with_mail(rows: list[Invitation]) -> list[Invitation]:
    """Each with `mail_trouble`: why the last mail did not get there; two queries."""
    last: dict[str, Invitation] = {}
    letters = {row.pk: row for row in rows}
    found = {}
    for row in Invitation.objects.filter(pk__in=letters).prefetch_related("letters"):
        newest = max(row.letters.all(), key=lambda letter: letter.sequence, default=None)
        if newest:
            last[str(newest.pk)] = letters[row.pk]
    mails = OutgoingMail.objects.filter(
        kind=KIND, about__in=last, state__in=[MailState.FAILED, MailState.UNCERTAIN]
    )
    for about in mails.values_list("about", flat=True):
        found[last[about].pk] = "De mail kwam niet aan. Bel even."
    for row in rows:
        trouble = "" if row.person.email else "Geen e-mailadres. Bel even."
        row.mail_trouble = trouble or found.get(row.pk, "")  # type: ignore[attr-defined]
    return rows


@require_http_methods(FORM)
@entrance(Door.WERKBANK, INVITE)
@once
def note_reply(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down what somebody answered by telephone; it says who wrote it."""
    row = _row(request, pk)
    form = NotedReplyForm(request.POST or None, row=row)
    back = reverse("attendance", args=[row.meeting_id])
    page = FormPage(
        f"Antwoord van {row.person.name}",
        back,
        submit="Schrijf het op",
        lead="Voor een antwoord dat je hoorde, bijvoorbeeld aan de telefoon. Er staat bij dat jij het opschreef.",
        kicker=row.meeting.title,
        done="Het antwoord staat erbij.",
        crumbs=[(row.meeting.title, row.meeting.get_absolute_url()), ("Wie komt er", back)],
    )

    def write() -> bool:
        return answer(row, form.given, by=request.user, seen=form.seen)  # type: ignore[arg-type]

    return form_page(request, form, page, act=write)


def _row(request: HttpRequest, pk: uuid.UUID) -> Invitation:
    rows = Invitation.objects.select_related("meeting__body", "person", "organisation", "seat", "mandate")
    found: Invitation = get_for(request.user, rows, INVITE, pk=pk)
    return found


@require_POST
@entrance(Door.WERKBANK, INVITE)
def take_off_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody is not asked any more; they get a mail that says so."""
    row = _row(request, pk)
    if take_off(row, by=request.user):  # type: ignore[arg-type]
        messages.success(
            request, f"{row.person.name} is van de lijst. Wie een uitnodiging had, krijgt bericht."
        )
    return redirect("attendance", row.meeting_id)


@require_POST
@entrance(Door.WERKBANK, INVITE)
@once
def send_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Mail the invitation once more, with a new link; the old link is dead."""
    row = _row(request, pk)
    renew_link(row, by=request.user)  # type: ignore[arg-type]
    messages.success(
        request, f"{row.person.name} krijgt de uitnodiging opnieuw. Een oude link werkt niet meer."
    )
    return redirect("attendance", row.meeting_id)


def own_row(request: HttpRequest, pk: uuid.UUID) -> Invitation:
    """The invitation of this reader themselves; 404 for anybody else's."""
    rows = Invitation.objects.filter(person_id=request.user.person_id)  # type: ignore[union-attr]
    related = rows.select_related(
        "meeting__body", "person", "organisation", "seat", "mandate", "stands_in_for__person"
    )
    found: Invitation = get_visible(request.user, related, pk=pk)
    return found
