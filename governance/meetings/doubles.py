"""Who or what would be needed twice, and where, when the database refuses parallel sessions: for who may know it.

Somebody may know of a session whose item they keep, and of which body a session is that they may read; of another
they hear only that there is one. Whom or which room they wrote down themselves they know.
"""

import datetime
import re
import uuid
from collections.abc import Collection

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from governance.bodies.models import Mandate
from governance.meetings.models import MANAGERS, AgendaItem, ParallelSession, Room
from governance.meetings.models.meetings import bodies_where
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.ui.dates import clock, day

# 'Key (host_id, during)=(<uuid>, ["<begin>","<end>")) conflicts with existing key ...'
_KEY = re.compile(r"\((?P<what>host|room)_id, during\)=\((?P<pk>[0-9a-f-]{36}), ")
_SPAN = re.compile(r"\[\"([^\"]+)\",\"([^\"]+)\"\)")
SOMEWHERE = "een sessie in een vergadering die jij niet kunt inzien"


def named(refusal: IntegrityError, reader: Reader, written: Collection[uuid.UUID] = ()) -> str:
    """Who or which room it is and where it is needed too, as a sentence; "" for who may not know, and for a refusal of
    something else. `written`: persons and rooms the reader wrote down just now."""
    detail = getattr(getattr(refusal.__cause__, "diag", None), "message_detail", None) or ""
    key, spans = _KEY.search(detail), _SPAN.findall(detail)
    if key is None or not spans:
        return ""
    pk, what = uuid.UUID(key["pk"]), key["what"]
    rows = _at_that_time(what, pk, spans)
    kept, seen = _known(rows, reader)
    if not (kept or seen or pk in written or (what == "host" and _sits_with(pk, reader))):
        return ""
    who = (Person if what == "host" else Room).objects.filter(pk=pk).first()
    where = [_in_full(row, what) for row in kept] + [_in_short(row) for row in seen]
    if len(rows) > len(where):
        where.append(SOMEWHERE)
    verb = "leidt op die tijd al" if what == "host" else "is dan al nodig voor"
    return f"{who} {verb} {' en '.join(where)}." if who and where else f"Het gaat om {who}." if who else ""


def _at_that_time(what: str, pk: uuid.UUID, spans: list[tuple[str, str]]) -> list[ParallelSession]:
    """Sessions as they stand now, after the refusal, at one of the times it was about."""
    when = Q()
    for begin, end in spans:
        span = DateTimeTZRange(datetime.datetime.fromisoformat(begin), datetime.datetime.fromisoformat(end))
        when |= Q(during__overlap=span)
    rows = ParallelSession.objects.filter(when, **{f"{what}_id": pk})
    return list(
        rows.select_related("room", "part__item__meeting", "part__item__body").order_by("during", "pk")
    )


def _known(
    rows: list[ParallelSession], reader: Reader
) -> tuple[list[ParallelSession], list[ParallelSession]]:
    """Those whose item this reader keeps, and of the others those whose item they may read."""
    items = AgendaItem.objects.filter(pk__in=[row.part.item_id for row in rows])
    live = set(items.read_live_by(reader).values_list("pk", flat=True))
    read = set(items.visible_to(reader).values_list("pk", flat=True)) - live
    kept = [row for row in rows if row.part.item_id in live]
    return kept, [row for row in rows if row.part.item_id in read]


def _sits_with(pk: uuid.UUID, reader: Reader) -> bool:
    """Whether this person sits, or sat, in a body whose agenda the reader keeps."""
    bodies = bodies_where(standing_of(reader), MANAGERS)
    return Mandate.objects.filter(person=pk, body__in=bodies).exists()


def _in_full(row: ParallelSession, what: str) -> str:
    where = f" in {row.room}" if what == "host" else ""
    return f"“{row.title}”{where} ({_meeting(row)}, {clock(row.during.lower)}–{clock(row.during.upper)})"


def _in_short(row: ParallelSession) -> str:
    """Nothing of words or rooms: those may be an edit that is not published yet."""
    return f"een sessie van {row.part.item.body}"


def _meeting(row: ParallelSession) -> str:
    meeting = row.part.item.meeting
    return f"{meeting.title}, {day(meeting.day)}" if meeting else ""
