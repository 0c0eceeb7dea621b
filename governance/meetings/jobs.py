"""Background work of meetings: ends of embargoes, and the mail that follows a publication or its end.

All look for facts without consequences, so that a lost wake-up or a second run does no harm.
"""

import uuid
from collections.abc import Callable
from typing import Any

from celery import shared_task
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from governance.meetings import embargo_emails, stop_emails
from governance.meetings.emails import tell
from governance.meetings.models import (
    AgendaPublication,
    Meeting,
    MeetingStatus,
    MeetingStop,
    PublicationNotice,
    StopNotice,
)
from governance.meetings.publishing import publish_opened
from zorgzaam.audit.actors import SystemActor
from zorgzaam.telling import take


@shared_task
def publish_ended_embargoes() -> int:
    """Publish what opened on every agenda on which an embargo ended; gives how many were published.

    An agenda with other edits is left alone: who keeps it is written to instead, once.
    """
    return sum(_publish_opened(meeting) for meeting in _with_ended_embargo())


def _publish_opened(meeting: Meeting) -> bool:
    if publish_opened(meeting, by=SystemActor.WORKER, reason="het embargo is voorbij") is not None:
        return True
    embargo_emails.tell(meeting)
    return False


def _with_ended_embargo() -> list[Meeting]:
    """Published meetings with an embargo that ended after their last publication."""
    published = Meeting.objects.filter(status=MeetingStatus.PUBLISHED).annotate(
        last=Max("publications__published_at")
    )
    on_item = _ended("items__embargo_until") & Q(items__published_at__isnull=False)
    on_paper = _ended("items__papers__embargo_until") & Q(items__papers__removed_at__isnull=True)
    due = published.filter(on_item | on_paper).values_list("pk", flat=True)
    return list(Meeting.objects.filter(pk__in=set(due)).select_related("body"))


def _ended(path: str) -> Q:
    return Q(**{f"{path}__lte": timezone.now(), f"{path}__gt": F("last")})


@shared_task
def tell_about_publications() -> int:
    """Write to members and followers about publications nobody was told of yet; gives how many."""
    return _tell_all(
        AgendaPublication.objects.order_by("published_at", "pk"),
        lambda one: PublicationNotice.objects.create(publication=one, told=tell(one)),
    )


@shared_task
def tell_about_stops() -> int:
    """Write about meetings called off and agendas taken back that nobody was told of yet; gives how many."""
    return _tell_all(
        MeetingStop.objects.order_by("happened_at", "pk"),
        lambda one: StopNotice.objects.create(stop=one, told=stop_emails.tell(one)),
    )


def _tell_all(facts: Any, tell_of: Callable[[Any], object]) -> int:
    waiting = facts.filter(notice__isnull=True)
    return sum(_tell_once(waiting, pk, tell_of) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _tell_once(waiting: Any, pk: uuid.UUID, tell_of: Callable[[Any], object]) -> bool:
    """The mails and the notice in one transaction, under a lock on the fact; False when another worker has it."""
    one = take(waiting.select_related("meeting__body"), pk)
    if one is None:
        return False
    tell_of(one)
    return True
