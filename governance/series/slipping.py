"""Items a meeting did not come to: they keep their place there, and go on at the next meeting.

Locks go from the earlier meeting to the later one, so that nobody waits in a circle.
"""

import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from governance.meetings import nesting, order
from governance.meetings.models import AgendaItem, Meeting, MeetingStatus
from governance.meetings.order import lock
from governance.series import going_along
from governance.series.coming_back import OFF
from governance.series.copying import once_more
from governance.series.models.recurring import Recurrence
from governance.series.models.slips import Slip
from governance.series.models.templates import StandingOccurrence
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting

NOT_YET = "Dit kan pas als de vergadering is begonnen."
GIVEN_AWAY = (
    "Het punt is daar intussen overgedragen aan een ander overleg. Haal het zo nodig daar van de agenda."
)
PUBLISHED_THERE = "Het punt staat al op een gepubliceerde agenda. Haal het daar van de agenda."


def next_meeting(meeting: Meeting) -> Meeting | None:
    """The next meeting of the body that takes place and is not over; one query."""
    later = Meeting.objects.filter(body_id=meeting.body_id, starts_at__gt=meeting.starts_at)
    takes = later.filter(status__in=[MeetingStatus.DRAFT, MeetingStatus.PUBLISHED])
    return takes.filter(starts_at__gt=timezone.now()).order_by("starts_at", "pk").first()


def may_slip(meeting: Meeting) -> bool:
    """Nobody knows beforehand what a meeting does not come to; one that does not take place comes to nothing."""
    return meeting.starts_at <= timezone.now() or meeting.status in OFF


def left_over(meeting: Meeting) -> list[AgendaItem]:
    """Items that may go on: on the agenda, not standing ones (every agenda has its own) and not gone on already."""
    own = StandingOccurrence.objects.values("item")
    gone = Slip.objects.holding().values("item")
    return list(meeting.items.exclude(pk__in=own).exclude(pk__in=gone).order_by("position"))


def not_reached(meeting: Meeting, ids: Iterable[uuid.UUID], *, by: Actor, begun: bool = False) -> list[Slip]:
    """The meeting did not come to these items; gives the new facts.

    Each goes on at the next meeting, with its parts, or waits for it. A part alone goes on inside what its item goes on
    as. Twice is the same, also for two who press at once.
    ValidationError before the meeting has begun; `begun`: it did, whatever day it was planned on.
    """
    why = "de vergadering gaat niet door" if meeting.status in OFF else "niet aan toe gekomen"
    with acting(by, reason=why), transaction.atomic():
        meeting = lock(meeting)
        if not begun and not may_slip(meeting):
            raise ValidationError(NOT_YET)
        asked = set(ids)
        found = [_mark(item, meeting, by) for item in left_over(meeting) if asked & {item.pk, item.parent_id}]
        following = _next_locked(meeting) if found else None
        if following:
            _carry(found, following, by)
    return found


def _next_locked(meeting: Meeting) -> Meeting | None:
    """As `next_meeting`, locked; looked for again when it was called off or moved while we waited for it."""
    while following := next_meeting(meeting):
        now = lock(following)
        if next_meeting(meeting) == now:
            return now
    return None


def _mark(item: AgendaItem, meeting: Meeting, by: Actor) -> Slip:
    return Slip.objects.create(
        item=item, meeting=meeting, times=times_before(item) + 1, marked_by_id=actor_person_id(actor_key(by))
    )


def times_before(item: AgendaItem) -> int:
    """How often the subject slipped until it came to stand here."""
    before = Slip.objects.holding().filter(onto=item).values_list("times", flat=True).first()
    return before or 0


def _carry(slips: Iterable[Slip], meeting: Meeting, by: Actor) -> None:
    # A part finds what its item goes on as.
    for slip in sorted(slips, key=lambda slip: (slip.item.parent_id is not None, slip.item.position or 0)):
        onto = slip.onto = _onto(slip.item, meeting, by)
        slip.save(update_fields=["onto"])
        going_along.go(slip.item, onto)


def _onto(item: AgendaItem, meeting: Meeting, by: Actor) -> AgendaItem:
    """What the item goes on as. One that comes back anyway goes on as its own next time, and not twice."""
    recurrence = Recurrence.objects.filter(item=item).select_related("recurring").first()
    whole = _whole_on(item, meeting)
    if recurrence is None:
        return once_more(item, meeting, by=by, inside=whole)
    times = Recurrence.objects.filter(recurring=recurrence.recurring, meeting=meeting)
    again = times.select_related("item").first()
    stands = again is not None and again.item.meeting_id == meeting.pk
    if again and stands and not Slip.objects.filter(onto=again.item_id).exists():
        return again.item
    made = once_more(item, meeting, by=by, inside=whole)
    if again is None:
        Recurrence.objects.create(item=made, recurring=recurrence.recurring, meeting=meeting)
    return made


def _whole_on(item: AgendaItem, meeting: Meeting) -> AgendaItem | None:
    """What the item this is a part of went on as, on that agenda."""
    gone = Slip.objects.holding().filter(item=item.parent_id, onto__meeting=meeting, onto__parent=None)
    slip = gone.select_related("onto").first() if item.parent_id else None
    return slip.onto if slip else None


def carry_waiting(meeting: Meeting, by: Actor) -> int:
    """What waited for a next meeting goes onto this one, which is locked; gives how many."""
    waiting = Slip.objects.waiting().filter(item__body_id=meeting.body_id)
    waiting = waiting.filter(meeting__starts_at__lt=meeting.starts_at)
    # Its own lock: two next meetings may be made at once, and an item goes to one of them.
    rows = list(waiting.select_related("item").select_for_update(of=("self",), no_key=True))
    if meeting.starts_at <= timezone.now() or meeting.status in OFF:
        return 0
    _carry(rows, meeting, by)
    return len(rows)


def undo(slip: Slip, *, by: Actor) -> bool:
    """The item was treated after all: what it went on as is taken off. False when that was done before.

    ValidationError once its later self stands on a published agenda: readers saw it there.
    """
    with acting(by, reason="toch behandeld"), transaction.atomic():
        lock(slip.meeting)
        now = Slip.objects.select_for_update(of=("self",), no_key=True).get(pk=slip.pk)
        if now.undone_at:
            return False
        onto = _locked(now.onto)
        if onto and onto.body_id != now.item.body_id:
            raise ValidationError(GIVEN_AWAY)
        if onto and onto.published_at:
            raise ValidationError(PUBLISHED_THERE)
        now.undone_at = timezone.now()
        now.save(update_fields=["undone_at"])
        if onto and not Recurrence.objects.filter(item=onto).exists():
            going_along.go(onto, now.item)
            nesting.let_go(onto, by=by)  # its parts went on by themselves
            order.remove(onto, by=by, reason="toch behandeld")
    return True


def _locked(item: AgendaItem | None) -> AgendaItem | None:
    """The item as it is once its agenda is locked: nobody publishes or moves it until we are done."""
    if item and item.meeting:
        lock(item.meeting)
        return AgendaItem.objects.select_related("meeting").get(pk=item.pk)
    return item
