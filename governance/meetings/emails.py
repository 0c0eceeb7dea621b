"""The mail after a publication: a link and no titles of items, so nothing closed travels by mail."""

import datetime
import uuid
from copy import copy

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from governance.bodies.models import Mandate
from governance.meetings.facts import show
from governance.meetings.models import AgendaPublication, Audience, MeetingStatus
from zorgzaam.follow import followers, follows
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

KIND = "agenda-published"


def tell(publication: AgendaPublication) -> int:
    """Write to everyone this publication is for; gives how many mails are new.

    Members hear of the closed version, followers outside the body of the public one. Nobody hears of a meeting that
    was over before it was published (an imported agenda), of one that was called off or taken back since, or of a
    version that changes nothing for them.
    """
    meeting = publication.meeting
    if meeting.status != MeetingStatus.PUBLISHED:
        return 0
    if meeting.starts_at < publication.published_at or (
        publication.version > 1 and publication.changes == "[]"
    ):
        return 0
    letter = _letter(publication)
    return sum(put(KIND, str(publication.pk), person, letter) for person in _readers(publication))


def _readers(publication: AgendaPublication) -> list[Person]:
    body_id, today = publication.meeting.body_id, timezone.localdate()
    members = _members(body_id, today)
    if publication.audience == Audience.MEMBERS:
        return list(Person.objects.filter(pk__in=members, erased_at__isnull=True).exclude(email=""))
    return list(followers("body", body_id).exclude(pk__in=members))


def _members(body_id: uuid.UUID, day: datetime.date) -> list[uuid.UUID]:
    return list(Mandate.objects.on(day).filter(body_id=body_id).values_list("person_id", flat=True))


def still_readable(mail: OutgoingMail) -> bool:
    """Whether this mail about a publication may still go, asked when it is claimed.

    Not when the agenda was taken back or the meeting called off, when a member left the body, or when a follower
    stopped following.
    """
    publication = AgendaPublication.objects.select_related("meeting").filter(pk=mail.about).first()
    person = mail.to_person
    if publication is None or person is None or person.erased_at is not None:
        return False
    body_id = publication.meeting.body_id
    if publication.meeting.status != MeetingStatus.PUBLISHED:
        return False
    if publication.audience == Audience.MEMBERS:
        return person.pk in _members(body_id, timezone.localdate())
    return follows(person.pk, "body", body_id)


def _letter(publication: AgendaPublication) -> Letter:
    meeting = show(copy(publication.meeting), publication.content["meeting"])
    context = {
        "meeting": meeting,
        "publication": publication,
        "url": f"{settings.SITE_URL}{meeting.get_absolute_url()}",
        "member": publication.audience == Audience.MEMBERS,
    }
    what = "Agenda" if publication.version == 1 else "Gewijzigde agenda"
    text = render_to_string("governance/email_published.txt", context)
    return Letter(
        f"{what}: {meeting.title}", text, render_to_string("governance/email_published.html", context)
    )
