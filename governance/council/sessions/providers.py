"""What sessions tell the rest of the house."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from governance.council.sessions import rules
from governance.council.sessions.models import CouncilSession, SessionState
from governance.council.sessions.reasons import sessions_for
from governance.council.sessions.results import made_in
from governance.council.sessions.telling import KIND, still_true
from zorgzaam import follow, places, search, today
from zorgzaam.audit import pages
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

HISTORY = "governance.view_history_of_council_record"


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    objects = CouncilSession.objects
    search.register(
        "council_session",
        search.Searchable("Sessie", objects.all, "title", line=lambda row: row.council.name, door="staten"),
    )
    pages.register("council_session", pages.Historied(objects.shown, HISTORY))
    follow.register("council_session", follow.Subject(objects.all, "deze sessie"))
    places.register("council.record", "sessions", in_sessions)
    may_still_go(KIND, still_true)
    today.register("sessions", todos)


def todos(user: Reader) -> list[Todo]:
    """Sessions this reader would have come to, that are off; one query, none for who serves no council."""
    standing = standing_of(user)
    person = standing.person_id
    if person is None or not standing.councils:
        return []
    off = CouncilSession.objects.visible_to(user).filter(
        places__person=person, state=SessionState.CANCELLED, held_on__gte=timezone.localdate()
    )
    return [
        Todo(row.title, row.get_absolute_url(), "Deze sessie gaat niet door.", row.held_on, "attention")
        for row in off
    ]


def in_sessions(request: HttpRequest, row: Any) -> Block | None:
    """The sessions a commitment, motion or document gave rise to, and the one a commitment was made in; two queries."""
    context = {"sessions": list(sessions_for(row, request.user)), "made_in": list(made_in(row, request.user))}
    return Block("governance/council/in_sessions.html", context) if any(context.values()) else None
