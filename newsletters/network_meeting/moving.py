"""The netwerkbureau puts somebody in a breakout, or in another round; it stays so."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from newsletters.network_meeting import timetable
from newsletters.network_meeting.answering import still_there
from newsletters.network_meeting.models import (
    NOT_CHOSEN,
    Attendee,
    BreakoutChoice,
    NetworkBreakout,
    NetworkMeeting,
)
from newsletters.network_meeting.settling import fill_up, release, settle, taking
from zorgzaam.audit.actors import Actor

FULL = "Deze deelsessie zit vol."
ROUND_FULL = "Deze deelsessie zit in die ronde vol."
NO_SEAT = "Deze persoon staat op de wachtlijst, en heeft nog geen plaats op de bijeenkomst."
NO_ROUND = "Kies een ronde van deze bijeenkomst."


def put_in(
    person: Attendee, breakout: NetworkBreakout, number: int | None = None, *, by: Actor
) -> BreakoutChoice:
    """Give somebody a place, in that round where one is named; what they had in that round, or liked least, is given
    up. ValidationError (Dutch) when there is no room."""
    with taking(person.network_meeting, by) as meeting:
        now = still_there(person)
        if not now.has_a_seat:
            raise ValidationError(NO_SEAT)
        row = now.choices.filter(breakout=breakout).first() or BreakoutChoice(
            attendee=now, breakout=breakout, rank=NOT_CHOSEN, asked_at=timezone.now()
        )
        _check(meeting, row, number)
        _make_room(meeting, now, row, number)
        row.placed_at = row.placed_at or timezone.now()
        row.round = number if number is not None else row.round
        row.pinned = True
        row.save()
        if number is not None and meeting.timetabled_at is None:
            fill_up(meeting)
            timetable.anew(meeting)
        settle(meeting)
    return row


def let_go(row: BreakoutChoice, *, by: Actor) -> None:
    """What was put there by hand is arranged by the timetable again."""
    with taking(row.attendee.network_meeting, by) as meeting:
        BreakoutChoice.objects.filter(pk=row.pk, pinned=True).update(pinned=False)
        settle(meeting)


def make(meeting: NetworkMeeting, *, by: Actor) -> int:
    """The timetable, made anew; how many places fit in no round."""
    with taking(meeting, by) as row:
        settle(row)
        fill_up(row)
        return timetable.anew(row)


def _check(meeting: NetworkMeeting, row: BreakoutChoice, number: int | None) -> None:
    if number is not None and not 1 <= number <= meeting.rounds:
        raise ValidationError(NO_ROUND)
    limit = row.breakout.capacity
    if limit is None:
        return
    others = BreakoutChoice.objects.placed().filter(breakout=row.breakout).exclude(pk=row.pk)
    if others.count() >= limit * meeting.rounds:
        raise ValidationError(FULL)
    if number is not None and others.filter(round=number, pinned=True).count() >= limit:
        raise ValidationError(ROUND_FULL)


def _make_room(meeting: NetworkMeeting, person: Attendee, row: BreakoutChoice, number: int | None) -> None:
    given = [each for each in person.choices.placed() if each.pk != row.pk]
    if number is not None:
        for each in given:
            if each.round == number and row.round is not None:
                # They change places: the other one gets a round of its own again.
                each.round, each.pinned = None, False
                each.save(update_fields=["round", "pinned"])
            elif each.round == number:
                release(each)
        given = [each for each in given if each.has_a_place]
    while len(given) >= meeting.rounds and row.placed_at is None:
        less = max(given, key=lambda each: (not each.pinned, each.rank))
        release(less)
        given.remove(less)
