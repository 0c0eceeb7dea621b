"""What joining tells the rest of the house: blocks, todos, mail and what is erased."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from partners.joining import emails, rules
from partners.joining.asking import blank
from partners.joining.models import AccessRequest, Ask, AskKind, AskState
from partners.organisations.models import ParticipationKind
from zorgzaam import places, today
from zorgzaam.access import may
from zorgzaam.people import erasing
from zorgzaam.people.models import Person
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo
from zorgzaam.ui.dates import day

FEW = 5


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("own_place.first", "joining", questions_of, order=10)
    places.register("own_place", "joining", taking_part_of, order=10)
    places.register("welcome", "joining", own_requests, order=10)
    today.register("joining", todos)
    may_still_go(emails.CONFIRM, emails.still_to_confirm)
    may_still_go(emails.ASKED, emails.still_asked)
    may_still_go(emails.ANSWERED, emails.still_answered)
    erasing.register("joining", forget)


def forget(person: Person, addresses: set[str]) -> None:
    """Somebody is erased: who it was that asked goes; that somebody asked, and what was answered, stays."""
    rows = AccessRequest.objects.filter(address__in=addresses) | AccessRequest.objects.filter(person=person)
    for row in rows:
        blank(row)
        row.save()


def questions_of(request: HttpRequest, organisation: Any) -> Block | None:
    """Who wants to speak for it, for who may answer; and what the organisation itself asked, the last few."""
    people = AccessRequest.objects.waiting_for(request.user).filter(organisation=organisation)
    asks = Ask.objects.visible_to(request.user).filter(organisation=organisation).shown()[:FEW]
    context = {
        "people": list(people.shown().order_by("asked_at")),
        "asks": list(asks),
        "asks_itself": may(request.user, "partners.ask_as_organisation", organisation),
    }
    return Block("partners/own_questions.html", context) if context["people"] or context["asks"] else None


def taking_part_of(request: HttpRequest, organisation: Any) -> Block:
    """How it takes part and did, what that means, and the way to ask for more."""
    rows = list(organisation.participations.select_related("source"))
    now = next((row for row in rows if row.is_current), None)
    asked = Ask.objects.open().filter(organisation=organisation, kind=AskKind.JOIN).exists()
    is_member = now is not None and now.kind == ParticipationKind.MEMBER
    may_ask = may(request.user, "partners.ask_as_organisation", organisation)
    context = {
        "organisation": organisation,
        "rows": rows,
        "now": now,
        "asked": asked,
        "may_join": may_ask and not is_member and not asked and not organisation.ended_note,
    }
    return Block("partners/own_participation.html", context)


def own_requests(request: HttpRequest, subject: Any) -> Block:
    """For who came in without a place: what they asked, and the way to ask."""
    person = standing_of(request.user).person_id
    rows = AccessRequest.objects.visible_to(request.user).filter(person=person).shown()[:FEW]
    return Block("partners/own_requests.html", {"rows": list(rows)})


def todos(user: Reader) -> list[Todo]:
    """Who wants in, for who may answer; and for the netwerkbureau what organisations ask."""
    standing = standing_of(user)
    if not standing.is_bureau and not standing.manages:
        return []
    found = [_person(row) for row in AccessRequest.objects.waiting_for(user).shown()]
    if standing.is_bureau:
        open_now = Ask.objects.filter(state=AskState.OPEN).exclude(asked_by=standing.person_id)
        found += [_ask(row) for row in open_now.shown()]
    return found


def _person(row: AccessRequest) -> Todo:
    since = day(row.confirmed_at or row.asked_at)
    return Todo(
        f"Mag {row.name} namens {row.of} spreken?",
        row.get_absolute_url(),
        f"Gevraagd op {since}. Wie het eerst antwoordt, beslist.",
        tone="attention",
    )


def _ask(row: Ask) -> Todo:
    wants = "wil meedoen" if row.kind == AskKind.JOIN else "vraagt om andere gegevens"
    return Todo(
        f"{row.organisation} {wants}",
        f"{reverse('joining_desk')}#vragen",
        f"Gevraagd op {day(row.asked_at)}.",
        tone="attention",
    )
