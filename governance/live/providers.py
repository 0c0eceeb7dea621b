"""What this room tells the rest of the house: the way in, checks before settling, and what stays with a decision."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from governance.attendance.presence import register_settled
from governance.decisions import settling
from governance.live import consenting, rules, voting
from governance.live.majority import in_words
from governance.live.models import ConsentRound, ConsentVoice, DecisionBallot, LiveMeeting
from governance.meetings.models import MANAGERS, Meeting
from zorgzaam import places, today
from zorgzaam.access import may
from zorgzaam.places import Block
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

FRONT_PAGES = ("werkbank", "partner", "staten")


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    settling.register("consent", consenting.without_objections)
    settling.register("vote", voting.as_voted)
    register_settled("votes", voting.counted_on)
    today.register("live", todos)
    places.register("meeting.tools", "live", of_meeting, order=10)
    places.register("meeting.own", "live", of_meeting, order=10)
    places.register("decision.carried_out", "live", of_decision, order=20)
    places.register("body.staffing", "live", of_body)
    for place in FRONT_PAGES:
        places.register(place, "live", on_now, order=1)


def of_meeting(request: HttpRequest, meeting: Meeting) -> Block | None:
    """The way to the screen, on the day of the meeting and while there is one. No query before that day."""
    runs = may(request.user, "governance.run_meeting", meeting)
    if meeting.day > timezone.localdate() or not meeting.takes_items:
        return None
    if not runs and not standing_of(request.user).sits_in(meeting.body_id):
        return None
    live = LiveMeeting.objects.filter(meeting=meeting).first()
    if live is None and not (runs and meeting.day == timezone.localdate()):
        return None
    return Block("governance/live_card.html", {"meeting": meeting, "live": live, "runs": runs})


def of_decision(request: HttpRequest, decision: Any) -> Block | None:
    """For who may know: rounds, concerns that stay, and how each organisation voted."""
    if decision.item_id is None or not request.user.is_authenticated:
        return None
    rounds = list(ConsentRound.objects.visible_to(request.user).filter(decision=decision))
    ballots = list(
        DecisionBallot.objects.visible_to(request.user)
        .filter(decision=decision)
        .prefetch_related("votes__organisation", "votes__seat__organisation")
    )
    voices = ConsentVoice.objects.visible_to(request.user).filter(round__decision=decision)
    concerns = [
        voice for voice in voices.select_related("organisation", "seat__organisation") if voice.stays_a_concern
    ] if rounds else []  # fmt: skip
    runs = may(request.user, "governance.keep_decisions", decision) and decision.is_proposal
    if not (rounds or ballots or runs):
        return None
    told = [(ballot, in_words(ballot.majority, ballot.majority_number)) for ballot in ballots]
    context = {"decision": decision, "rounds": rounds, "concerns": concerns, "ballots": told, "runs": runs}
    return Block("governance/how_it_was_decided.html", context)


def of_body(request: HttpRequest, body: Any) -> Block:
    """The way to the majority rule of a body."""
    return Block("governance/majority_link.html", {"body": body})


def on_now(request: HttpRequest, subject: Any) -> Block | None:
    """A meeting of mine that goes on at this moment."""
    if not standing_of(request.user).is_somebody:
        return None
    rows = LiveMeeting.objects.visible_to(request.user).filter(ended_at__isnull=True)
    found = list(rows.select_related("meeting__body").order_by("opened_at")[:3])
    return Block("governance/live_now_block.html", {"rows": found}) if found else None


def todos(user: Reader) -> list[Todo]:
    """Votes whose time is over and that nobody counted."""
    if not may(user, "governance.run_meeting"):
        return []
    bodies = [body for body in standing_of(user).bodies if standing_of(user).holds(body, *MANAGERS)]
    over = DecisionBallot.objects.visible_to(user).filter(
        outcome="", closes_at__lte=timezone.now(), decision__body_id__in=bodies
    )
    return [
        Todo(
            f"Tel de stemmen: {row.decision.title}", reverse("ballot", args=[row.decision_id]),
            "De stemming is gesloten.", timezone.localdate(row.closes_at), "attention",
        )
        for row in over.select_related("decision")
    ]  # fmt: skip
