"""Evaluating a network meeting without keeping who said what: one answer per link."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from newsletters.network_meeting.models import Evaluation, EvaluationTicket, Invitee, NetworkMeeting, Score
from zorgzaam.secret_links import fingerprint, secret_of

OPEN_FOR = datetime.timedelta(days=60)
ALREADY = "U hebt deze vragen al beantwoord. Dank u wel."
CLOSED = "De vragen zijn gesloten."


def is_open(meeting: NetworkMeeting) -> bool:
    """From the end of the meeting, for two months."""
    return meeting.is_over and not meeting.is_off and timezone.now() < meeting.ends_at + OPEN_FOR


def ticket_of(row: Invitee) -> str:
    """What is kept of a link that was used: it is made from the key of the house, so the row alone does not tell."""
    return fingerprint(secret_of("evaluatie", row.pk, 1))


def has_answered(row: Invitee) -> bool:
    return EvaluationTicket.objects.filter(fingerprint=ticket_of(row)).exists()


@transaction.atomic
def evaluate(row: Invitee, answer: Evaluation) -> None:
    """Keep an answer, once per link. ValidationError (Dutch) the second time, and when it is closed."""
    if not is_open(row.network_meeting):
        raise ValidationError(CLOSED)
    _, new = EvaluationTicket.objects.get_or_create(fingerprint=ticket_of(row))
    if not new:
        raise ValidationError(ALREADY)
    answer.network_meeting = row.network_meeting
    answer.save(force_insert=True)


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
