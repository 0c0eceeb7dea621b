"""Items that come back on every next agenda of a body until somebody closes them with a reason.

An item returns on the next agenda after the one it stood on last: at once on a next agenda that is made while that one
is the first to come, and otherwise once it is over. Its words are those of the last time; its parts
were of that time, and go on only when the meeting did not come to them.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from governance.meetings.models import AgendaItem, Meeting, MeetingStatus
from governance.meetings.order import lock
from governance.series.copying import once_more
from governance.series.models.recurring import Recurrence, RecurringItem
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting

ALREADY = "Dit punt komt al terug."
NO_MEETING = "Zet dit punt eerst op een agenda."
OFF = (MeetingStatus.CANCELLED, MeetingStatus.DROPPED, MeetingStatus.DISCARDED)


def start(item: AgendaItem, *, by: Actor) -> RecurringItem:
    """From now on the item comes back. Twice is the same. ValidationError for an item without a meeting."""
    if item.meeting is None:
        raise ValidationError(NO_MEETING)
    with acting(by), transaction.atomic():
        lock(item.meeting)
        known = Recurrence.objects.filter(item=item).select_related("recurring").first()
        if known:
            if known.recurring.closed_at:
                raise ValidationError("Dit punt kwam terug en is afgesloten. Maak er een nieuw punt van.")
            return known.recurring
        recurring = RecurringItem.objects.create(body_id=item.body_id)
        Recurrence.objects.create(item=item, recurring=recurring, meeting=item.meeting)
        return recurring


def close(recurring: RecurringItem, *, by: Actor, reason: str) -> bool:
    """It comes back no more. What stands on agendas already stays there. False when it was closed before."""
    with acting(by, reason=reason):
        done = RecurringItem.objects.filter(pk=recurring.pk, closed_at__isnull=True).update(
            closed_at=timezone.now(), closed_by_id=actor_person_id(actor_key(by)), closed_reason=reason
        )
    recurring.refresh_from_db()
    return bool(done)


def with_last(rows: Any) -> Any:
    """Recurring items with `last_item` and `last_start`: where each stood last."""
    last = Recurrence.objects.filter(recurring=OuterRef("pk")).order_by("-meeting__starts_at")
    return rows.annotate(
        last_item=Subquery(last.values("item")[:1]),
        last_start=Subquery(last.values("meeting__starts_at")[:1]),
        last_status=Subquery(last.values("meeting__status")[:1]),
    )


def bring(meeting: Meeting, by: Actor) -> list[AgendaItem]:
    """Put what comes back on the agenda of `meeting`, which is locked, as far as it is the next one for it."""
    rows = with_last(RecurringItem.objects.open().filter(body_id=meeting.body_id))
    due = [row for row in rows.filter(last_start__lt=meeting.starts_at) if _is_next(row, meeting)]
    return [found for row in due if (found := bring_one(row, meeting, by))]


def _is_next(row: Any, meeting: Meeting) -> bool:
    """Whether no meeting that is still to come lies before `meeting`, but perhaps the one where the item stands now: of
    a whole year that is made at once only the next one gets it, and later ones what it reads by then."""
    now = timezone.now()
    before = Meeting.objects.filter(
        body_id=meeting.body_id, starts_at__gte=now, starts_at__lt=meeting.starts_at
    ).exclude(status__in=OFF)
    return not before.exclude(starts_at=row.last_start).exclude(pk=meeting.pk).exists()


def bring_one(row: Any, meeting: Meeting, by: Actor) -> AgendaItem | None:
    """One more time, on a locked meeting; None when it stood there before, also when it was taken off since."""
    if Recurrence.objects.filter(recurring=row, meeting=meeting).exists():
        return None
    last = AgendaItem.objects.get(pk=row.last_item)
    item = once_more(last, meeting, by=by, inside=_whole_on(last, meeting))
    Recurrence.objects.create(item=item, recurring=row, meeting=meeting)
    return item


def _whole_on(part: AgendaItem, meeting: Meeting) -> AgendaItem | None:
    """The item this was a part of last time, where that comes back on the same agenda."""
    whole = Recurrence.objects.filter(item=part.parent_id).values("recurring") if part.parent_id else None
    there = (
        Recurrence.objects.filter(recurring__in=whole, item__meeting=meeting, item__parent=None)
        if whole
        else None
    )
    again = there.select_related("item").first() if there else None
    return again.item if again else None


def due_now() -> list[tuple[RecurringItem, Meeting]]:
    """Items whose last meeting is over or off while the next one is on its way, each with that meeting."""
    now = timezone.now()
    over = Q(last_start__lt=now) | Q(last_status__in=OFF)
    waiting = with_last(RecurringItem.objects.open()).filter(over)
    found = []
    for row in waiting:
        coming = Meeting.objects.filter(body_id=row.body_id, starts_at__gt=max(now, row.last_start))
        following = coming.exclude(status__in=OFF).order_by("starts_at", "pk").first()
        if following:
            found.append((row, following))
    return found


@transaction.atomic
def bring_due(row: RecurringItem, meeting: Meeting, *, by: Actor) -> bool:
    """One item onto its next agenda; False when another worker did it or it was closed meanwhile."""
    meeting = lock(meeting)
    fresh = with_last(RecurringItem.objects.open().filter(pk=row.pk)).first()
    if fresh is None or not meeting.takes_items:
        return False
    with acting(by):
        return bring_one(fresh, meeting, by) is not None
