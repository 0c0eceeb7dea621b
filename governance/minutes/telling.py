"""The mail after minutes were published: to who sits in the body, and to who follows it."""

import uuid
from copy import copy

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string

from governance.meetings.facts import as_published
from governance.meetings.models import Audience, Meeting
from governance.meetings.readers import members_of, readers_of
from governance.minutes.models import MinutesNotice, MinutesPublication, MinutesState
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take

KIND = "minutes-published"


def untold() -> "QuerySet[MinutesPublication]":
    """Versions nobody was told of."""
    return MinutesPublication.objects.filter(notice__isnull=True).defer("pdf", "html", "canonical", "plain")


@transaction.atomic
def tell(pk: uuid.UUID) -> int:
    """The mails about one version and the fact that they were written; gives how many are new. Only the first and the
    approved one are mail: a correction in between is not."""
    row = take(untold().select_related("minutes__meeting__body"), pk)
    if row is None:
        return 0
    told = _write(row) if row.version == 1 or row.minutes.state == MinutesState.APPROVED else 0
    MinutesNotice.objects.create(publication=row, told=told)
    return told


def _write(row: MinutesPublication) -> int:
    meeting = as_published(copy(row.minutes.meeting))
    if row.audience == Audience.PUBLIC and not Meeting.objects.public().filter(pk=meeting.pk).exists():
        return 0
    context = {
        "meeting": meeting,
        "approved": row.minutes.state == MinutesState.APPROVED,
        "url": f"{settings.SITE_URL}{row.minutes.get_absolute_url()}",
    }
    letter = Letter(f"Verslag: {meeting.title}", render_to_string("governance/email_minutes.txt", context))
    readers = readers_of(meeting.body_id, row.audience).exclude(pk=row.published_by_id)
    return sum(put(KIND, str(row.pk), person, letter) for person in readers)


def still_reads(mail: OutgoingMail) -> bool:
    """Whether this mail may still go, asked when it is claimed: not to who left the body or stopped following."""
    row = MinutesPublication.objects.select_related("minutes__meeting").light().filter(pk=mail.about).first()
    person = mail.to_person
    if row is None or person is None or person.erased_at is not None:
        return False
    body = row.minutes.meeting.body_id
    if row.audience == Audience.MEMBERS:
        return bool(members_of(body).filter(person_id=person.pk).exists())
    return bool(readers_of(body, row.audience).filter(pk=person.pk).exists())
