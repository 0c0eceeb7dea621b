"""What is said beside an item: that it moved on, where it came from, how often it slipped, and that it comes back."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce, JSONObject

from governance.meetings.models import MANAGERS, AgendaPublication, Meeting, MeetingStatus
from governance.meetings.remarks import Remark
from governance.series.models.recurring import Recurrence
from governance.series.models.slips import Slip
from zorgzaam.standing import Reader, standing_of
from zorgzaam.ui.dates import day as in_words

OPEN_TO_ALL = (MeetingStatus.PUBLISHED, MeetingStatus.CANCELLED)


def moved(meeting: Meeting, reader: Reader) -> Mapping[uuid.UUID, list[Remark]]:
    """Of items that moved on from this meeting or came to it; one query."""
    rows = _about(meeting.pk).values_list(_said(), flat=True)
    return _remarks(rows, meeting.pk, inside=standing_of(reader).sits_in(meeting.body_id))


def riding() -> ArraySubquery:
    """The same as a column of a publication: costs its page no query of its own."""
    return ArraySubquery(_about(OuterRef("meeting_id")).values_list(_said(), flat=True))


def read(rows: Any, meeting_id: uuid.UUID, inside: bool) -> Mapping[uuid.UUID, list[Remark]]:
    """What that column says; `inside`: for who sits in the body."""
    return _remarks(rows, meeting_id, inside=inside)


def _about(meeting: Any) -> "QuerySet[Slip]":
    return Slip.objects.holding().filter(Q(meeting=meeting) | Q(onto__meeting=meeting))


def _said() -> JSONObject:
    """A slip with both meetings, each as readers know it: by its last publication, else as it stands."""
    both = {
        f"{end}_{what}": said
        for end, path in (("from", "meeting"), ("to", "onto__meeting"))
        for what, said in _meeting(path).items()
    }
    return JSONObject(item=F("item_id"), onto=F("onto_id"), times=F("times"), **both)


def _meeting(path: str) -> dict[str, Any]:
    newest = AgendaPublication.objects.filter(meeting=OuterRef(path)).order_by("-version")
    title = KeyTextTransform("title", KeyTransform("meeting", Cast("data", JSONField())))
    return {
        "id": F(f"{path}_id") if path == "meeting" else F("onto__meeting_id"),
        "title": Coalesce(Subquery(newest.annotate(told=title).values("told")[:1]), F(f"{path}__title")),
        "start": Coalesce(Subquery(newest.values("starts_at")[:1]), F(f"{path}__starts_at")),
        "status": F(f"{path}__status"),
        "version": Subquery(newest.values("version")[:1]),
    }


def _remarks(
    rows: Iterable[dict[str, Any]], meeting_id: uuid.UUID, *, inside: bool
) -> dict[uuid.UUID, list[Remark]]:
    found: dict[uuid.UUID, list[Remark]] = {}
    for row in rows:
        if row["from_id"] == str(meeting_id):
            found.setdefault(uuid.UUID(row["item"]), []).append(_onto(row, inside))
        if row["to_id"] == str(meeting_id):
            found.setdefault(uuid.UUID(row["onto"]), []).append(_from(row, inside))
    return found


def _known(row: dict[str, Any], end: str, inside: bool) -> bool:
    """A meeting that nobody outside the body reads of is not named to them."""
    published = row[f"{end}_version"] is not None and row[f"{end}_status"] in OPEN_TO_ALL
    return row[f"{end}_id"] is not None and (inside or published)


def _named(row: dict[str, Any], end: str) -> tuple[str, str]:
    """Title and day in words, and the address."""
    start = datetime.datetime.fromisoformat(row[f"{end}_start"])
    address = Meeting(pk=uuid.UUID(row[f"{end}_id"])).get_absolute_url()
    return f"{row[f'{end}_title']}, {in_words(start)}", address


def _onto(row: dict[str, Any], inside: bool) -> Remark:
    words = "niet aan toe gekomen; doorgeschoven naar"
    if not _known(row, "to", inside):
        return Remark(f"{words} een volgende vergadering", icon="arrow-forward-up")
    named, address = _named(row, "to")
    return Remark(f"{words} {named}", address, "arrow-forward-up")


def _from(row: dict[str, Any], inside: bool) -> Remark:
    times = "" if row["times"] == 1 else f" ({row['times']}e keer doorgeschoven)"
    if not _known(row, "from", inside):
        return Remark(f"doorgeschoven van een eerdere vergadering{times}", icon="arrow-forward-up")
    named, address = _named(row, "from")
    return Remark(f"doorgeschoven van {named}{times}", address, "arrow-forward-up")


def coming_back(meeting: Meeting, reader: Reader) -> Mapping[uuid.UUID, list[Remark]]:
    """Of items that come back, for who keeps the agenda; one query."""
    if not standing_of(reader).holds(meeting.body_id, *MANAGERS):
        return {}
    rows = Recurrence.objects.filter(meeting=meeting, recurring__closed_at__isnull=True)
    return {
        pk: [Remark("komt elke keer terug", icon="refresh")] for pk in rows.values_list("item", flat=True)
    }
