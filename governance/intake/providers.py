"""What the intake tells the rest of the house: todos, places, the termijnagenda and mail that may still go."""

import datetime
import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from governance.intake import advice_emails, coming_up, emails, known, papers_due, rules
from governance.intake.lateness import Lateness, lateness
from governance.intake.models import Advice, AdviceState, Proposal, ProposalState
from governance.intake.triage import waits_for_report
from governance.intake.views.doors import PARTNER, STATEN, Way
from governance.meetings.models import MANAGERS, AgendaItem, Meeting
from governance.meetings.models.meetings import bodies_where
from governance.series import ahead
from governance.series.coming_up import titles_for
from zorgzaam import places, search, today
from zorgzaam.access import may
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

FEW = 5
# How long before its day what comes later is looked at again.
AGAIN = datetime.timedelta(days=28)


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    known.register()
    today.register("proposals", todos)
    papers_due.register()
    ahead.register("proposals", coming_up.later)
    ahead.register("advice", coming_up.advice)
    places.register("partner", "proposals", on_partner, order=35)
    places.register("staten", "proposals", on_staten, order=15)
    places.register("item.kept", "proposals", on_item, order=20)
    places.register("meeting.own", "advice", advice_of_meeting, order=60)
    places.register("item.aside", "advice", advice_beside_item, order=20)
    for kind in (emails.TO_PROPOSER, emails.TO_KEEPERS):
        may_still_go(kind, emails.still_true)
    for kind in advice_emails.KINDS.values():
        may_still_go(kind, advice_emails.still_true)
    search.register("proposal", search.Searchable("Voorstel", Proposal.objects.shown, "title", line=_line))


def _line(row: Proposal) -> str:
    return f"{row.body.name}, {row.get_state_display().lower()}"


# ---------------------------------------------------------------- front pages
def on_partner(request: HttpRequest, subject: Any) -> Block | None:
    """What my organisations proposed and is not settled, and the way to propose something."""
    return _block(request, PARTNER, Q(organisation_id__in=standing_of(request.user).organisations))


def on_staten(request: HttpRequest, subject: Any) -> Block | None:
    """What my council asked, and the way to ask something."""
    return _block(request, STATEN, Q(council_id__in=standing_of(request.user).councils))


def _block(request: HttpRequest, way: Way, which: Q) -> Block | None:
    if not may(request.user, way.rule):
        return None
    rows = list(Proposal.objects.visible_to(request.user).filter(which).shown()[:FEW])
    return Block("governance/proposals_block.html", {"proposals": rows, "way": way})


# ---------------------------------------------------------------- with an item
def on_item(request: HttpRequest, item: AgendaItem) -> Block | None:
    """For who keeps it: the proposals it came from."""
    rows = list(Proposal.objects.visible_to(request.user).filter(item=item).shown())
    return Block("governance/proposals_of_item.html", {"proposals": rows}) if rows else None


def advice_of_meeting(request: HttpRequest, meeting: Meeting) -> Block | None:
    """For who sits in the body: the advice that was given about items of this meeting."""
    if not standing_of(request.user).sits_in(meeting.body_id):
        return None
    about = Q(item__meeting=meeting) | Q(proposal__item__meeting=meeting)
    rows = list(Advice.objects.visible_to(request.user).filter(about, state=AdviceState.GIVEN).shown())
    if not rows:
        return None
    items = [(row, row.item_id or (row.proposal.item_id if row.proposal else None)) for row in rows]
    titles = titles_for(request.user, [pk for _, pk in items])
    told = [(row, titles[pk]) for row, pk in items if pk in titles]
    return Block("governance/advice_of_meeting.html", {"told": told}) if told else None


def advice_beside_item(request: HttpRequest, item: AgendaItem) -> Block | None:
    """What others advise, and the way to ask them."""
    rows = list(Advice.objects.visible_to(request.user).about_item(item).shown())
    asks = may(request.user, "governance.ask_advice", item)
    context = {"advice": rows, "asks": asks, "ask_url": reverse("advice_ask_item", args=[item.pk])}
    return Block("governance/advice_block.html", context) if rows or asks else None


# ---------------------------------------------------------------- what waits
def todos(user: Reader) -> list[Todo]:
    """Proposals to decide about, advice to give or that stayed out, and requests of councils nobody reported on."""
    standing = standing_of(user)
    if not standing.is_somebody:
        return []
    found = [*_advice(user)]
    if bodies_where(standing, MANAGERS):
        found += _kept(user)
    return found


def _kept(user: Reader) -> Iterator[Todo]:
    """Of agendas this reader keeps; one query, and those of the terms when a meeting is wished."""
    kept = bodies_where(standing_of(user), MANAGERS)
    told = waits_for_report().filter(body__in=kept).values("pk")
    here = Proposal.objects.kept_by(user).values("pk")
    rows = list(Proposal.objects.filter(Q(pk__in=here) | Q(pk__in=told)).shown())
    late = lateness([row.meeting for row in rows if row.meeting and row.is_open])
    for row in rows:
        if todo := _todo(row, late):
            yield todo


def _todo(row: Proposal, late: dict[uuid.UUID, Lateness]) -> Todo | None:
    url = row.get_absolute_url()
    if row.state == ProposalState.LATER:
        comes = coming_up.comes_on(row)
        if comes is None or comes > timezone.localdate() + AGAIN:
            return None
        why = f"Dit zou later komen bij {row.body}. Zet het nu op een agenda, of kies een andere dag."
        return Todo(f"Is het nu tijd? {row.title}", url, why, comes, "attention")
    if not row.is_open:
        url = reverse("proposal_report", args=[row.pk])
        return Todo(
            f"Koppel terug aan {row.council}: {row.title}", url, "Dit is besproken.", tone="attention"
        )
    due = row.wished_by or (row.meeting.day if row.meeting else None)
    tone = _tone(row, due, late)
    if row.is_offered:
        url = reverse("proposal_offer", args=[row.pk])
        return Todo(
            f"Neemt {row.offered_to} dit over? {row.title}", url, f"Aangeboden door {row.body}.", due, tone
        )
    why = f"{row.for_whom or row.proposed_by.name} stelt dit voor aan {row.body}."
    return Todo(f"Bepaal wat hiermee gebeurt: {row.title}", url, why, due, tone)


def _tone(row: Proposal, due: datetime.date | None, late: dict[uuid.UUID, Lateness]) -> str:
    if due and due < timezone.localdate():
        return "late"
    return "attention" if row.meeting and late[row.meeting.pk].is_late else "info"


def _advice(user: Reader) -> Iterator[Todo]:
    """What I am asked, and what I asked and is late; one query."""
    for row in Advice.objects.visible_to(user).open().shown():
        if may(user, "governance.give_advice", row):
            url, tone = reverse("advice_answer", args=[row.pk]), "late" if row.is_overdue else "attention"
            yield Todo(
                f"Geef advies aan {row.body}", url, f"Gevraagd aan {row.asked_of_whom}.", row.due_on, tone
            )
        elif row.is_overdue and may(user, "governance.ask_advice", row):
            why = "De laatste dag is voorbij. Bel, of trek de vraag in."
            yield Todo(
                f"Nog geen advies van {row.asked_of_whom}", row.get_absolute_url(), why, row.due_on, "late"
            )
