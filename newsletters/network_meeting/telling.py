"""Telling who is asked that something is settled or changed: their answer, the day, a seat, a breakout, or that it is
off. Each mail is an update of the same entry in their calendar: the same UID, a higher SEQUENCE.
"""

import uuid

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from governance.meetings.facts import all_as_published, as_published, published_start
from governance.meetings.models import Meeting
from newsletters.network_meeting import emails, facts
from newsletters.network_meeting.listing import deaf_among
from newsletters.network_meeting.models import Answer, Invitee
from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import put

KIND = "network-changed"


def concerned() -> "QuerySet[Invitee]":
    """Who may have to be told something, of a meeting that did not begin: asked by mail or answered, or left out while
    they think that they come."""
    begins = published_start("network_meeting__meeting", "network_meeting__meeting__starts_at")
    rows = _readers().annotate(begins=begins).filter(begins__gt=timezone.now())
    asked = Q(excluded_at__isnull=True) & (Q(told__gt=0) | ~Q(answer=Answer.NONE))
    left_out = Q(excluded_at__isnull=False, **{f"known__{facts.ANSWER}": Answer.YES})
    return rows.filter(asked | left_out).select_related("network_meeting__meeting__body", "person")


def _readers() -> "QuerySet[Invitee]":
    rows = Invitee.objects.filter(forgotten_at__isnull=True).exclude(address="")
    return rows.exclude(person__erased_at__isnull=False)


def behind() -> list[uuid.UUID]:
    """Keys of those who do not know how it is now; a constant number of queries."""
    rows = list(concerned().prefetch_related("attendees__choices__breakout").order_by("pk"))
    all_as_published(row.network_meeting.meeting for row in rows)
    found = [row for row in rows if row.known != facts.of(row)]
    deaf = deaf_among(found)
    return [row.pk for row in found if row.address not in deaf]


def would_hear(later: Meeting) -> int:
    """How many people would get mail if their meeting were as `later`, which need not be saved; a constant number of
    queries."""
    rows = list(
        concerned().filter(network_meeting__meeting=later).prefetch_related("attendees__choices__breakout")
    )
    for row in rows:
        row.network_meeting.meeting = later
    rows = [row for row in rows if (now := facts.of(row)) != row.known and _matters(row.known, now)]
    deaf = deaf_among(rows)
    return sum(row.address not in deaf for row in rows)


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
    if now == before or deaf_among([row]):
        return False
    row.known, row.told = now, row.told + 1
    row.save(update_fields=["known", "told"])
    killpoint("network.before_told")
    new = _matters(before, now)
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
    if facts.OUT in now:
        return before.get(facts.ANSWER) == Answer.YES
    if facts.OLD_LINK in before:
        return True
    was = before.get(facts.ANSWER, "")
    return not (now[facts.ANSWER] == Answer.NO and was in ("", Answer.NO))


def still_newest(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: nothing newer was told, and its reader is still there to read it."""
    pk, _, told = mail.about.partition(":")
    row = _readers().filter(pk=pk, told=told).first()
    return row is not None and not deaf_among([row])
