"""Evaluating a network meeting without keeping who said what: one answer for each who was there."""

import datetime
import uuid
from dataclasses import dataclass
from random import SystemRandom
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils import timezone

from newsletters.network_meeting.models import (
    Arrival,
    Evaluation,
    EvaluationTicket,
    Invitee,
    NetworkMeeting,
    Score,
)
from newsletters.network_meeting.settling import taking
from zorgzaam.audit.actors import SystemActor
from zorgzaam.secret_links import fingerprint, secret_of

OPEN_FOR = datetime.timedelta(days=60)
ALREADY = "U hebt deze vragen al beantwoord. Dank u wel."
CLOSED = "De vragen zijn gesloten."
ONE_CAME = (
    "Via deze link is net een antwoord bewaard. Drukte u twee keer? Dan bent u klaar. Vult een ander dit in? Druk dan "
    "nog een keer op Verstuur."
)


def is_open(meeting: NetworkMeeting) -> bool:
    """From the end of the meeting, for two months."""
    return meeting.is_over and not meeting.is_off and timezone.now() < meeting.ends_at + OPEN_FOR


@dataclass(frozen=True)
class Voices:
    """How many people of one link were there, and how many of them can still say what they thought of it."""

    count: int
    left: int


def voices(row: Invitee) -> Voices:
    """Of one link. Who was there as far as the door wrote it down; where it wrote down nobody, who had a seat."""
    came = row.attendees.seated()
    if Arrival.objects.filter(attendee__network_meeting=row.network_meeting_id).exists():
        came = row.attendees.filter(arrival__isnull=False)
    count = came.count() if row.comes else 0
    used = EvaluationTicket.objects.filter(fingerprint__in=tickets_of(row)).count()
    return Voices(count, max(0, count - used))


def tickets_of(row: Invitee) -> list[str]:
    """What is kept of a link each time it is used, one per person it announced: made from the key of the house, so the
    row alone does not tell. By number and not by name: it is not even known which of them answered."""
    return _tickets(row.pk, row.attendees.count())


def _tickets(pk: uuid.UUID, people: int) -> list[str]:
    return [fingerprint(secret_of("evaluatie", pk, number)) for number in range(1, people + 1)]


def evaluate(row: Invitee, answer: Evaluation, *, left: int | None = None) -> None:
    """Keep an answer, once for each who was there. ValidationError (Dutch) of one more, of who did not come, when it is
    closed, and when no longer `left` of them can answer: a second press of one button is no second voice."""
    with taking(row.network_meeting, SystemActor.VISITOR) as meeting:
        if not is_open(meeting) or not row.comes:
            raise ValidationError(CLOSED)
        now = voices(row).left
        if not now:
            raise ValidationError(ALREADY)
        if left is not None and left != now:
            raise ValidationError(ONE_CAME)
        _write_tickets_anew(meeting, row)
        answer.network_meeting = meeting
        answer.save(force_insert=True)


def _write_tickets_anew(meeting: NetworkMeeting, row: Invitee) -> None:
    """One more ticket, and all of this meeting in another order: rows that were written one by one would lie in the
    order of the answers, and so would tell who said what. The caller holds the lock."""
    known = EvaluationTicket.objects.filter(fingerprint__in=tickets_of_all(meeting))
    tickets = list(known.values_list("fingerprint", flat=True))
    tickets.append(next(each for each in tickets_of(row) if each not in tickets))
    known.delete()
    SystemRandom().shuffle(tickets)
    EvaluationTicket.objects.bulk_create(EvaluationTicket(fingerprint=each) for each in tickets)


def tickets_of_all(meeting: NetworkMeeting) -> list[str]:
    """What may be written for who was there; one query."""
    rows = meeting.invitees.annotate(people=Count("attendees")).values_list("pk", "people")
    return [ticket for pk, people in rows for ticket in _tickets(pk, people)]


def results(meeting: NetworkMeeting) -> dict[str, Any]:
    """What people said together; two queries."""
    rows = list(meeting.evaluations.all())
    scores = [row.score for row in rows]
    return {
        "count": len(rows),
        "average": round(sum(scores) / len(scores), 1) if scores else None,
        "scores": [(Score(value).label, scores.count(value)) for value in reversed(Score.values)],
        "liked": [row.liked for row in rows if row.liked],
        "better": [row.better for row in rows if row.better],
        "next_topic": [row.next_topic for row in rows if row.next_topic],
    }
