"""Where representatives find what is theirs: on the meeting, on an item, on a closed decision."""

from typing import Any

from django.http import HttpRequest

from governance.constituency import asked, rules
from governance.constituency.models import ItemNote, PassOn
from governance.constituency.taking_home import my_actions, our_executions
from zorgzaam import places
from zorgzaam.access import may
from zorgzaam.places import Block
from zorgzaam.publicity import Publicity
from zorgzaam.standing import standing_of


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("meeting.after", "constituency", of_meeting, order=30)
    places.register("item.decisions", "constituency", of_item, order=70)
    places.register("decision.carried_out", "constituency", of_decision, order=80)
    asked.register("executions", our_executions)
    asked.register("actions", my_actions)


def of_meeting(request: HttpRequest, meeting: Any) -> Block | None:
    """The way to the page for my achterban; for who sits in the body or speaks for an organisation with a seat."""
    if not may(request.user, "governance.represent", meeting):
        return None
    return Block("governance/constituency_link.html", {"meeting": meeting})


def of_item(request: HttpRequest, item: Any) -> Block | None:
    """What representatives noted and shared, for who prepares the item."""
    notes = list(ItemNote.objects.visible_to(request.user).filter(item=item).shown())
    return Block("governance/constituency_notes.html", {"notes": notes}) if notes else None


def of_decision(request: HttpRequest, decision: Any) -> Block | None:
    """Whether a closed decision may be told, for who sits in the body; chair and secretary change that."""
    closed = decision.is_settled and decision.publicity == Publicity.CLOSED
    if not closed or not standing_of(request.user).sits_in(decision.body_id):
        return None
    now = PassOn.objects.in_force().filter(decision=decision).first()
    return Block("governance/constituency_decision.html", {"decision": decision, "now": now})
