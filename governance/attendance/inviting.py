"""Asking people to a meeting: who sits there that day, and guests. Sending twice asks once.

What is written here are facts; the mails follow (governance.attendance.telling). The meeting is locked first, always.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from governance.attendance.models import Invitation, InvitationKind, Reply
from governance.attendance.models.invitations import LINK_FIELDS
from governance.bodies.models import Mandate, Role
from governance.bodies.sitting import sitting_on
from governance.meetings.models import Meeting
from governance.meetings.order import lock
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader

OFF = "Deze vergadering gaat niet door."


@dataclass(frozen=True)
class Proposal:
    """Somebody who could be asked. `usual` is False for who only comes when another does not."""

    mandate: Mandate
    usual: bool

    @property
    def role(self) -> str:
        return Role(self.mandate.role).label

    @property
    def speaks_for(self) -> str:
        return self.mandate.seat.holder if self.mandate.seat else ""


def proposed(meeting: Meeting, reader: Reader) -> list[Proposal]:
    """Who sits in the body on the day of the meeting and was not asked yet, each once; a constant number of queries."""
    sitting = sitting_on(meeting.body, meeting.day, reader)
    named = [(mandate, place.seat) for place in sitting.places for mandate in place.mandates]
    spare = [(mandate, place.seat) for place in sitting.places for mandate in place.alternates]
    asked = set(Invitation.objects.asked().filter(meeting=meeting).values_list("person_id", flat=True))
    found: dict[uuid.UUID, Proposal] = {}
    for mandate, seat in [*named, *((each, None) for each in sitting.others), *spare]:
        mandate.seat = seat
        if mandate.person_id not in asked and mandate.person.erased_at is None:
            found.setdefault(mandate.person_id, Proposal(mandate, (mandate, seat) not in spare))
    return list(found.values())


def invite(meeting: Meeting, mandates: Iterable[Mandate], *, by: Actor) -> int:
    """Ask who holds these mandates; how many were not asked before. ValidationError for a meeting that is off,
    and for a mandate of another body or another day."""
    asked = list(mandates)
    with acting(by), transaction.atomic():
        now = _open(meeting)
        if any(one.body_id != now.body_id or not one.holds_on(now.day) for one in asked):
            raise ValidationError("Wie je uitnodigt, zit op die dag niet in dit overleg.")
        return sum(_ask(now, one.person, InvitationKind.MEMBER, mandate=one) for one in asked)


def invite_guest(meeting: Meeting, person: Person, *, by: Actor) -> bool:
    """Ask somebody from outside; False when they were asked already."""
    with acting(by), transaction.atomic():
        return _ask(_open(meeting), person, InvitationKind.GUEST)


def invite_instead(invitation: Invitation, person: Person, *, by: Actor) -> bool:
    """Ask somebody whom the secretary knows to come for who cannot; False when they were asked so already."""
    with acting(by), transaction.atomic():
        _open(invitation.meeting)
        before = invitation.alternates.asked().filter(person=person).exists()
        for other in invitation.alternates.asked().exclude(person=person):
            withdraw(other)
        send_instead(invitation, person)
        Invitation.objects.filter(pk=invitation.pk).exclude(replacement_name="").update(replacement_name="")
        return not before


def _open(meeting: Meeting) -> Meeting:
    """Also once it began: who walks in is put on the list, and counts. No mail goes about the past."""
    now = lock(meeting)
    if now.is_off or now.is_discarded:
        raise ValidationError(OFF)
    return now


def _ask(
    meeting: Meeting,
    person: Person,
    kind: InvitationKind,
    *,
    mandate: Mandate | None = None,
    instead_of: Invitation | None = None,
) -> bool:
    """Under the lock of the meeting. Who was taken off the list comes back on the same row, with a clean answer."""
    if person.erased_at is not None:
        raise ValidationError("Deze persoon is gewist.")
    seat = instead_of.seat if instead_of else mandate.seat if mandate else None
    organisation = instead_of.organisation if instead_of else seat.organisation if seat else None
    asked_as = {
        "kind": kind, "mandate": mandate, "seat": seat, "organisation": organisation, "stands_in_for": instead_of,
        "invited_at": timezone.now(), "withdrawn_at": None, "reply": Reply.NONE, "reply_reason": "",
        "replied_at": None, "replied_by": None, "replacement_name": "", "proxy": None,
    }  # fmt: skip
    row = Invitation.objects.filter(meeting=meeting, person=person).first()
    if row is not None and row.is_asked:
        return False
    row = row or Invitation(meeting=meeting, person=person)
    for name, value in asked_as.items():
        setattr(row, name, value)
    row.open_link()
    row.save()
    return True


def send_instead(invitation: Invitation, person: Person) -> Invitation:
    """Ask `person` in the place of who cannot come, for the same organisation. Under the lock of the meeting.

    ValidationError when that person comes already for themselves.
    """
    done = _ask(invitation.meeting, person, InvitationKind.ALTERNATE, instead_of=invitation)
    row = Invitation.objects.get(meeting=invitation.meeting, person=person)
    if not done and row.stands_in_for_id != invitation.pk:
        raise ValidationError("Deze persoon is zelf al uitgenodigd en kan jou niet vervangen.")
    return row


def take_off(invitation: Invitation, *, by: Actor) -> bool:
    """Off the list, with who was sent instead and what was authorised; twice is once. The row stays."""
    with acting(by), transaction.atomic():
        lock(invitation.meeting)
        return withdraw(invitation)


def withdraw(invitation: Invitation) -> bool:
    """As `take_off`, inside a transaction that holds the meeting."""
    now = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if not now.is_asked:
        return False
    now.withdrawn_at, now.link_fingerprint, now.proxy = timezone.now(), None, None
    now.save()
    for other in Invitation.objects.asked().filter(stands_in_for=now):
        withdraw(other)
    for other in Invitation.objects.filter(proxy=now):
        other.proxy = None
        other.save()
    return True


def renew_link(invitation: Invitation, *, by: Actor) -> None:
    """The link that was mailed works no longer; the next mail carries a new one."""
    with acting(by), transaction.atomic():
        lock(invitation.meeting)
        now = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
        if now.is_asked:
            now.link_number += 1
            now.open_link()
            now.save(update_fields=LINK_FIELDS)
