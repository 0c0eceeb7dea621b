"""What is kept of people who were asked, and until when."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from governance.meetings.facts import all_as_published
from newsletters.network_meeting.evaluating import OPEN_FOR, tickets_of, tickets_of_all
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
# After it is called off, which may be taken back.
OFF_KEPT = datetime.timedelta(days=7)
# Names and addresses: until the next two yearly meetings were held, by which an organisation is asked or missed.
NAMES_KEPT = datetime.timedelta(days=3 * 365)
NAMELESS, NO_REASON = "Gewiste persoon", "Gewist"


def forget_needs() -> int:
    """What people eat and need goes two weeks after the day, and a week after it is called off; how many rows went."""
    late = [row.pk for row in _meetings() if _over(row, NEEDS_KEPT) or _off(row)]
    return AttendeeNeeds.objects.filter(attendee__network_meeting__in=late).delete()[0]


def forget_tickets() -> int:
    """Once nobody can answer the evaluation any more it need not be known who did; how many went."""
    open_still = [row for row in _meetings() if not _over(row, OPEN_FOR + datetime.timedelta(days=1))]
    needed = [ticket for row in open_still for ticket in tickets_of_all(row)]
    return EvaluationTicket.objects.exclude(fingerprint__in=needed).delete()[0]


def forget_names() -> int:
    """Who was asked three years ago is forgotten; that an organisation was asked stays."""
    over = [row.pk for row in _meetings() if _over(row, NAMES_KEPT)]
    late = Invitee.objects.filter(network_meeting__in=over, forgotten_at__isnull=True)
    done = 0
    for row in late.iterator():
        with transaction.atomic(), acting(SystemActor.WORKER):
            blank(row)
            done += 1
    return done


def _meetings() -> list[NetworkMeeting]:
    """All of them, one a year, as readers know them: an edit nobody published erases nothing."""
    rows = list(NetworkMeeting.objects.select_related("meeting"))
    all_as_published(row.meeting for row in rows)
    return rows


def _over(row: NetworkMeeting, kept: datetime.timedelta) -> bool:
    return row.ends_at < timezone.now() - kept


def _off(row: NetworkMeeting) -> bool:
    return row.is_off and row.meeting.status_since < timezone.now() - OFF_KEPT


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
