"""Answering an invitation: yes, no, maybe, somebody instead, or a proxy. Until the meeting begins.

One click sent fifty times is one answer: the meeting is locked first, then the row, and what stands there already
changes nothing (promise I9).
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from governance.attendance.inviting import OFF, send_instead, withdraw
from governance.attendance.models import Invitation, InvitationKind, QuorumRule, Reply
from governance.bodies.models import Mandate
from governance.meetings.models import Meeting
from governance.meetings.order import lock
from partners.organisations.models import Organisation
from partners.organisations.speaking import speakers
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.periods import holds_on
from zorgzaam.versions import StaleVersion

BEGUN = "De vergadering is begonnen. Zeg het tegen de secretaris."
NOT_ASKED = "Deze uitnodiging geldt niet meer."


@dataclass(frozen=True)
class Answer:
    """What somebody answers. `instead` comes for them, or `instead_name` when the house does not know that person;
    `proxy` is the invitation of who votes for them. Those go with NO only."""

    reply: Reply
    reason: str = ""
    instead: Person | None = None
    instead_name: str = ""
    proxy: Invitation | None = None


def rule_of(meeting: Meeting) -> QuorumRule | None:
    """The rule of the body on the day of the meeting; one query."""
    return QuorumRule.objects.on(meeting.day).filter(body_id=meeting.body_id).first()


def why_closed(meeting: Meeting) -> str:
    """Why nobody can answer for this meeting any more; "" while they can."""
    if meeting.is_off or meeting.is_discarded:
        return OFF
    return BEGUN if meeting.has_begun else ""


def why_not(meeting: Meeting, invitation: Invitation) -> str:
    """Why nothing can be answered any more; "" when it can."""
    return why_closed(meeting) if invitation.holds else NOT_ASKED


def answer(invitation: Invitation, given: Answer, *, by: Actor, seen: int | None = None) -> bool:
    """Write the answer down, in the name of `by`; True when it differs from what stood there. `seen` is the version of
    the invitation somebody looked at: StaleVersion when another answer stands there by now. None: a button that says
    the whole answer.

    ValidationError (Dutch) once the meeting began or is off, for who is not asked any more, and for a replacement or
    proxy that the rule of the body or the list of who may be chosen does not allow.
    """
    with acting(by), transaction.atomic():
        meeting = lock(invitation.meeting)
        row = _locked(invitation.pk)
        if refusal := why_not(meeting, row):
            raise ValidationError(refusal)
        if _same(row, given):
            return False
        if seen is not None and row.version != seen:
            raise StaleVersion
        _check(row, given)
        _write(row, given, actor_person_id(actor_key(by)))
        _send_instead(row, given.instead)
    return True


def _locked(pk: uuid.UUID) -> Invitation:
    related = Invitation.objects.select_related("meeting", "person", "organisation", "mandate", "seat")
    return related.select_for_update(no_key=True, of=("self",)).get(pk=pk)


def _same(row: Invitation, given: Answer) -> bool:
    stands = (row.reply, row.reply_reason, row.replacement_name, row.proxy_id, _sent_instead(row))
    asked = (given.reply, given.reason, given.instead_name, _pk(given.proxy), _pk(given.instead))
    return stands == asked


def _pk(row: Any) -> uuid.UUID | None:
    return row.pk if row is not None else None


def _sent_instead(row: Invitation) -> uuid.UUID | None:
    return row.alternates.asked().values_list("person_id", flat=True).first()


def _check(row: Invitation, given: Answer) -> None:
    extra = [each for each in (given.instead, given.instead_name, given.proxy) if each]
    if extra and given.reply != Reply.NO:
        raise ValidationError("Alleen wie niet komt, stuurt een vervanger of machtigt iemand.")
    if len(extra) > 1:
        raise ValidationError("Kies één van de twee: een vervanger of een machtiging.")
    if given.instead is not None and not may_replace(row).filter(pk=given.instead.pk).exists():
        raise ValidationError("Deze persoon kan jou hier niet vervangen.")
    if given.instead_name and not alternates_allowed(row):
        raise ValidationError("Een vervanger sturen mag in dit overleg niet.")
    if given.proxy is not None and not may_carry(row).filter(pk=given.proxy.pk).exists():
        raise ValidationError("Dit lid kan jouw machtiging niet krijgen.")


def _write(row: Invitation, given: Answer, by: uuid.UUID | None) -> None:
    row.reply, row.reply_reason = given.reply, given.reason
    row.replacement_name, row.proxy = given.instead_name, given.proxy
    row.replied_at, row.replied_by_id = timezone.now(), by
    row.save()
    if given.reply != Reply.YES:  # who stays away votes for nobody
        for other in Invitation.objects.filter(proxy=row):
            other.proxy = None
            other.save()


def _send_instead(row: Invitation, person: Person | None) -> None:
    for other in row.alternates.asked().exclude(person=person):
        withdraw(other)
    if person is not None:
        send_instead(row, person)


# ---------------------------------------------------------------- who can be chosen
def alternates_allowed(invitation: Invitation) -> bool:
    """Whether somebody may come instead: of a member with a seat, where the rule of the body does not forbid it."""
    rule = rule_of(invitation.meeting)
    has_place = invitation.kind == InvitationKind.MEMBER and invitation.party is not None
    return has_place and (rule is None or rule.alternates)


def may_replace(invitation: Invitation) -> "QuerySet[Person]":
    """People of the same organisation who were not asked for themselves: who may speak for it that day, and the
    alternates of the seat."""
    if not alternates_allowed(invitation):
        return Person.objects.none()
    day, meeting = invitation.meeting.day, invitation.meeting
    of_seat = Q(seat=invitation.seat_id) if invitation.seat_id else Q(pk__in=[])
    if invitation.organisation_id:
        of_seat |= Q(seat__organisation__in=Organisation.objects.one_with([invitation.organisation_id]))
    seated = Mandate.objects.on(day).filter(of_seat).values("person_id")
    speaking = speakers([invitation.organisation_id] if invitation.organisation_id else [], day)
    busy = Invitation.objects.asked().filter(meeting=meeting).exclude(stands_in_for=invitation)
    found = Person.objects.filter(Q(pk__in=seated) | Q(pk__in=speaking), erased_at__isnull=True)
    return found.exclude(pk__in=busy.values("person_id")).order_by("sort_name")


def may_carry(invitation: Invitation) -> "QuerySet[Invitation]":
    """Other members who come or may still come, with room for one proxy more; none where the rule knows no proxies."""
    rule, meeting = rule_of(invitation.meeting), invitation.meeting
    if (
        rule is None
        or not rule.most_proxies
        or invitation.kind != InvitationKind.MEMBER
        or not invitation.party
    ):
        return Invitation.objects.none()
    theirs = Count("proxies", filter=~Q(proxies=invitation.pk))
    holding = holds_on(meeting.day, "mandate__")
    members = Invitation.objects.asked().filter(holding, meeting=meeting, kind=InvitationKind.MEMBER)
    members = members.exclude(Q(pk=invitation.pk) | Q(reply=Reply.NO) | Q(seat__isnull=True))
    room = members.annotate(carried=theirs).filter(carried__lt=rule.most_proxies)
    return room.select_related("person", "organisation", "seat")
