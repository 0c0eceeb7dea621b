"""Who is written to about an agenda: who sits in the body today, and followers from outside it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from governance.bodies.models import Mandate
from governance.meetings.models import AgendaPublication, Audience, Meeting
from zorgzaam.follow import followers, follows
from zorgzaam.people.models import Person
from zorgzaam.post.models import MailState, OutgoingMail

# The kind of mail about a published agenda.
PUBLISHED = "agenda-published"


def members_of(body_id: uuid.UUID) -> Any:
    """Ids of the people who sit in a body today."""
    return Mandate.objects.on(timezone.localdate()).filter(body_id=body_id).values("person_id")


def readers_of(body_id: uuid.UUID, audience: str) -> Any:
    """People with an address to whom one of the two snapshots is written about."""
    if audience == Audience.MEMBERS:
        return Person.objects.filter(pk__in=members_of(body_id), erased_at__isnull=True).exclude(email="")
    return followers("body", body_id).exclude(pk__in=members_of(body_id))


def still_reads(person: Person, body_id: uuid.UUID, audience: str) -> bool:
    """Whether this person is one of them at this moment."""
    if audience == Audience.MEMBERS:
        return bool(members_of(body_id).filter(person_id=person.pk).exists())
    return follows(person.pk, "body", body_id)


def told_of(meeting: Meeting) -> Any:
    """People who know of this agenda: a mail about it left for them, or they published it. Without who left the body
    or stopped following since."""
    publications = AgendaPublication.objects.filter(meeting=meeting)
    about = [str(pk) for pk in publications.values_list("pk", flat=True)]
    # A mail that still waits lapses by itself, and one that failed was not read.
    left = OutgoingMail.objects.filter(kind=PUBLISHED, about__in=about).exclude(
        state__in=[MailState.QUEUED, MailState.FAILED]
    )
    knows = Q(pk__in=left.values("to_person_id")) | Q(pk__in=publications.values("published_by_id"))
    today = [readers_of(meeting.body_id, audience).values("pk") for audience in Audience]
    return Person.objects.filter(knows).filter(Q(pk__in=today[0]) | Q(pk__in=today[1]))


@dataclass(frozen=True)
class Mailing:
    """Who a press of the button writes to: members by name, followers by number, for whom somebody follows is
    nobody else's business."""

    members: list[str]
    followers: int

    @classmethod
    def to(cls, people: Any, body_id: uuid.UUID) -> "Mailing":
        """These people; two queries."""
        inside = people.filter(pk__in=members_of(body_id)).order_by("name").values_list("name", flat=True)
        return cls(list(inside), people.exclude(pk__in=members_of(body_id)).count())

    @property
    def total(self) -> int:
        return len(self.members) + self.followers
