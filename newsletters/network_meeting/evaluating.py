"""Evaluating a network meeting without keeping who said what: one answer per link."""

import datetime
from random import SystemRandom
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from newsletters.network_meeting.models import Evaluation, EvaluationTicket, Invitee, NetworkMeeting, Score
from newsletters.network_meeting.settling import taking
from zorgzaam.audit.actors import SystemActor
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


def evaluate(row: Invitee, answer: Evaluation) -> None:
    """Keep an answer, once per link. ValidationError (Dutch) the second time, of who did not come, and when it is
    closed."""
    with taking(row.network_meeting, SystemActor.VISITOR) as meeting:
        if not is_open(meeting) or not row.comes:
            raise ValidationError(CLOSED)
        if has_answered(row):
            raise ValidationError(ALREADY)
        _write_tickets_anew(meeting, ticket_of(row))
        answer.network_meeting = meeting
        answer.save(force_insert=True)


def _write_tickets_anew(meeting: NetworkMeeting, one_more: str) -> None:
    """One more ticket, and all of this meeting in another order: rows that were written one by one would lie in the
    order of the answers, and so would tell who said what. The caller holds the lock."""
    known = EvaluationTicket.objects.filter(fingerprint__in=_tickets_of(meeting))
    tickets = [*known.values_list("fingerprint", flat=True), one_more]
    known.delete()
    SystemRandom().shuffle(tickets)
    EvaluationTicket.objects.bulk_create(EvaluationTicket(fingerprint=each) for each in tickets)


def _tickets_of(meeting: NetworkMeeting) -> list[str]:
    return [ticket_of(row) for row in meeting.invitees.only("pk")]


def forget_tickets() -> int:
    """Once nobody can answer any more it need not be known who did; how many went."""
    since = timezone.now() - OPEN_FOR - datetime.timedelta(days=1)
    late = NetworkMeeting.objects.filter(meeting__starts_at__gt=since).select_related("meeting")
    needed = [ticket for meeting in late for ticket in _tickets_of(meeting)]
    return EvaluationTicket.objects.exclude(fingerprint__in=needed).delete()[0]


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
