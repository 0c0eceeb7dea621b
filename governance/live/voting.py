"""Voting: by name and per organisation, counted under the lock of the meeting (promise I9)."""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from governance.attendance.judging import Quorum
from governance.attendance.quorum import Table
from governance.bodies.models import Body
from governance.decisions.models import Decision, DecisionSeal, DecisionState, Method
from governance.live.consenting import NO_ITEM, NO_POINTS, ROUND_OPEN, proposed
from governance.live.majority import in_words, judge
from governance.live.models import Choice, DecisionBallot, Majority, MajorityRule, Tally, Vote
from governance.live.opening import decided_on
from governance.live.parties import columns_of, speaks
from governance.meetings.models import AgendaItem
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person

NOT_OPEN = "Deze stemming is niet open."
NOT_COUNTED = "Er loopt een stemming. Tel die eerst, of laat die vervallen."
OTHER_WORDS = "Het voorstel is na de stemming gewijzigd. Stem opnieuw."
VOTED = "Hierover is gestemd. Leg de uitslag van de stemming vast."
TIED = "De stemmen staken. Stem opnieuw, of laat de stemming vervallen."


def majority_of(body: Body | uuid.UUID, day: datetime.date) -> tuple[str, int | None]:
    """The majority a body asks that day, and its number; more for than against when it wrote nothing down."""
    rule = MajorityRule.objects.on(day).filter(body=body).first()
    return (rule.majority, rule.number) if rule else (Majority.SIMPLE, None)


def open_ballot(
    decision: Decision,
    *,
    by: User,
    opens_at: datetime.datetime | None = None,
    closes_at: datetime.datetime | None = None,
) -> DecisionBallot:
    """A vote about the words of the proposal as they are now; the one that waits for counting when there is one.

    Opens now and closes when it is counted, unless moments are given. ValidationError without points, when it is
    settled, while a round of consent runs, and for moments that make no sense.
    """
    with proposed(decision, by) as (row, item):
        running: DecisionBallot | None = row.ballots.filter(outcome="").first()
        if running:
            return running
        if not row.points:
            raise ValidationError(NO_POINTS)
        if row.rounds.filter(closed_at__isnull=True).exists():
            raise ValidationError(ROUND_OPEN)
        assert item.meeting is not None  # `proposed` says so
        majority, number = majority_of(row.body_id, item.meeting.day)
        ballot = DecisionBallot(
            decision=row, number=row.ballots.count() + 1, title=row.title, points=list(row.points),
            majority=majority, majority_number=number, opens_at=opens_at or timezone.now(), closes_at=closes_at,
            opened_by=by.person,
        )  # fmt: skip
        _refuse_times(ballot)
        ballot.save()
    return ballot


def _refuse_times(ballot: DecisionBallot) -> None:
    closes = ballot.closes_at
    if closes is not None and (closes <= ballot.opens_at or closes <= timezone.now()):
        raise ValidationError({"closes_at": "De stemming sluit na de opening, en nog niet nu."})


def vote(ballot: DecisionBallot, party: uuid.UUID, choice: Choice, *, by: User, keeps: bool = False) -> bool:
    """The vote of one party; it may change until the ballot closes. False when it stood there already.

    `keeps`: `by` keeps the agenda and writes down a vote that was said aloud. ValidationError for a ballot that is not
    open, a party that takes no part in the item (recused too), and somebody who does not speak for it.
    """
    with proposed(ballot.decision, by) as (_, item):
        if not DecisionBallot.objects.get(pk=ballot.pk).is_open:
            raise ValidationError(NOT_OPEN)
        speaks(item, party, by, keeps=keeps)
        columns = columns_of(party)
        row = Vote.objects.filter(ballot=ballot, **columns).first()
        if row is not None and row.choice == choice:
            return False
        row = row or Vote(ballot=ballot, **columns)
        row.choice, row.cast_by, row.cast_at = choice, by.person, timezone.now()
        row.save()
    return True


def count(ballot: DecisionBallot, *, by: User) -> DecisionBallot:
    """Close the ballot and count. Twice is once: what was counted stays.

    Only votes of parties that may take part now are counted. ValidationError before it opens, and without a quorum.
    """
    with proposed(ballot.decision, by) as (_, item):
        row: DecisionBallot = DecisionBallot.objects.select_for_update(no_key=True).get(pk=ballot.pk)
        if row.is_counted:
            return row
        if row.has_to_open:
            raise ValidationError("Deze stemming is nog niet open.")
        found, entitled = _who(item)
        if not found.met:
            raise ValidationError(f"Deze stemming geldt niet. {found.explanation}")
        _write(row, entitled, by.person)
    return row


def _who(item: AgendaItem) -> tuple[Quorum, set[uuid.UUID]]:
    assert item.meeting is not None  # `proposed` says so
    table = Table.of(item.meeting)
    return table.quorum(item), {party.key for party in table.entitled(item)}


# ---------------------------------------------------------------- closed by the clock
def due(now: datetime.datetime) -> "QuerySet[DecisionBallot]":
    """Votes whose set time is over and that nobody counted yet."""
    return DecisionBallot.objects.filter(
        outcome="", closes_at__lte=now, decision__state=DecisionState.DRAFT
    ).select_related("decision__body", "decision__item__meeting__body")


def count_due(meeting: uuid.UUID | None = None) -> int:
    """Count the votes that closed by the clock, of one meeting or of all; how many.

    Nobody pressed a button, so nobody counted: the system did. Without a quorum, and where the proposal moved away, a
    vote stays as it is: it can be counted once who was there is written down, or declared off.
    """
    rows = due(timezone.now())
    if meeting is not None:
        rows = rows.filter(decision__item__meeting=meeting)
    return sum(_count_by_the_clock(row) for row in rows)


def _count_by_the_clock(ballot: DecisionBallot) -> bool:
    try:
        with proposed(ballot.decision, SystemActor.WORKER) as (_, item):
            row = (
                due(timezone.now()).select_for_update(no_key=True, of=("self",)).filter(pk=ballot.pk).first()
            )
            if row is None:
                return False
            found, entitled = _who(item)
            if found.met:
                _write(row, entitled, None)
            return found.met
    except ValidationError:
        return False


def _write(row: DecisionBallot, entitled: set[uuid.UUID], by: Person | None) -> None:
    cast = Counter(each.choice for each in row.votes.all() if each.party in entitled)
    row.votes_for, row.votes_against = cast[Choice.FOR], cast[Choice.AGAINST]
    row.abstained, row.entitled = cast[Choice.ABSTAINS], len(entitled)
    row.outcome = judge(row.majority, row.majority_number, row.votes_for, row.votes_against, row.entitled)
    row.counted_at, row.counted_by = timezone.now(), by
    row.save()


def void(ballot: DecisionBallot, reason: str, *, by: User) -> bool:
    """This vote is off; what was cast stays and counts for nothing. False when it was counted before."""
    with proposed(ballot.decision, by):
        row = DecisionBallot.objects.select_for_update(no_key=True).get(pk=ballot.pk)
        if row.is_counted:
            return False
        row.outcome, row.note = Tally.VOID, reason
        row.counted_at, row.counted_by = timezone.now(), by.person
        row.save()
    return True


def settle(ballot: DecisionBallot, *, by: User) -> DecisionSeal:
    """Write the outcome of a counted vote into the decision. Twice is once."""
    with acting(by), transaction.atomic():
        row = DecisionBallot.objects.select_related("decision__item__meeting", "decision__body").get(
            pk=ballot.pk
        )
        if row.outcome not in (Tally.PASSED, Tally.FAILED):
            raise ValidationError(TIED if row.outcome == Tally.TIED else NOT_COUNTED)
        note = f"{row.figures}. {in_words(row.majority, row.majority_number)}"
        if row.decision.item is None or row.decision.item.meeting is None:
            raise ValidationError(NO_ITEM)
        day = decided_on(row.decision.item.meeting)
        act = row.decision.adopt if row.outcome == Tally.PASSED else row.decision.reject
        seal: DecisionSeal = act(by=by, on=day, method=Method.VOTE, note=note)
        connection.check_constraints()
    return seal


def as_voted(row: Decision, state: DecisionState) -> None:
    """For settling: refuse while a vote waits for counting, and anything but what the last vote gave. A vote that was
    declared off counts for nothing."""
    last = row.ballots.exclude(outcome=Tally.VOID).order_by("-number").first()
    if last is None:
        return
    if not last.is_counted:
        raise ValidationError(NOT_COUNTED)
    if last.outcome == Tally.TIED:
        raise ValidationError(TIED)
    if not last.is_about(row):
        raise ValidationError(OTHER_WORDS)
    gave = DecisionState.ADOPTED if last.outcome == Tally.PASSED else DecisionState.REJECTED
    if row.method != Method.VOTE or state != gave:
        raise ValidationError(VOTED)


def counted_on(items: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Items on which a vote was counted: who took part in it stays as it was (see attendance.presence)."""
    counted = DecisionBallot.objects.exclude(outcome__in=["", Tally.VOID])
    found = counted.filter(decision__item__in=list(items)).values_list("decision__item_id", flat=True)
    return {pk for pk in found if pk is not None}
