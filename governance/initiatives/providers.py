"""What this room tells the rest of the house: places, interests, what lies somewhere, and how links go along."""

import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from governance.attendance import interests
from governance.bottlenecks.models import Bottleneck
from governance.bottlenecks.of_initiatives import carries_out
from governance.decisions import settling
from governance.initiatives import carrying, known, rules
from governance.initiatives.interests import of_initiatives
from governance.initiatives.jobs import wake
from governance.initiatives.models import ProposalInitiative
from governance.initiatives.reading import behind_decision, behind_item, chain_of, on_the_agenda_of
from governance.initiatives.sitting import of_the_office
from governance.intake import lying
from governance.intake.models import Proposal
from governance.meetings.models import AgendaItem, ItemInitiative, LinkEnd, Meeting
from governance.meetings.models.visibility import kept_by
from governance.series.coming_back import OFF
from governance.series.models import Slip
from partners.initiatives import sitting
from partners.initiatives.models import Initiative, State
from zorgzaam import places, today
from zorgzaam.access import may
from zorgzaam.places import Block
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

BEHIND = "governance/initiatives_behind.html"
# Not on the evening itself: who leads the meeting writes it down the next day.
SOON = datetime.timedelta(days=1)
WAITS = "Dit punt komt van een initiatief. Leg vast wat is besloten, dan leest wie het indiende het ook."


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    sitting.register(of_the_office)
    carrying.register()
    settling.listen("initiatives", wake)
    interests.register("initiatives", of_initiatives)
    lying.register("initiatives", known.initiatives)
    today.register("initiatives", todos)
    places.register("initiative.next", "agenda", next_step)
    places.register("initiative.chain", "agenda", chain)
    places.register("initiative.chain", "bottlenecks", bottlenecks, order=80)
    places.register("item.kept", "initiatives", taken_back, order=5)
    places.register("item.decisions", "initiatives", of_item, order=10)
    places.register("meeting.papers", "initiatives", of_meeting, order=90)
    places.register("live.item", "initiatives", of_item)
    places.register("decision.carried_out", "initiatives", of_decision, order=10)
    places.register("proposal.became", "initiatives", of_proposal, order=5)


# ---------------------------------------------------------------- on the page of an initiative
def next_step(request: HttpRequest, initiative: Initiative) -> Block | None:
    """For the netwerkbureau: onto an agenda; or where it was proposed, while nobody answered."""
    if not may(request.user, "governance.put_initiative_on_agenda", initiative):
        return None
    rows = ProposalInitiative.objects.filter(initiative=initiative, ended_at__isnull=True)
    waiting = rows.select_related("proposal__body").first()
    proposal = waiting.proposal if waiting else None
    return Block("governance/initiative_next.html", {"initiative": initiative, "proposal": proposal})


def chain(request: HttpRequest, initiative: Initiative) -> Block | None:
    """What followed: agenda items, decisions and who carries them out."""
    found = chain_of(request.user, initiative)
    return Block("governance/initiative_chain.html", {"chain": found}) if found else None


def bottlenecks(request: HttpRequest, initiative: Initiative) -> Block | None:
    """What was met while carrying it out, and the way to raise something for who does."""
    found = list(Bottleneck.objects.visible_to(request.user).filter(initiative=initiative).shown())
    raises = carries_out(request.user, initiative) and may(request.user, "governance.raise_bottleneck")
    context = {"bottlenecks": found, "initiative": initiative, "raises": raises}
    return Block("governance/initiative_bottlenecks.html", context) if found or raises else None


# ---------------------------------------------------------------- on other pages
def of_item(request: HttpRequest, item: AgendaItem) -> Block | None:
    """The initiatives an item came of."""
    return _behind(behind_item(request.user, item))


def of_meeting(request: HttpRequest, meeting: Meeting) -> Block | None:
    """Beside a published agenda: which of its items came of an initiative."""
    rows = on_the_agenda_of(request.user, meeting)
    return Block("governance/initiatives_of_meeting.html", {"rows": rows}) if rows else None


def of_decision(request: HttpRequest, decision: Any) -> Block | None:
    """The initiatives a decision is about."""
    return _behind(behind_decision(request.user, decision))


def _behind(rows: list[Initiative]) -> Block | None:
    return Block(BEHIND, {"initiatives": rows}) if rows else None


def taken_back(request: HttpRequest, item: AgendaItem) -> Block | None:
    """For who keeps the item: that what it came of was taken back, whether they may read that or not."""
    links = ItemInitiative.objects.filter(item=item)
    gone = Q(ended_as=LinkEnd.LET_GO) | Q(ended_as="")
    if not links.filter(gone, initiative__state=State.WITHDRAWN).exists():
        return None
    return Block("governance/initiative_taken_back.html", {"item": item})


def of_proposal(request: HttpRequest, proposal: Proposal) -> Block | None:
    """For who decides about a proposal: that it came of an initiative, and who reads their answer."""
    row = ProposalInitiative.objects.filter(proposal=proposal).select_related("initiative").first()
    if row is None:
        return None
    seen = Initiative.objects.visible_to(request.user).filter(pk=row.initiative_id).first()
    return Block("governance/initiative_of_proposal.html", {"initiative": seen, "proposal": proposal})


# ---------------------------------------------------------------- what waits
def todos(user: Reader) -> list[Todo]:
    """For who keeps an agenda: items of initiatives whose meeting is over, and nobody wrote down what was decided."""
    if not standing_of(user).is_somebody:
        return []
    over = ItemInitiative.objects.holding().filter(item__meeting__starts_at__lt=timezone.now() - SOON)
    waits = over.filter(kept_by(user, "item__body_id", "item__"), item__decisions__isnull=True)
    gone_on = Slip.objects.holding().values("item")
    rows = waits.exclude(item__in=gone_on).exclude(item__meeting__status__in=OFF)
    return [
        Todo(
            f"Wat is besloten? {row.item.title}", reverse("item", args=[row.item_id]), WAITS, tone="attention"
        )
        for row in rows.select_related("item")
    ]
