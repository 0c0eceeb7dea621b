"""What is said beside an item: that it moved on, where it came from, how often it slipped, and that it comes back."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce, JSONObject

from governance.meetings.models import MANAGERS, AgendaPublication, Meeting, MeetingStatus, PublishedLine
from governance.meetings.models.publications import Audience
from governance.meetings.remarks import Remark
from governance.series.coming_back import OFF
from governance.series.models.recurring import Recurrence
from governance.series.models.slips import Slip
from zorgzaam.publicity import Publicity, no_embargo, open_now
from zorgzaam.standing import Reader, standing_of
from zorgzaam.ui.dates import day as in_words

OPEN_TO_ALL = (MeetingStatus.PUBLISHED, MeetingStatus.CANCELLED)


def moved(meeting: Meeting, reader: Reader) -> Mapping[uuid.UUID, list[Remark]]:
    """Of items that moved on from this meeting or came to it; one query."""
    rows = _about(meeting.pk).values_list(_said(), flat=True)
    standing = standing_of(reader)
    inside = Audience.MEMBERS if standing.sits_in(meeting.body_id) else Audience.PUBLIC
    return _remarks(rows, meeting.pk, None if standing.holds(meeting.body_id, *MANAGERS) else inside)


def riding() -> ArraySubquery:
    """The same as a column of a publication: costs its page no query of its own."""
    return ArraySubquery(_about(OuterRef("meeting_id")).values_list(_said(), flat=True))


def read(rows: Any, meeting_id: uuid.UUID, inside: bool) -> Mapping[uuid.UUID, list[Remark]]:
    """What that column says; `inside`: for who sits in the body."""
    return _remarks(rows, meeting_id, Audience.MEMBERS if inside else Audience.PUBLIC)


def _about(meeting: Any) -> "QuerySet[Slip]":
    return Slip.objects.holding().filter(Q(meeting=meeting) | Q(onto__meeting=meeting))


def _said() -> JSONObject:
    """A slip with both meetings, each as readers know it: by its last publication, else as it stands."""
    both = {
        f"{end}_{what}": said
        for end, path, item in (("from", "meeting", "item"), ("to", "onto__meeting", "onto"))
        for what, said in {**_meeting(path), **_read(path, item)}.items()
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
    }


def _read(path: str, item: str) -> dict[str, Any]:
    """Per audience whether its last publication of that meeting holds the item, and may still be read there."""
    lines = PublishedLine.objects.newest().filter(publication__meeting=OuterRef(path), item=OuterRef(item))
    not_confidential = ~Q(item__publicity=Publicity.CONFIDENTIAL) & no_embargo("item__")
    may = {Audience.PUBLIC: open_now("item__"), Audience.MEMBERS: not_confidential}
    return {
        each.value: Exists(lines.filter(open_to, publication__audience=each)) for each, open_to in may.items()
    }


def _remarks(
    rows: Iterable[dict[str, Any]], meeting_id: uuid.UUID, audience: Audience | None
) -> dict[uuid.UUID, list[Remark]]:
    found: dict[uuid.UUID, list[Remark]] = {}
    for row in rows:
        if row["from_id"] == str(meeting_id):
            found.setdefault(uuid.UUID(row["item"]), []).append(_onto(row, audience))
        if row["to_id"] == str(meeting_id):
            found.setdefault(uuid.UUID(row["onto"]), []).append(_from(row, audience))
    return found


def _known(row: dict[str, Any], end: str, audience: Audience | None) -> bool:
    """A meeting is named to whom the item can be read there: in what was published last for this audience, and still
    open to it. None: who keeps the agenda, as it stands. One that was thrown away is named to nobody."""
    if row[f"{end}_id"] is None or row[f"{end}_status"] == MeetingStatus.DISCARDED:
        return False
    return audience is None or (row[f"{end}_status"] in OPEN_TO_ALL and row[f"{end}_{audience.value}"])


def _named(row: dict[str, Any], end: str) -> tuple[str, str]:
    """Title and day in words, and the address."""
    start = datetime.datetime.fromisoformat(row[f"{end}_start"])
    address = Meeting(pk=uuid.UUID(row[f"{end}_id"])).get_absolute_url()
    return f"{row[f'{end}_title']}, {in_words(start)}", address


def _onto(row: dict[str, Any], audience: Audience | None) -> Remark:
    off = row["from_status"] in OFF
    words = "doorgeschoven naar" if off else "niet aan toe gekomen; doorgeschoven naar"
    if not _known(row, "to", audience):
        return Remark(f"{words} een volgende vergadering", icon="arrow-forward-up")
    named, address = _named(row, "to")
    return Remark(f"{words} {named}", address, "arrow-forward-up")


def _from(row: dict[str, Any], audience: Audience | None) -> Remark:
    times = "" if row["times"] == 1 else f" ({row['times']}e keer doorgeschoven)"
    if not _known(row, "from", audience):
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
