"""An agenda as data for one reader: what pages show, what publications freeze, what the next version is compared with.

Shape: {"schema": 1, "audience", "meeting": {...}, "items": [...], "minutes", "ends"}. A moment is ISO 8601 in UTC.
An item that is besloten for this reader is there with its number, time and minutes and nothing else ("open": false);
one that is vertrouwelijk or under embargo is left out. Numbers count every item that is not vertrouwelijk, so that
everybody at the table says the same number. A part has the number of the item it is in, its own letter ("part") and the
id of that item ("of"); its minutes lie within those of the item.
"""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, TextField, Value
from django.db.models.functions import Cast
from django.template.loader import render_to_string

from governance.bodies.models import Role
from governance.meetings.clock import moments
from governance.meetings.lateness import LateFrom, late_from
from governance.meetings.models import AgendaItem, Audience, Meeting, Paper, PaperVersion, ParallelSession
from governance.meetings.models.initiatives import brought_by
from governance.meetings.models.subjects import about
from governance.meetings.models.visibility import by_publicity
from governance.meetings.numbering import numbered
from governance.meetings.rooms_content import moment, named_to, parsed, rooms_of, with_round_moments
from zorgzaam.publicity import Publicity
from zorgzaam.standing import NOBODY, Reader, StandIn, Standing, standing_of

Content = dict[str, Any]
SCHEMA = 1


def reader_for(audience: str, meeting: Meeting) -> StandIn:
    """The eyes an audience looks through: nobody in particular, or a member of the body without office."""
    if audience == Audience.PUBLIC:
        return StandIn(NOBODY)
    return StandIn(Standing(bodies={meeting.body_id: frozenset({Role.MEMBER.value})}))


def audience_of(user: Reader, meeting: Meeting) -> Audience:
    """Which of the two snapshots is for this reader."""
    return Audience.MEMBERS if standing_of(user).sits_in(meeting.body_id) else Audience.PUBLIC


def describe(meeting: Meeting, reader: Reader) -> Content:
    """The agenda as it stands now, for a reader, as if it were published. `meeting.body` is read too: four queries."""
    return _content(
        meeting, _frames([meeting])[meeting.pk], _readable([meeting], reader, late_from([meeting])), reader
    )


def describe_for_everybody(meetings: Sequence[Meeting]) -> dict[tuple[uuid.UUID, str], Content]:
    """What publishing would freeze now, by id of the meeting and audience; six queries for any number of meetings."""
    frames, late = _frames(meetings), late_from(meetings)
    # A member of every body at once: an item is compared with its own body only, so this opens no more than each.
    seats = {meeting.body_id: frozenset({Role.MEMBER.value}) for meeting in meetings}
    eyes = {Audience.PUBLIC: StandIn(NOBODY), Audience.MEMBERS: StandIn(Standing(bodies=seats))}
    found = {}
    for audience, reader in eyes.items():
        readable = _readable(meetings, reader, late)
        for meeting in meetings:
            content = _content(meeting, frames[meeting.pk], readable, reader)
            found[meeting.pk, str(audience)] = content
    return found


Place = tuple[uuid.UUID, int, str, datetime.datetime | None, uuid.UUID | None]


def _frames(meetings: Sequence[Meeting]) -> dict[uuid.UUID, list[Place]]:
    """Of every item on these agendas, in order, what everybody may know: id, minutes, publicity, end of embargo and
    what it is a part of."""
    frames: dict[uuid.UUID, list[Place]] = {meeting.pk: [] for meeting in meetings}
    rows = AgendaItem.objects.filter(meeting__in=frames).order_by("meeting_id", "position")
    for row in rows.values_list("meeting_id", "pk", "minutes", "publicity", "embargo_until", "parent_id"):
        frames[row[0]].append(row[1:])
    return frames


def _readable(meetings: Sequence[Meeting], reader: Reader, late: LateFrom) -> dict[uuid.UUID, AgendaItem]:
    shown = Paper.objects.readable_by(reader).with_late(late).select_related("file")
    papers = Prefetch("papers", shown, to_attr="open_papers")
    related = ("owner_organisation", "owner_person")
    items = AgendaItem.objects.filter(meeting__in=[meeting.pk for meeting in meetings]).readable_by(reader)
    items = items.select_related(*related, "parallel").annotate(about=about(), brought_by=brought_by())
    items = items.prefetch_related(papers, Prefetch("parallel__sessions", ParallelSession.objects.shown()))
    return {item.pk: item for item in items}


def _content(
    meeting: Meeting, frame: list[Place], readable: dict[uuid.UUID, AgendaItem], reader: Reader
) -> Content:
    when = moments(meeting.starts_at, [(minutes, of is not None) for _, minutes, _, _, of in frame])
    number = numbered((pk, of, publicity) for pk, _, publicity, _, of in frame)
    now = datetime.datetime.now(datetime.UTC)
    lines: list[Content] = []
    for (pk, minutes, publicity, embargo, of), start in zip(frame, when, strict=False):
        place = {"id": str(pk), "start": moment(start), "minutes": minutes, "publicity": publicity}
        place["number"] = number[pk].number
        if of is not None:  # only of a part: agendas from before there were any say the same as they did
            place |= {"of": str(of), "part": number[pk].part}
        if pk in readable:
            lines.append({**place, "open": True, **_words(readable[pk], reader, start)})
        elif publicity == Publicity.CLOSED and (embargo is None or embargo <= now):
            lines.append({**place, "open": False})
    return {
        "schema": SCHEMA,
        "audience": str(audience_of(reader, meeting)),
        "meeting": _meeting(meeting),
        "items": lines,
        "minutes": sum(minutes for _, minutes, _, _, of in frame if of is None),
        "ends": moment(when[-1]),
    }


def _meeting(meeting: Meeting) -> Content:
    return {
        "id": str(meeting.pk),
        "title": meeting.title,
        "body": {"id": str(meeting.body_id), "name": meeting.body.name},
        "starts_at": moment(meeting.starts_at),
        "ends_at": moment(meeting.ends_at) if meeting.ends_at else None,
        "location": meeting.location,
    }


def _words(item: AgendaItem, reader: Reader, start: datetime.datetime) -> Content:
    subjects: list[Content] = item.about  # type: ignore[attr-defined]
    initiatives: list[Content] = item.brought_by  # type: ignore[attr-defined]
    rooms = rooms_of(item, start, named=bool(standing_of(reader).bodies))
    return {
        # Only where there is something: agendas from before items had subjects say the same as they did.
        **({"about": subjects} if subjects else {}),
        **({"initiatives": initiatives} if initiatives else {}),
        **({"parallel": rooms} if rooms else {}),
        "title": item.title,
        "kind": item.kind,
        "treatment": item.treatment,
        "owner": owner_of(item, named=bool(standing_of(reader).bodies)),
        "explanation": item.explanation,
        "papers": [_paper(paper) for paper in item.open_papers],  # type: ignore[attr-defined]
    }


def owner_of(item: AgendaItem, *, named: bool) -> str:
    """Who brings the item in. A person is named to members, to others only with the person's own leave."""
    names = [item.owner_organisation.name if item.owner_organisation else ""]
    names += [named_to(item.owner_person, named=named)]
    return ", ".join(name for name in names if name)


def _paper(paper: Paper) -> Content:
    newer = {"version": paper.file_number, "since": moment(paper.file_since)}
    return {
        # Only where there is something: agendas from before papers had versions say the same as they did.
        **(newer if paper.file_number > 1 else {}),
        **({"late": True} if paper.late else {}),  # type: ignore[attr-defined]
        "id": str(paper.pk),
        "title": paper.title,
        "kind": paper.file_kind,
        "size": paper.file.size,
        "edocs": paper.edocs_number,
        "publicity": paper.publicity,
    }


# ---------------------------------------------------------------- as bytes
def render(content: Content) -> str:
    """The content as HTML, from the data alone: no request, no database, no clock, no hashed file names."""
    return render_to_string("governance/agenda_content.html", {"content": with_moments(content)})


def with_moments(content: Content) -> Content:
    """The same content with datetimes instead of ISO texts, for templates."""
    meeting = content["meeting"]
    return {
        **content,
        "ends": parsed(content["ends"]),
        "meeting": {**meeting, **{key: parsed(meeting[key]) for key in ("starts_at", "ends_at")}},
        "lines": nested([_with_moments(line) for line in content["items"]]),
    }


def nested(lines: list[Content]) -> list[Content]:
    """The same lines, in order, with the parts of each item as its "parts"; a part without its item stands alone."""
    whole = {line["id"]: {**line, "parts": []} for line in lines}
    for line in whole.values():
        if line.get("of") in whole:
            whole[line["of"]]["parts"].append(line)
    return [line for line in whole.values() if line.get("of") not in whole]


def called(line: Content) -> str:
    """What a line of a content, or a change of it, is called: "3", "3a"; "" when it has no number."""
    return f"{line['number']}{line.get('part', '')}" if line.get("number") else ""


def _with_moments(line: Content) -> Content:
    more = {"parallel": with_round_moments(line["parallel"])} if "parallel" in line else {}
    papers = [{**paper, "since": parsed(paper.get("since"))} for paper in line.get("papers", [])]
    return {**line, "start": parsed(line["start"]), "papers": papers, **more}


# ---------------------------------------------------------------- what was closed since
@dataclass(frozen=True)
class Since:
    """What happened to a snapshot since it was made. `closed`: ids of items and papers whose publicity lets its
    audience in no more. `gone`: ids of papers that were taken away, or whose item is off the published agenda.
    `newer`: ids of papers that have another file by now."""

    closed: set[str]
    gone: set[str]
    newer: set[str]


def since(content: Content, changes: Iterable[Content], reader: Reader) -> Since:
    """What of a snapshot, and of the changes it tells, this reader cannot open any more; one query."""
    items = {line["id"] for line in content["items"] if line["open"]} | {
        c["item"] for c in changes if c.get("item")
    }
    numbers = {p["id"]: p.get("version", 1) for line in content["items"] for p in line.get("papers", [])}
    papers = set(numbers)
    papers |= {paper["id"] for change in changes for paper in change.get("papers", [])}
    named = Paper.objects.filter(pk__in=papers)
    away = (
        Q(removed_at__isnull=False) | Q(item__removed_at__isnull=False) | Q(item__published_at__isnull=True)
    )
    found = _called("closed", not_open(AgendaItem.objects.filter(pk__in=items), reader, "body_id")).union(
        _called("closed", not_open(named, reader, "item__body_id")),
        _called("gone", named.filter(away).order_by().values_list("pk", flat=True)),
        _numbers_of(papers),
    )
    closed = {str(pk) for pk, what in found if what == "closed"}
    newer = {str(pk) for pk, what in found if what.isdigit() and int(what) > numbers.get(str(pk), int(what))}
    return Since(closed, {str(pk) for pk, what in found if what == "gone"} - closed, newer)


def _numbers_of(papers: Iterable[str]) -> Any:
    """The numbers of the files of these papers that readers got."""
    versions = PaperVersion.objects.filter(paper__in=list(papers), published_at__isnull=False).order_by()
    return versions.annotate(what=Cast("number", TextField())).values_list("paper_id", "what")


def _called(what: str, ids: Any) -> Any:
    return ids.annotate(what=Value(what, output_field=TextField())).values_list("pk", "what")


def closed_since(content: Content, changes: Iterable[Content], reader: Reader) -> set[str]:
    """Ids of items and papers in a snapshot whose publicity lets its audience in no more; one query."""
    return since(content, changes, reader).closed


def not_open(queryset: Any, reader: Reader, body: str) -> Any:
    """Ids of the rows of `queryset` whose own publicity keeps this reader out."""
    closed = ~by_publicity(reader, body)
    if queryset.model is Paper:
        closed |= ~by_publicity(reader, body, "item__")
    return queryset.filter(closed).order_by().values_list("pk", flat=True)


def ids_in(content: Content) -> set[str]:
    """Ids of the items and papers a snapshot holds, closed items too."""
    papers = {paper["id"] for line in content["items"] for paper in line.get("papers", [])}
    return papers | {line["id"] for line in content["items"]}


def subjects_in(content: Content) -> set[tuple[str, uuid.UUID]]:
    """What the open items of a snapshot are about: kind ("task" or "theme") and id."""
    said = (subject for line in content["items"] for subject in line.get("about", []))
    return {(subject["kind"], uuid.UUID(subject["id"])) for subject in said}


def fresh_in(content: Content, before: Content | None) -> set[tuple[str, uuid.UUID]]:
    """What the agenda is about now and was not in the version before; everything when there is none."""
    return subjects_in(content) - (subjects_in(before) if before else set())


def without(content: Content, ids: set[str]) -> Content:
    """The content as it would be if these items and papers were not there to read yet."""
    lines = [line for line in content["items"] if line["id"] not in ids]
    return {**content, "items": [_without_papers(line, ids) for line in lines]}


def _without_papers(line: Content, ids: set[str]) -> Content:
    if not line["open"]:
        return line
    return {**line, "papers": [paper for paper in line["papers"] if paper["id"] not in ids]}


def redact(content: Content, closed: set[str]) -> Content:
    """The same content without what is in `closed`: an item keeps its place, a paper leaves no trace."""
    return {**content, "items": [_redacted(line, closed) for line in content["items"]]}


def _redacted(line: Content, closed: set[str]) -> Content:
    if line["id"] in closed:
        return {
            **{key: line[key] for key in ("id", "number", "part", "of", "start", "minutes") if key in line},
            "publicity": "besloten",
            "open": False,
        }
    return _without_papers(line, closed)


def with_later(content: Content, now: Since) -> Content:
    """The same content in which every paper that went says so, and links nowhere; and one that has another file by
    now says that, and links to the file it had then."""
    return {**content, "items": [_with_later(line, now) for line in content["items"]]}


def _with_later(line: Content, now: Since) -> Content:
    if not any(paper["id"] in now.gone | now.newer for paper in line.get("papers", [])):
        return line
    return {**line, "papers": [{**paper, **_became(paper["id"], now)} for paper in line["papers"]]}


def _became(pk: str, now: Since) -> Content:
    return {"gone": True} if pk in now.gone else {"newer": True} if pk in now.newer else {}
