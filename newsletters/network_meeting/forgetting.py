"""What is kept of people who were asked, and until when."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from newsletters.network_meeting.evaluating import tickets_of
from newsletters.network_meeting.listing import locked
from newsletters.network_meeting.models import (
    Attendee,
    AttendeeNeeds,
    EvaluationTicket,
    Invitee,
    NetworkMeeting,
)
from newsletters.network_meeting.settling import vacate
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.secret_links import fingerprint

# Days after the meeting that it is still known what somebody eats, for the bill of the kitchen.
NEEDS_KEPT = datetime.timedelta(days=14)
# Names and addresses: until the next two yearly meetings were held, by which an organisation is asked or missed.
NAMES_KEPT = datetime.timedelta(days=3 * 365)
NAMELESS, NO_REASON = "Gewiste persoon", "Gewist"


def forget_needs() -> int:
    """What people eat and need goes two weeks after the day; how many rows went."""
    return AttendeeNeeds.objects.filter(_over("attendee__network_meeting__meeting__", NEEDS_KEPT)).delete()[0]


def forget_names() -> int:
    """Who was asked three years ago is forgotten; that an organisation was asked stays."""
    late = Invitee.objects.filter(_over("network_meeting__meeting__", NAMES_KEPT), forgotten_at__isnull=True)
    done = 0
    for row in late.iterator():
        with transaction.atomic(), acting(SystemActor.WORKER):
            blank(row)
            done += 1
    return done


def _over(prefix: str, kept: datetime.timedelta) -> Q:
    until = timezone.now() - kept
    ends, starts = f"{prefix}ends_at", f"{prefix}starts_at"
    return Q(**{f"{ends}__lt": until}) | Q(**{f"{ends}__isnull": True, f"{starts}__lt": until})


def blank(row: Invitee) -> None:
    """Take out who it was and whom they brought; that an organisation was asked and came stays. Before the meeting
    nobody comes any more: the seat is for who waits."""
    # In the order in which answering takes them.
    meetings = NetworkMeeting.objects.select_for_update(no_key=True, of=("self",))
    meeting = meetings.select_related("meeting__body").get(pk=row.network_meeting_id)
    row = locked(row)
    tickets = tickets_of(row)
    vacate(meeting, row)
    AttendeeNeeds.objects.filter(attendee__invitee=row).delete()
    Attendee.objects.filter(invitee=row).exclude(name=NAMELESS).update(name=NAMELESS)
    EvaluationTicket.objects.filter(fingerprint__in=tickets).delete()
    row.name, row.address, row.remark, row.known = NAMELESS, "", "", {}
    row.reason = row.reason and NO_REASON
    row.forgotten_at = row.forgotten_at or timezone.now()
    row.link_number += 1
    row.link_fingerprint = fingerprint(row.secret)
    row.save()


def forget(person: Person, addresses: set[str]) -> None:
    """Somebody is erased, in the transaction of that. Twice is the same."""
    rows = Invitee.objects.filter(Q(person=person) | Q(address__in=addresses), forgotten_at__isnull=True)
    for row in rows.order_by("network_meeting_id", "pk"):
        blank(row)
