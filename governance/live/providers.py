"""What this room tells the rest of the house: the way in, checks before settling, and what stays with a decision."""

import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from governance.attendance import begun
from governance.attendance.presence import register_settled
from governance.decisions import settling
from governance.decisions.models import DecisionState
from governance.live import consenting, handing_over, rules, voting
from governance.live.after_a_vote import needs_a_vote
from governance.live.majority import in_words
from governance.live.models import ConsentRound, ConsentVoice, DecisionBallot, LiveMeeting, Opening, Tally
from governance.live.opening import ways_to_open
from governance.live.words import how_decided
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
    settling.register("a vote was held", needs_a_vote)
    handing_over.register_all()
    register_settled("votes", voting.counted_on)
    begun.register("live", opened_among)
    today.register("live", todos)
    places.register("meeting.tools", "live", of_meeting, order=10)
    places.register("meeting.own", "live", of_meeting, order=10)
    places.register("decision.carried_out", "live", of_decision, order=20)
    places.register("item.interests", "live", back_to)
    places.register("body.staffing", "live", of_body)
    for place in FRONT_PAGES:
        places.register(place, "live", on_now, order=1)


def opened_among(meetings: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Of these meetings those that were opened at the table."""
    return set(LiveMeeting.objects.filter(pk__in=meetings).values_list("pk", flat=True))


def of_meeting(request: HttpRequest, meeting: Meeting) -> Block | None:
    """The way to the screen: on the day of the meeting and while there is one, and for who leads it on any other day.
    One query at most, and none for other readers before that day."""
    if not meeting.takes_items:
        return None
    runs = may(request.user, "governance.run_meeting", meeting)
    if not runs and not standing_of(request.user).sits_in(meeting.body_id):
        return None
    live = LiveMeeting.objects.filter(meeting=meeting).first()
    if live is None and not runs:
        return None
    today = meeting.day == timezone.localdate()
    context = {"meeting": meeting, "live": live, "runs": runs, "today": today, "ways": ways_to_open(meeting)}
    return Block("governance/live_card.html", context)


def back_to(request: HttpRequest, meeting: Meeting) -> Block | None:
    """The way back to the screen, while the meeting goes on."""
    going_on = LiveMeeting.objects.visible_to(request.user).filter(meeting=meeting, ended_at__isnull=True)
    return Block("governance/live_back.html", {"meeting": meeting}) if going_on.exists() else None


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
    going_on = (
        LiveMeeting.objects.filter(meeting__items=decision.item_id, ended_at__isnull=True) if runs else []
    )
    context = {
        "live": next(iter(going_on), None),
        "decision": decision,
        "how": how_decided(decision, len(concerns)),
        "rounds": rounds,
        "concerns": concerns,
        "ballots": told,
        "runs": runs,
    }
    return Block("governance/how_it_was_decided.html", context)


def of_body(request: HttpRequest, body: Any) -> Block:
    """The way to the majority rule of a body."""
    return Block("governance/majority_link.html", {"body": body})


def on_now(request: HttpRequest, subject: Any) -> Block | None:
    """A meeting of mine that goes on at this moment."""
    if not standing_of(request.user).is_somebody:
        return None
    # What is written down afterwards goes on nowhere, and is not followed.
    rows = LiveMeeting.objects.visible_to(request.user).filter(ended_at__isnull=True)
    rows = rows.exclude(opening=Opening.AFTERWARDS)
    found = list(rows.select_related("meeting__body").order_by("opened_at")[:3])
    return Block("governance/live_now_block.html", {"rows": found}) if found else None


def todos(user: Reader) -> list[Todo]:
    """Votes whose time is over and that the clock could not count, and outcomes nobody wrote into the decision."""
    if not may(user, "governance.run_meeting"):
        return []
    bodies = [body for body in standing_of(user).bodies if standing_of(user).holds(body, *MANAGERS)]
    open_still = Q(outcome="", closes_at__lte=timezone.now()) | Q(outcome__in=[Tally.PASSED, Tally.FAILED])
    rows = DecisionBallot.objects.visible_to(user).filter(
        open_still, decision__body_id__in=bodies, decision__state=DecisionState.DRAFT
    )
    newest: dict[Any, DecisionBallot] = {}
    for row in rows.select_related("decision").order_by("number"):
        newest[row.decision_id] = row
    return [_todo(row) for row in newest.values()]


def _todo(row: DecisionBallot) -> Todo:
    url = reverse("ballot", args=[row.decision_id])
    if row.is_counted:
        title, why = (
            f"Leg de uitslag vast: {row.decision.title}",
            f"{row.get_outcome_display()}: {row.figures}.",
        )
        return Todo(title, url, why, timezone.localdate(row.counted_at), "attention")
    why = "De stemming is gesloten, maar er was geen quorum. Kijk wie er was, of laat de stemming vervallen."
    return Todo(
        f"Tel de stemmen: {row.decision.title}", url, why, timezone.localdate(row.closes_at), "attention"
    )
