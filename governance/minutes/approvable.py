"""At which item which minutes can be approved: asked from the minutes, and from the item at the table."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from governance.meetings.models import AgendaItem, Meeting
from governance.minutes.models import Minutes, MinutesState
from governance.minutes.publishing import CHANGED, NOT_PUBLISHED, is_changed
from governance.series.coming_back import OFF
from governance.series.models import Slip, StandingOccurrence
from zorgzaam.standing import Reader


def why_not(row: Minutes) -> str:
    """What has to be done before these minutes can be approved anywhere; "" when nothing."""
    if row.state == MinutesState.DRAFT:
        return NOT_PUBLISHED
    return CHANGED if is_changed(row) else ""


def waiting_at(item: AgendaItem, reader: Reader) -> list[Minutes]:
    """Minutes of earlier meetings that wait to be approved, the latest first, for the item where that is done.

    That is the item about minutes; on an agenda that has none, any item. None before the meeting has begun. Three
    queries at most.
    """
    meeting = item.meeting
    if meeting is None or not meeting.takes_items:
        return []
    rows = Minutes.objects.visible_to(reader).exclude(state=MinutesState.APPROVED)
    rows = rows.filter(meeting__body=item.body_id, meeting__starts_at__lt=meeting.starts_at)
    rows = rows.exclude(meeting__status__in=OFF)
    found = list(rows.select_related("meeting").order_by("-meeting__starts_at")[:5])
    if not found:
        return []
    here = AgendaItem.objects.filter(_begun(), meeting=meeting)
    likely = set(likely_of(here).values_list("pk", flat=True))
    return found if item.pk in likely or (not likely and here.filter(pk=item.pk).exists()) else []


def _begun() -> Q:
    return Q(meeting__starts_at__lte=timezone.now()) | Q(meeting__live__isnull=False)


def items_after(row: Minutes, reader: Reader) -> "QuerySet[AgendaItem]":
    """Items of later meetings of the body that took place, and that were reached: what minutes can be approved at."""
    held = Meeting.objects.exclude(status__in=OFF)
    found = AgendaItem.objects.read_live_by(reader).filter(
        _begun(),
        meeting__in=held.filter(body=row.meeting.body_id).values("pk"),
        meeting__starts_at__gt=row.meeting.starts_at,
    )
    not_reached = Slip.objects.holding().values("item")
    return (
        found.exclude(pk__in=not_reached).select_related("meeting").order_by("meeting__starts_at", "position")
    )


def likely_of(later: "QuerySet[AgendaItem]", here: AgendaItem | None = None) -> "QuerySet[AgendaItem]":
    """Of each meeting the standing item that is about minutes; where an agenda has none, what is called so. And the
    item somebody comes from."""
    standing = StandingOccurrence.objects.filter(standing__title__icontains="verslag")
    own = later.filter(pk__in=standing.values("item")).order_by()
    called = Q(title__icontains="verslag") & ~Q(meeting__in=own.values("meeting"))
    return later.filter(Q(pk__in=own.values("pk")) | called | Q(pk=here and here.pk))
