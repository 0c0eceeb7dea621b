"""Preparing a network meeting: the meeting in the agenda of the yearly body, and the waves of mail as drafts."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from governance.bodies.models import Body, BodyKind
from governance.meetings.models import Meeting
from newsletters.network_meeting.circle import gather
from newsletters.network_meeting.models import NetworkMeeting, Wave, WaveKind
from newsletters.network_meeting.models.meetings import of_the_circle
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting

NO_BODY = "Er is geen orgaan van de soort ‘Jaarlijks overleg’. Voeg dat eerst toe in beheer, bij de organen."
# Days before (or after) the meeting, at nine in the morning.
NINE = datetime.time(9)
PLAN = (
    (WaveKind.INVITATION, -56),
    (WaveKind.REMINDER, -28),
    (WaveKind.REMINDER, -14),
    (WaveKind.PRACTICAL, -5),
    (WaveKind.AFTERWARDS, 1),
    (WaveKind.JOIN, 14),
)
ANSWER_BEFORE = 10


def yearly_body() -> Body | None:
    """The body whose meeting this is; the first one where a region has more."""
    return Body.objects.existing_on(timezone.localdate()).filter(kind=BodyKind.YEARLY_MEETING).first()


def without_invitations() -> "QuerySet[Meeting]":
    """Meetings of the yearly body to come for which nobody is invited from here yet."""
    return of_the_circle().filter(starts_at__gt=timezone.now(), network_meeting=None).order_by("starts_at")


def begin(meeting: Meeting, *, by: Actor) -> NetworkMeeting:
    """Prepare the invitations of a meeting of the yearly body; the same one when that was done already."""
    with acting(by), transaction.atomic():
        if meeting.body.kind != BodyKind.YEARLY_MEETING:
            raise ValidationError(NO_BODY)
        if meeting._state.adding:
            meeting.save()
        made, new = NetworkMeeting.objects.get_or_create(
            meeting=meeting,
            defaults={
                "reply_by": ahead(meeting.day - datetime.timedelta(days=ANSWER_BEFORE)),
                "planned_for": meeting.day,
            },
        )
        if new:
            Wave.objects.bulk_create(_waves(made))
            gather(made, by=by)
    return made


def _waves(made: NetworkMeeting) -> list[Wave]:
    """As planned; what would lie in the past goes as soon as somebody sets it going, and reminders for which there is
    no time are left out."""
    now, found = timezone.now(), []
    for kind, days in PLAN:
        day = on_a_workday(made.meeting.day + datetime.timedelta(days=days), later=days > 0)
        at = timezone.make_aware(datetime.datetime.combine(day, NINE))
        if at < now and kind == WaveKind.REMINDER:
            continue
        found.append(Wave(network_meeting=made, kind=kind, goes_at=max(at, now)))
    return found


def ahead(day: datetime.date) -> datetime.date | None:
    """The day before which one answers; none where it is over already: nobody is asked for what cannot be."""
    return day if day > timezone.localdate() else None


def on_a_workday(day: datetime.date, *, later: bool) -> datetime.date:
    """The day itself, or the Friday before it (the Monday after it) where nobody is at work."""
    weekend = max(0, day.weekday() - 4)
    return day + datetime.timedelta(days=(3 - weekend if later else -weekend) if weekend else 0)
