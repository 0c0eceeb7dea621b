"""Telling who is asked that something is settled or changed: their answer, the day, a seat, a breakout, or that it is
off. Each mail is an update of the same entry in their calendar: the same UID, a higher SEQUENCE.
"""

import uuid

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from governance.meetings.facts import as_published
from newsletters.network_meeting import emails, facts
from newsletters.network_meeting.listing import is_unwilling
from newsletters.network_meeting.models import Answer, Invitee
from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import put

KIND = "network-changed"


def concerned() -> "QuerySet[Invitee]":
    """Who may have to be told something: asked by mail or answered, of a meeting that did not begin."""
    rows = Invitee.objects.reachable().filter(network_meeting__meeting__starts_at__gt=timezone.now())
    told = rows.filter(told__gt=0) | rows.exclude(answer=Answer.NONE)
    return told.select_related("network_meeting__meeting__body", "person")


def behind() -> list[uuid.UUID]:
    """Keys of those who do not know how it is now; a constant number of queries per meeting."""
    rows = concerned().prefetch_related("attendees__choices__breakout").order_by("pk")
    known: dict[uuid.UUID, Invitee] = {}
    for row in rows:
        # One look at what readers know of each meeting.
        first = known.setdefault(row.network_meeting_id, row)
        if first is row:
            as_published(row.network_meeting.meeting)
        row.network_meeting = first.network_meeting
        if row.known != facts.of(row):
            known[row.pk] = row
    return [pk for pk, row in known.items() if pk == row.pk]


@transaction.atomic
def tell(pk: uuid.UUID) -> bool:
    """Write to this person what is new, and keep that they know it; True when a mail was written. A second worker finds
    it done."""
    rows = Invitee.objects.select_for_update(of=("self",), skip_locked=True, no_key=True).filter(pk=pk)
    row = rows.first()
    if row is None or not concerned().filter(pk=pk).exists():
        return False
    meeting = as_published(row.network_meeting.meeting)
    row.network_meeting.meeting = meeting
    now, before = facts.of(row), row.known
    if now == before:
        return False
    row.known, row.told = now, row.told + 1
    row.save(update_fields=["known", "told"])
    killpoint("network.before_told")
    new = _matters(before, now) and not _is_erased(row) and not is_unwilling(row)
    if new:
        new = put(
            KIND, f"{row.pk}:{row.told}", row.person or row.address,
            emails.of_change(row, before, now), private=True,
        )  # fmt: skip
    killpoint("network.after_told")
    return new


def _matters(before: dict[str, str], now: dict[str, str]) -> bool:
    """That somebody does not come is no news to them, unless it stood in their calendar that they did."""
    if facts.OFF in now:
        return bool(before) and before.get(facts.ANSWER) != Answer.NO
    was = before.get(facts.ANSWER, "")
    return not (now[facts.ANSWER] == Answer.NO and was in ("", Answer.NO))


def _is_erased(row: Invitee) -> bool:
    return row.person is not None and row.person.erased_at is not None


def still_newest(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: nothing newer was told, and its reader is still asked."""
    pk, _, told = mail.about.partition(":")
    row = Invitee.objects.reachable().filter(pk=pk, told=told).select_related("person").first()
    return row is not None and not _is_erased(row) and not is_unwilling(row)
