"""Minutes as data for one audience: what is frozen, and what page and PDF are made from.

Shape: {"schema": 1, "audience", "body", "meeting": {"id", "title", "starts_at", "ends_at", "location"}, "opened",
"ended", "opening" (an Opening, only when it was not kept live on its own day), "present": [{"party", "people"}],
"absent": [...], "items": [...], "also" (decisions at no item of this agenda, only when there are), "approved": {"on",
"meeting"} or None, "chain": {"number", "chain"} or None}. An item:
{"id", "number", "open", "title", "texts": [{"closed", "html"}], "decisions": [{"id", "label", "title", "points",
"state", "method", "note", "concerns"}], "actions", "slipped", "began", "ended"}; of a part also "part",
its letter. Moments are ISO 8601 in UTC.

What an audience may not read is not in its content: an item that is besloten keeps its number and nothing else, one
that is vertrouwelijk or under embargo is left out, parts from behind closed doors are for the body, and what was
written while an item was confidential is for nobody, also when it is open now. People are named
to the body; to the public only their organisations. `chain` is the head of the decision chain (promise I1): whoever
has these minutes can show later that no decision before them was changed.
"""

import datetime
import uuid
from collections import defaultdict
from typing import Any

from django.db.models import Q

from governance.actions.models import Action, ActionState
from governance.attendance.models import PresenceState
from governance.attendance.quorum import Table
from governance.decisions.models import Decision, DecisionSeal
from governance.live.models import ConsentVoice, LiveMeeting, LiveSpan, Opening
from governance.live.words import how_decided
from governance.meetings.models import AgendaItem, Audience
from governance.meetings.models.visibility import by_publicity
from governance.meetings.numbering import numbered
from governance.meetings.snapshot import not_open, reader_for
from governance.minutes.models import Minutes, MinutesPart
from governance.series.models import Slip
from zorgzaam.publicity import Publicity
from zorgzaam.standing import Reader

Content = dict[str, Any]
SCHEMA = 1


def content_of(minutes: Minutes, audience: str) -> Content:
    """The minutes as they stand now, for one audience; queries do not grow with what was dealt with."""
    meeting, reader = minutes.meeting, reader_for(audience, minutes.meeting)
    live = LiveMeeting.objects.filter(meeting=meeting).first()
    return {
        "schema": SCHEMA,
        "audience": str(audience),
        "body": meeting.body.name,
        "meeting": {
            "id": str(meeting.pk),
            "title": meeting.title,
            "starts_at": _moment(meeting.starts_at),
            "ends_at": _moment(meeting.ends_at),
            "location": meeting.location,
        },
        **_opening(live),
        "opened": _moment(live.opened_at) if live else None,
        "ended": _moment(live.ended_at) if live else None,
        **_attendance(minutes, named=audience == Audience.MEMBERS),
        **_items(minutes, reader, inside=audience == Audience.MEMBERS),
        "approved": _approved(minutes),
        "chain": _head(),
    }


def _opening(live: LiveMeeting | None) -> Content:
    """Only where there is something to say: how a meeting was held that was not kept live on its own day."""
    if live is None or live.opening == Opening.ON_ITS_DAY:
        return {}
    return {"opening": live.opening}


def _approved(minutes: Minutes) -> Content | None:
    item = minutes.approved_in
    if item is None or minutes.approved_on is None:
        return None
    return {"on": minutes.approved_on.isoformat(), "meeting": item.meeting.title if item.meeting else ""}


def _head() -> Content | None:
    last = DecisionSeal.objects.order_by("-number").values("number", "chain").first()
    return dict(last) if last else None


# ---------------------------------------------------------------- who was there
def _attendance(minutes: Minutes, *, named: bool) -> Content:
    table = Table.of(minutes.meeting)
    moved = {pk for pk, moves in table.noted.moves.items() if moves}
    here: dict[str, list[str]] = defaultdict(list)
    away: dict[str, list[str]] = defaultdict(list)
    for row in table.invitations:
        state = table.noted.states.get(row.pk, "")
        party = row.speaks_for or row.comes_as
        if state == PresenceState.PRESENT or row.pk in moved:
            here[party].append(row.person.name)
        elif state:
            excused = state == PresenceState.EXCUSED
            away[party].append(f"{row.person.name}{' (met bericht)' if excused else ''}")
    absent = {party: people for party, people in away.items() if named or party not in here}
    return {"present": _parties(here, named=named), "absent": _parties(absent, named=named)}


def _parties(found: dict[str, list[str]], *, named: bool) -> list[Content]:
    return [{"party": party, "people": people if named else []} for party, people in sorted(found.items())]


# ---------------------------------------------------------------- what was dealt with
def _items(minutes: Minutes, reader: Reader, *, inside: bool) -> Content:
    on_it = list(minutes.meeting.items.order_by("position"))
    # What was said at an item was said, also when it was taken off this agenda since.
    gone = AgendaItem.objects.filter(minutes_parts__in=minutes.parts.exclude(text="")).distinct()
    frame = on_it + list(gone.exclude(meeting=minutes.meeting).order_by("created_at", "pk"))
    rows = AgendaItem.objects.filter(by_publicity(reader, "body_id"), pk__in=[item.pk for item in frame])
    readable = set(rows.values_list("pk", flat=True))
    known = _Known(minutes, reader, inside=inside)
    number = numbered((item.pk, item.parent_id, item.publicity) for item in on_it)
    lines: list[Content] = []
    for item in frame:
        place = {"id": str(item.pk), "number": number[item.pk].number if item.pk in number else None}
        if (
            item.parent_id is not None and item.pk in number
        ):  # only of a part: older minutes say the same as they did
            place |= {"part": number[item.pk].part}
        if item.pk in readable:
            lines.append({**place, "open": True, "title": item.title, **known.of(item.pk)})
        elif item.publicity == Publicity.CLOSED and not item.under_embargo:
            lines.append({**place, "open": False, "decisions": known.decisions[item.pk]})
    there = {item.pk for item in frame}
    also = [row for item, rows in known.decisions.items() if item not in there for row in rows]
    return {"items": lines, **({"also": also} if also else {})}


class _Known:
    """Everything said and decided, by item, as far as this reader may know."""

    def __init__(self, minutes: Minutes, reader: Reader, *, inside: bool) -> None:
        self.minutes, self.inside = minutes, inside
        self.texts = self._texts()
        self.decisions = self._decisions(reader)
        self.actions = self._actions(reader) if inside else {}
        self.slipped = set(
            Slip.objects.holding().filter(meeting=minutes.meeting).values_list("item_id", flat=True)
        )
        self.spans = self._spans()

    def of(self, item: uuid.UUID) -> Content:
        began, ended = self.spans.get(item, (None, None))
        return {
            "texts": self.texts.get(item, []),
            "decisions": self.decisions[item],
            "actions": self.actions.get(item, []),
            "slipped": item in self.slipped,
            "began": _moment(began),
            "ended": _moment(ended),
        }

    def _texts(self) -> dict[uuid.UUID, list[Content]]:
        found: dict[uuid.UUID, list[Content]] = defaultdict(list)
        for part in MinutesPart.objects.filter(minutes=self.minutes).order_by("closed"):
            if part.text and not part.confidential and (self.inside or not part.closed):
                found[part.item_id].append({"closed": part.closed, "html": part.text})
        return found

    def _decisions(self, reader: Reader) -> dict[uuid.UUID | None, list[Content]]:
        """By item; None for what was decided at no item. A decision stays with the meeting that took it, wherever its
        item goes; one that was taken over from documents may name its item alone."""
        here = Q(meeting=self.minutes.meeting) | Q(meeting__isnull=True, item__meeting=self.minutes.meeting)
        rows = Decision.objects.visible_to(reader).filter(here, number__isnull=False)
        settled = list(rows.order_by("taken_on", "number"))
        concerns = _concerns(settled) if self.inside else {}
        found: dict[uuid.UUID | None, list[Content]] = defaultdict(list)
        for row in settled:
            found[row.item_id].append({
                "id": str(row.pk), "label": row.label, "title": row.title, "points": list(row.points),
                "state": row.state, "method": how_decided(row, len(concerns.get(row.pk, []))),
                "note": row.note, "concerns": concerns.get(row.pk, []),
            })  # fmt: skip
        return found

    def _actions(self, reader: Reader) -> dict[uuid.UUID, list[Content]]:
        rows = Action.objects.visible_to(reader).filter(item__meeting=self.minutes.meeting)
        rows = rows.exclude(state=ActionState.WITHDRAWN)
        found: dict[uuid.UUID, list[Content]] = defaultdict(list)
        for row in rows.select_related("owner").order_by("due_on", "created_at"):
            if row.item_id is not None:
                found[row.item_id].append({"what": row.what, "who": row.owner.name, "due": row.due})
        return found

    def _spans(self) -> dict[uuid.UUID, tuple[datetime.datetime, datetime.datetime | None]]:
        found: dict[uuid.UUID, tuple[datetime.datetime, datetime.datetime | None]] = {}
        rows = LiveSpan.objects.filter(live=self.minutes.meeting_id, item__isnull=False)
        # Written down afterwards, the clock ran while somebody was writing.
        for span in rows.exclude(live__opening=Opening.AFTERWARDS):
            assert span.item_id is not None  # asked for above
            began, _ = found.get(span.item_id, (span.began_at, None))
            found[span.item_id] = (began, span.ended_at)
        return found


def _concerns(rows: list[Decision]) -> dict[uuid.UUID, list[Content]]:
    voices = ConsentVoice.objects.filter(round__decision__in=rows).select_related(
        "round", "organisation", "seat__organisation"
    )
    found: dict[uuid.UUID, list[Content]] = defaultdict(list)
    for voice in voices:
        if voice.stays_a_concern:
            found[voice.round.decision_id].append({"party": voice.speaks_for, "reason": voice.reason})
    return found


def _moment(value: datetime.datetime | None) -> str | None:
    return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None


# ---------------------------------------------------------------- what was closed since
def closed_since(content: Content, reader: Reader) -> set[str]:
    """Ids of items and decisions in what was published that its audience may read no more; two queries."""
    items = [line["id"] for line in content["items"] if line["open"]]
    decisions = [row["id"] for row in decided_in(content)]
    closed = not_open(AgendaItem.objects.filter(pk__in=items), reader, "body_id")
    open_now = Decision.objects.visible_to(reader).filter(pk__in=decisions).values_list("pk", flat=True)
    return {str(pk) for pk in closed} | (set(decisions) - {str(pk) for pk in open_now})


def decided_in(content: Content) -> list[Content]:
    """Every decision in it, in the order it says them."""
    return [row for line in content["items"] for row in line["decisions"]] + list(content.get("also", []))


def redact(content: Content, closed: set[str]) -> Content:
    """The same content without what is in `closed`: an item keeps its number, a decision leaves no trace."""
    items = [_redacted(line, closed) for line in content["items"]]
    also = [row for row in content.get("also", []) if row["id"] not in closed]
    return {**content, "items": items, "also": also}


def _redacted(line: Content, closed: set[str]) -> Content:
    decisions = [row for row in line["decisions"] if row["id"] not in closed]
    if line["id"] in closed:
        place: Content = {key: line[key] for key in ("id", "number", "part") if key in line}
        return {**place, "open": False, "decisions": decisions}
    return {**line, "decisions": decisions}
