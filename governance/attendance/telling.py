"""The mails about invitations: asked, changed, called off. Each fact is told once, also when a worker is killed.

What a calendar should say follows from the invitation and the meeting as readers know it; what it was told last is a
row. Where they differ the next row and its mail are written in one transaction, under a lock on the invitation.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from governance.attendance.begun import opened_of
from governance.attendance.icalendars import Asked, Happening, message, uid_of
from governance.attendance.models import CalendarLetter, Invitation, InvitationKind, Method, Reply
from governance.attendance.models.invitations import LINK_FIELDS
from governance.meetings.facts import as_published, as_read_by
from governance.meetings.models import Meeting
from governance.meetings.portal import NOBODY_READS
from zorgzaam.accounts.models import User
from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

KIND = "meeting-invitation"
# What a calendar calls an answer (RFC 5545, PARTSTAT).
PARTSTAT = {
    Reply.NONE: "NEEDS-ACTION",
    Reply.YES: "ACCEPTED",
    Reply.NO: "DECLINED",
    Reply.MAYBE: "TENTATIVE",
}


# Title, begin, end and place.
Facts = tuple[str, datetime.datetime, datetime.datetime | None, str]


@dataclass(frozen=True)
class Wanted:
    """What a calendar should say: `facts` as of a CalendarLetter."""

    method: Method
    facts: Facts


def wanted(invitation: Invitation, meeting: Meeting) -> Wanted:
    """Of an invitation, with its meeting as readers know it."""
    stands = invitation.holds and not (meeting.is_off or meeting.is_discarded)
    facts = (meeting.title, meeting.starts_at, meeting.ends_at, meeting.location)
    return Wanted(Method.REQUEST if stands else Method.CANCEL, facts)


def to_tell() -> list[uuid.UUID]:
    """Ids of invitations to meetings to come that have news for somebody who can be written to. Four queries; `tell`
    looks again under its lock."""
    reachable = Invitation.objects.filter(person__erased_at__isnull=True).exclude(person__email="")
    coming = reachable.filter(meeting__starts_at__gt=timezone.now()).select_related("meeting", "mandate")
    rows = list(coming.prefetch_related("letters").order_by("invited_at", "pk"))
    as_read_by(NOBODY_READS, [row.meeting for row in rows])
    opened = opened_of({row.meeting_id for row in rows})
    return [
        row.pk
        for row in rows
        if _is_news(row, wanted(row, row.meeting), _last(row)) and not _walks_in(row, _last(row), opened)
    ]


def _walks_in(row: Invitation, last: CalendarLetter | None, opened: set[uuid.UUID]) -> bool:
    """Put on the list of a meeting that was opened: who sits there needs no invitation any more."""
    return last is None and row.meeting_id in opened


def _last(row: Invitation) -> CalendarLetter | None:
    return max(row.letters.all(), key=lambda letter: letter.sequence, default=None)


@transaction.atomic
def tell(pk: uuid.UUID) -> bool:
    """Write the next letter of this invitation when there is one; True when it was written."""
    rows = Invitation.objects.select_related(
        "meeting__body", "person__user", "mandate", "organisation", "seat"
    )
    row = rows.select_for_update(of=("self",), skip_locked=True, no_key=True).filter(pk=pk).first()
    if row is None:
        return False
    last = _last(row)
    meeting = as_published(row.meeting)
    now = wanted(row, meeting)
    if not _is_news(row, now, last) or _walks_in(row, last, opened_of([row.meeting_id])):
        return False
    killpoint("invitation.before_letter")
    _write(row, meeting, now, last)
    killpoint("invitation.after_letter")
    return True


def _is_news(row: Invitation, now: Wanted, last: CalendarLetter | None) -> bool:
    if last is None:
        return now.method == Method.REQUEST
    if now.method == Method.CANCEL:
        return last.method == Method.REQUEST
    same = last.facts == now.facts and last.link_number == row.link_number
    return last.method == Method.CANCEL or not same


def _write(row: Invitation, meeting: Meeting, now: Wanted, last: CalendarLetter | None) -> None:
    title, starts_at, ends_at, location = now.facts
    letter = CalendarLetter.objects.create(
        invitation=row,
        sequence=last.sequence + 1 if last else 0,
        method=now.method,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        location=location,
        link_number=row.link_number,
    )
    if now.method == Method.REQUEST and row.link_fingerprint is None:
        row.open_link()
        row.save(update_fields=LINK_FIELDS)
    # The link acts without a login: nobody at the netwerkbureau reads it.
    put(KIND, str(letter.pk), row.person, _letter(row, meeting, letter, last), private=not _has_login(row))


def _has_login(row: Invitation) -> bool:
    user = getattr(row.person, "user", None)
    return isinstance(user, User) and user.is_active


def address_of(row: Invitation) -> str:
    """Where this person answers: their page behind the login, or the link that is theirs alone."""
    if _has_login(row):
        return f"{settings.SITE_URL}{row.get_absolute_url()}"
    return f"{settings.SITE_URL}{reverse('invitation_link', args=[row.secret])}"


def _letter(row: Invitation, meeting: Meeting, letter: CalendarLetter, last: CalendarLetter | None) -> Letter:
    off = letter.method == Method.CANCEL
    what = "Gaat niet door" if off and row.holds else "Niet meer uitgenodigd" if off else "Uitnodiging"
    if last is not None and not off:
        what = "Gewijzigd" if last.method == Method.REQUEST else "Toch"
    context = {
        "invitation": row,
        "meeting": meeting,
        "letter": letter,
        "before": last if last is not None and not off else None,
        "off": off,
        "url": address_of(row),
        "by_link": not _has_login(row),
        "alternate": row.kind == InvitationKind.ALTERNATE,
        "answered": row.get_reply_display() if row.reply != Reply.NONE else "",
    }
    text = render_to_string("governance/email_invitation.txt", context)
    html = render_to_string("governance/email_invitation.html", context)
    asked = Asked(row.person.name, row.person.email, PARTSTAT[Reply(row.reply)])
    calendar = message(letter.method, _entry(row, meeting, letter), asked)
    return Letter(f"{what}: {letter.title}", text, html, calendar=calendar)


def _entry(row: Invitation, meeting: Meeting, letter: CalendarLetter) -> Happening:
    off = letter.method == Method.CANCEL
    ask = "Laat weten of u komt" if row.reply == Reply.NONE else "Uw antwoord veranderen"
    return Happening(
        uid=uid_of(meeting.pk, row.person_id),
        title=letter.title,
        starts_at=letter.starts_at,
        ends_at=letter.ends_at,
        location=letter.location,
        stamp=letter.written_at,
        url="" if off else address_of(row),
        words=meeting.body.name if off else f"{meeting.body.name}\n{ask}: {address_of(row)}",
        sequence=letter.sequence,
        off=off,
    )


def still_newest(mail: OutgoingMail) -> bool:
    """Whether this mail may still go, asked when it is claimed: not to who was erased, not when a later letter
    followed, and not when what it says is not so any more (the next letter tells)."""
    letter = CalendarLetter.objects.select_related("invitation__meeting", "invitation__mandate").filter(
        pk=mail.about
    )
    found = letter.first()
    if found is None or mail.to_person is None or mail.to_person.erased_at is not None:
        return False
    row = found.invitation
    if row.letters.filter(sequence__gt=found.sequence).exists():
        return False
    return wanted(row, as_published(row.meeting)).method == found.method
