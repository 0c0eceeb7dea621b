"""The list of who is asked: adding, leaving out, taking back, another link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from newsletters.network_meeting import facts
from newsletters.network_meeting.circle import left
from newsletters.network_meeting.models import Answer, Invitee, NetworkMeeting, Source
from newsletters.network_meeting.settling import taking, vacate
from partners.organisations.models import Organisation
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.post.bulk.models import WhyNot
from zorgzaam.post.bulk.suppression import EVERYTHING, lift, suppress, suppressed_among
from zorgzaam.secret_links import fingerprint

SCOPE = "netwerkbijeenkomst"
ALREADY = "Dit adres staat al op de lijst."
FORGOTTEN = "Deze persoon is gewist."
ALL_THE_SAME = "Toch gevraagd, al hoort de organisatie niet meer bij de kring."


@dataclass(frozen=True)
class Extra:
    """Somebody who is asked besides the circle, and why."""

    name: str
    address: str
    reason: str
    organisations: Iterable[Organisation] = ()


def add(meeting: NetworkMeeting, extra: Extra, *, by: Actor) -> Invitee:
    """Ask somebody who is not in the circle too. ValidationError when the address is on the list."""
    # The reason is said of a person: it goes with them, so it stands in their row alone.
    with acting(by), transaction.atomic():
        address = extra.address.strip().lower()
        if meeting.invitees.filter(address__iexact=address).exists():
            raise ValidationError({"address": ALREADY})
        row = Invitee(
            network_meeting=meeting,
            name=extra.name,
            address=address,
            source=Source.ADDED,
            reason=extra.reason,
        )
        row.save()
        row.organisations.set(extra.organisations)
    return row


def leave_out(row: Invitee, reason: str, *, by: Actor) -> bool:
    """This one is not asked, and gets nothing any more but that an announced visit is off. Twice is once."""
    with taking(row.network_meeting, by) as meeting:
        now = locked(row)
        if now.excluded_at is not None:
            return False
        now.excluded_at, now.reason = timezone.now(), reason
        now.save()
        vacate(meeting, now)
    return True


def take_back(row: Invitee, *, by: Actor) -> bool:
    """Who was left out is asked after all; who had said yes says so again, for the seat is given away. So is who left
    the circle before the invitation."""
    with acting(by), transaction.atomic():
        now = locked(row)
        if now.forgotten_at is not None:
            raise ValidationError(FORGOTTEN)
        if now.excluded_at is None and left(now.network_meeting).filter(pk=now.pk).exists():
            now.source, now.reason = Source.ADDED, ALL_THE_SAME
            now.save()
            return True
        if now.excluded_at is None:
            return False
        now.excluded_at = None
        if now.comes and not now.attendees.exists():
            now.answer, now.answered_at = Answer.NONE, None
        now.save()
    return True


def new_link(row: Invitee, *, by: Actor) -> None:
    """The old link opens nothing any more (promise I10); who had it is sent the new one."""
    with acting(by), transaction.atomic():
        now = locked(row)
        now.link_number += 1
        now.link_fingerprint = fingerprint(now.secret)
        if now.known:
            now.known = {**now.known, facts.OLD_LINK: "werkt"}
        now.save(update_fields=["link_number", "link_fingerprint", "known"])


def want_no_more(row: Invitee, *, by: Actor) -> None:
    """This person wants no invitations to network meetings: nothing goes to them, this year or next."""
    with acting(by), transaction.atomic():
        suppress(row.address, SCOPE, WhyNot.ENDED)


def want_again(row: Invitee, *, by: Actor) -> None:
    """They asked for it themselves, on their own page; also who once ended everything, as with the newsletter."""
    with acting(by), transaction.atomic():
        lift(row.address, [SCOPE, EVERYTHING])


def unwilling(rows: Iterable[Invitee]) -> set[str]:
    """Addresses among these to which nothing may go; one query."""
    return suppressed_among({row.address for row in rows if row.address}, SCOPE)


def is_unwilling(row: Invitee) -> bool:
    return bool(suppressed_among([row.address], SCOPE))


def deaf_among(rows: Sequence[Invitee]) -> set[str]:
    """Addresses among these that may not even hear of a change. Who answered wants no *invitations* any more, and hears
    all the same what becomes of that answer; two queries."""
    unanswered = unwilling(row for row in rows if not row.answer)
    return unanswered | suppressed_among({row.address for row in rows}, EVERYTHING)


def locked(row: Invitee) -> Invitee:
    """The row as it is now; nobody else writes it until this transaction ends."""
    rows = Invitee.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("network_meeting__meeting__body", "person").get(pk=row.pk)
