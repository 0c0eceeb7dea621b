"""Title, time and place of a meeting as somebody may know them: whoever does not keep its agenda reads what was
published last, as long as an edit is not."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Exists, F, JSONField, OuterRef, Q, Subquery, When
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast, Coalesce

from governance.meetings.models import MANAGERS, AgendaPublication, Meeting
from governance.meetings.models.meetings import bodies_where, still_to_come
from zorgzaam.standing import Reader, standing_of


def as_read_by(user: Reader, meetings: Iterable[Meeting]) -> list[Meeting]:
    """The same meetings in the same order, each with the facts this reader may know; at most one query more.

    Only to show: these rows are not to be saved.
    """
    found = list(meetings)
    kept = bodies_where(standing_of(user), MANAGERS)
    others = {meeting.pk: meeting for meeting in found if meeting.body_id not in kept}
    if others:
        for pk, facts in _published(others):
            show(others[pk], facts)
    return found


def coming(user: Reader, meetings: Any, most: int | None = None) -> list[Meeting]:
    """The meetings of a queryset that are not over yet, the first one first; `most` at most. See `as_read_by`.

    Order and split too go by what this reader knows: an unpublished edit of the time moves nothing for others.
    """
    known = _with_known_times(user, meetings).filter(_not_over())
    return as_read_by(user, known.order_by("known_start", "pk")[:most])


def past(user: Reader, meetings: Any, most: int | None = None) -> list[Meeting]:
    """As `coming`, what is over, the last one first."""
    known = _with_known_times(user, meetings).exclude(_not_over())
    return as_read_by(user, known.order_by("-known_start", "pk")[:most])


def _with_known_times(user: Reader, meetings: Any) -> Any:
    newest = AgendaPublication.objects.filter(meeting=OuterRef("pk")).order_by("-version")
    live = Q(body_id__in=bodies_where(standing_of(user), MANAGERS)) | ~Exists(newest)
    return meetings.listed().annotate(
        known_start=Case(When(live, then=F("starts_at")), default=Subquery(newest.values("starts_at")[:1])),
        known_end=Case(When(live, then=F("ends_at")), default=Subquery(newest.values("ends_at")[:1])),
    )


def _not_over() -> Q:
    return still_to_come("known_start", "known_end")


def as_published(meeting: Meeting) -> Meeting:
    """The meeting with the facts readers have of it; as it is when it was never published. One query."""
    return all_as_published([meeting])[0]


def all_as_published(meetings: Iterable[Meeting]) -> list[Meeting]:
    """As `as_published`, of many: still one query. The same meeting may come more than once."""
    found = list(meetings)
    for pk, facts in _published({meeting.pk for meeting in found}):
        for meeting in found:
            if meeting.pk == pk:
                show(meeting, facts)
    return found


def published_start(meeting: str = "pk", start: str = "starts_at") -> Coalesce:
    """For a query: when readers know that it begins. `meeting` and `start` are lookup paths to the key and the begin of
    the meeting."""
    newest = AgendaPublication.objects.filter(meeting=OuterRef(meeting)).order_by("-version")
    return Coalesce(Subquery(newest.values("starts_at")[:1]), F(start))


def show(meeting: Meeting, facts: dict[str, Any]) -> Meeting:
    """The meeting with these facts: the part "meeting" of a snapshot (see governance.meetings.snapshot)."""
    meeting.title, meeting.location = facts["title"], facts["location"]
    meeting.starts_at = datetime.datetime.fromisoformat(facts["starts_at"])
    meeting.ends_at = datetime.datetime.fromisoformat(facts["ends_at"]) if facts["ends_at"] else None
    return meeting


def _published(meetings: Iterable[Any]) -> Any:
    """Id and facts of the newest snapshot of each of these meetings; all audiences say the same of the meeting."""
    newest = AgendaPublication.objects.filter(meeting__in=list(meetings))
    newest = newest.order_by("meeting_id", "-version").distinct("meeting_id")
    facts = KeyTransform("meeting", Cast("data", JSONField()))
    return newest.annotate(facts=facts).values_list("meeting_id", "facts")
