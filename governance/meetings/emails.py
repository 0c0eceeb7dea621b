"""The mail after a publication: a link and no titles of items, so nothing closed travels by mail."""

from copy import copy
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from governance.meetings.facts import show
from governance.meetings.models import AgendaPublication, Audience, Meeting, MeetingStatus, MeetingStop
from governance.meetings.publishing import Preview
from governance.meetings.readers import PUBLISHED, Mailing, readers_of, still_reads
from governance.meetings.snapshot import fresh_in
from zorgzaam.accounts.models import User
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

KIND = PUBLISHED


def tell(publication: AgendaPublication) -> int:
    """Write to everyone this publication is for; gives how many mails are new.

    Members hear of the closed version, followers outside the body of the public one; who published hears nothing of
    their own act. Nobody hears of a meeting that was over before it was published (an imported agenda), of one that
    was called off or taken back since, of a version that changes nothing for them unless it ends a withdrawal, or of
    one that was published without mail. Who follows only a subject hears of the version that brings it onto the
    agenda, not of every later one.
    """
    meeting = publication.meeting
    if publication.without_mail or meeting.status != MeetingStatus.PUBLISHED:
        return 0
    again = _after_stop(publication)
    if meeting.starts_at < publication.published_at or not (
        publication.version == 1 or publication.changes != "[]" or again
    ):
        return 0
    letter = _letter(publication, again)
    before = None if again else _before(publication)
    about = fresh_in(publication.content, before.content if before else None)
    readers = readers_of(meeting.body_id, publication.audience, about).exclude(pk=publication.published_by_id)
    return sum(put(KIND, str(publication.pk), person, letter) for person in readers)


def mailing_of(meeting: Meeting, seen: Preview, by: User) -> Mailing:
    """Who publishing now would write to, by the rules of `tell`."""
    again = seen.changes is not None and meeting.status != MeetingStatus.PUBLISHED
    heard = [audience for audience in Audience if seen.changes is None or again or seen.changes.get(audience)]
    if not seen.is_new or meeting.starts_at < timezone.now():
        heard = []
    asked = Q(pk__in=[])
    for audience in heard:
        asked |= Q(pk__in=readers_of(meeting.body_id, audience, seen.about).values("pk"))
    return Mailing.to(Person.objects.filter(asked).exclude(pk=by.person_id), meeting.body_id)


def _after_stop(publication: AgendaPublication) -> bool:
    """Whether the agenda was called off or taken back between the version before this one and this one."""
    before = _before(publication)
    stops = MeetingStop.objects.filter(
        meeting_id=publication.meeting_id, happened_at__lt=publication.published_at
    )
    return before is not None and stops.filter(happened_at__gt=before.published_at).exists()


def _before(publication: AgendaPublication) -> AgendaPublication | None:
    """The version before this one, for the same audience."""
    return AgendaPublication.objects.filter(
        meeting_id=publication.meeting_id, version=publication.version - 1, audience=publication.audience
    ).first()


def still_readable(mail: OutgoingMail) -> bool:
    """Whether this mail about a publication may still go, asked when it is claimed.

    Not when the agenda was taken back or the meeting called off, when a member left the body, or when a follower
    stopped following.
    """
    publication = AgendaPublication.objects.select_related("meeting").filter(pk=mail.about).first()
    person = mail.to_person
    if publication is None or person is None or person.erased_at is not None:
        return False
    if publication.meeting.status != MeetingStatus.PUBLISHED:
        return False
    return still_reads(person, publication)


def _letter(publication: AgendaPublication, again: bool) -> Letter:
    meeting = show(copy(publication.meeting), publication.content["meeting"])
    context: dict[str, Any] = {
        "meeting": meeting,
        "publication": publication,
        "again": again,
        "url": f"{settings.SITE_URL}{meeting.get_absolute_url()}",
        "member": publication.audience == Audience.MEMBERS,
    }
    what = "Agenda" if publication.version == 1 else "Gewijzigde agenda"
    what = "Toch een agenda" if again else what
    text = render_to_string("governance/email_published.txt", context)
    return Letter(
        f"{what}: {meeting.title}", text, render_to_string("governance/email_published.html", context)
    )
