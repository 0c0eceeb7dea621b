"""What the desk of initiatives tells the rest of the house: todos, mail that may still go, and history."""

from collections.abc import Callable
from typing import Any

from partners.initiatives import portal, todos
from partners.initiatives.emails import asking, messages, moves
from partners.initiatives.models import (
    WRITING,
    Assessment,
    Initiative,
    InitiativeAdvice,
    Message,
    Move,
)
from partners.initiatives.rules import brings_it_in
from partners.organisations import asked
from zorgzaam import today
from zorgzaam.audit import pages
from zorgzaam.audit.history import Change
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of


def register() -> None:
    """Called once, when the app registry is ready."""
    today.register("initiatives-bureau", todos.for_the_bureau)
    today.register("initiatives-own", todos.for_who_brings_it_in)
    today.register("initiatives-offered", todos.for_recipients)
    today.register("initiatives-assess", todos.for_assessors)
    asked.register(
        "initiatives-offered", "Initiatieven om op te pakken", "#initiatieven", portal.offers_of, order=22
    )
    asked.register(
        "initiatives-cosign", "Initiatieven om mee te tekenen", "#initiatieven", portal.cosigns_of, order=24
    )
    for kind in (moves.KIND, moves.OFFERED, moves.TO_BUREAU):
        may_still_go(kind, moves.still_true)
    may_still_go(messages.KIND, messages.still_true)
    may_still_go(asking.ASKED, asking.still_asked)
    may_still_go(asking.REMINDER, asking.still_asked)
    may_still_go(asking.OFFER_REMINDER, asking.still_offered)
    pages.register(
        "initiative",
        pages.Historied(Initiative.objects.all, "partners.view_history_of_initiative", _parts, _readable),
    )


def _readable(initiative: Initiative, reader: Reader) -> Callable[[Change], bool]:
    """What was tried and taken out while it was written stays with who writes it; others read what was sent."""
    own = brings_it_in(standing_of(reader), initiative)
    return lambda change: _says_something(change) and (own or not _while_writing(change))


def _while_writing(change: Change) -> bool:
    if change.event.pgh_tracked_model is not Initiative:
        return False
    was = change.previous.state if change.previous is not None else change.event.state
    return was in WRITING and change.event.state in WRITING


def _parts(initiative: Initiative, reader: Reader) -> list[Any]:
    """Its steps and messages; for the netwerkbureau also who was asked to assess it, and the advice."""
    found: list[Any] = [
        Move.objects.filter(initiative=initiative),
        Message.objects.visible_to(reader).filter(initiative=initiative),
    ]
    standing = standing_of(reader)
    if standing.is_bureau and not brings_it_in(standing, initiative):
        found += [
            Assessment.objects.filter(initiative=initiative),
            InitiativeAdvice.objects.filter(initiative=initiative),
        ]
    return found


def _says_something(change: Change) -> bool:
    """An assessment that saves itself while it is written changes all the time, and says nothing of it."""
    return (
        change.event.pgh_tracked_model is not Assessment
        or change.previous is None
        or set(change.fields) != {"version"}
    )
