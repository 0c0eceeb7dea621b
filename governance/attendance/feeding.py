"""Calendars for telephones: making, renewing and ending their addresses, and what is read there."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from governance.attendance.icalendars import Happening, entry_of, feed
from governance.attendance.models import CalendarFeed, Invitation
from governance.bodies.models import Body
from governance.meetings.facts import as_read_by
from governance.meetings.models import Meeting, MeetingStatus
from governance.meetings.portal import NOBODY_READS
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.house import House
from zorgzaam.secret_links import fingerprint
from zorgzaam.standing import Reader, standing_of


def make(user: User, body: Body | None) -> CalendarFeed:
    """The address of `user` for one body, or for everything that is theirs; the one there is when there is one."""
    with acting(user):
        open_now = CalendarFeed.objects.open().filter(person=user.person, body=body)
        new = CalendarFeed(person=user.person, body=body)
        new.renew_secret(1)
        try:
            with transaction.atomic():
                return open_now.first() or _saved(new)
        except IntegrityError:  # two clicks at once: the other made it
            return open_now.get()


def _saved(row: CalendarFeed) -> CalendarFeed:
    row.save()
    return row


def renew(row: CalendarFeed, *, by: User) -> None:
    """Another address; the old one gives nothing from now on."""
    with acting(by), transaction.atomic():
        now = CalendarFeed.objects.select_for_update(no_key=True).get(pk=row.pk)
        if now.revoked_at is None:
            now.renew_secret(now.number + 1)
            now.made_at = timezone.now()
            now.save()


def revoke(row: CalendarFeed, *, by: User) -> bool:
    """The address gives nothing from now on; twice is once."""
    with acting(by):
        return bool(CalendarFeed.objects.open().filter(pk=row.pk).update(revoked_at=timezone.now()))


def owner_of(secret: str) -> tuple[CalendarFeed, User] | None:
    """Whose address this is; None for one that does not exist, was ended, or of who has no account any more."""
    rows = CalendarFeed.objects.open().select_related("person__user", "body")
    row = rows.filter(fingerprint=fingerprint(secret)).first()
    user = getattr(row.person, "user", None) if row else None
    return (row, user) if row and isinstance(user, User) and user.is_active else None


def own(user: User, body: Body | None) -> bytes:
    """What `user` may see at this moment: meetings of the bodies they sit in now and those they are asked to; or of
    one body, as long as they sit there."""
    bodies = set(standing_of(user).bodies) & ({body.pk} if body else set(standing_of(user).bodies))
    asked = [] if body else _asked(user)
    mine = Meeting.objects.visible_to(user).filter(body_id__in=bodies)
    guest = Meeting.objects.filter(pk__in=asked).exclude(status=MeetingStatus.DISCARDED)
    name = body.name if body else f"{House.objects.of_region().network_name}: mijn vergaderingen"
    return feed(name, _entries(user, mine.listed() | guest.listed()))


def _asked(user: User) -> list[uuid.UUID]:
    """Meetings this person is asked to, by a mandate that holds or as a guest."""
    rows = Invitation.objects.asked().filter(person_id=user.person_id).select_related("mandate", "meeting")
    return [row.meeting_id for row in rows if row.holds and (row.mandate is None or row.mandate.is_current)]


def everybodys() -> bytes:
    """The meetings of the public agenda, as published."""
    public = Meeting.objects.visible_to(NOBODY_READS).public()
    return feed(House.objects.of_region().network_name, _entries(NOBODY_READS, public))


def _entries(user: Reader, meetings: Any) -> list[Happening]:
    found = meetings.select_related("body").order_by("starts_at", "pk")
    return [entry_of(meeting) for meeting in as_read_by(user, found)]
