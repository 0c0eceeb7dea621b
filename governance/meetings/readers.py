"""Who is written to about an agenda: who sits in the body today, and who follows it or a subject on it from outside."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from governance.bodies.models import Mandate
from governance.meetings.models import AgendaPublication, Audience, Meeting, PublishedSubject
from governance.meetings.snapshot import subjects_in
from zorgzaam.follow import followers_of, follows_any
from zorgzaam.people.models import Person
from zorgzaam.post.models import MailState, OutgoingMail

# The kind of mail about a published agenda.
PUBLISHED = "agenda-published"
# What somebody can follow beside the body: its kind and id.
Subject = tuple[str, uuid.UUID]


def members_of(body_id: uuid.UUID) -> Any:
    """Ids of the people who sit in a body today."""
    return Mandate.objects.on(timezone.localdate()).filter(body_id=body_id).values("person_id")


def readers_of(body_id: uuid.UUID, audience: str, about: Iterable[Subject] = ()) -> Any:
    """People with an address to whom one of the two snapshots is written about: who sits in the body, or who follows
    the body or one of `about` from outside it."""
    if audience == Audience.MEMBERS:
        return Person.objects.filter(pk__in=members_of(body_id), erased_at__isnull=True).exclude(email="")
    return followers_of([("body", body_id), *about]).exclude(pk__in=members_of(body_id))


def still_reads(person: Person, publication: AgendaPublication) -> bool:
    """Whether this person is one of the readers of this snapshot at this moment."""
    body_id = publication.meeting.body_id
    if publication.audience == Audience.MEMBERS:
        return bool(members_of(body_id).filter(person_id=person.pk).exists())
    return follows_any(person.pk, [("body", body_id), *subjects_in(publication.content)])


def subjects_of(meeting: Meeting) -> set[Subject]:
    """What the agenda said it was about, in any version everybody could read; one query."""
    said = PublishedSubject.objects.filter(
        line__publication__meeting=meeting, line__publication__audience=Audience.PUBLIC
    ).values_list("task_id", "theme_id")
    return {("task", task) if task else ("theme", theme) for task, theme in said}


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
    said = subjects_of(meeting)
    today = [readers_of(meeting.body_id, audience, said).values("pk") for audience in Audience]
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
