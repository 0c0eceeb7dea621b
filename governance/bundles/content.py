"""What is in the book of one reader: asked from the same rules as every page, at the moment it is asked.

For who keeps the agenda it is the agenda as it stands now; for everybody else what was published last, without what
was closed since. What was shared with a reader by hand follows at the end. What a reader may not read is nowhere in
it: no title, no number, and the letters of papers are counted among what this reader may read.
"""

import datetime
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from governance.bundles.models import Edition
from governance.meetings.facts import as_published
from governance.meetings.lateness import late_from
from governance.meetings.models import (
    MANAGERS,
    AgendaItem,
    AgendaPublication,
    Audience,
    Meeting,
    MeetingStatus,
    Paper,
    PaperVersion,
)
from governance.meetings.models.papers import kind_of
from governance.meetings.publishing import behind, content_now
from governance.meetings.snapshot import Content, audience_of, called, describe, reader_for
from zorgzaam.house import House
from zorgzaam.standing import Reader, standing_of

# Raised when the same content is printed in another way: books from before are made again.
FORMAT = 2
# Together the files that are put in; what comes after is listed with its link.
MOST_BYTES = 300_000_000
CONCEPT = "Concept: zoals de agenda nu is"
CHANGED = "changed"


@dataclass(frozen=True)
class Part:
    """One paper in the book. `scanned`: its bytes may be served; `fits`: there is room for its pages."""

    key: str
    label: str
    title: str
    filename: str
    number: int
    kind: str
    size: int
    sha256: str
    is_pdf: bool
    scanned: bool
    fits: bool
    publicity: str
    edocs: str
    late: bool

    @property
    def goes_in(self) -> bool:
        """Its pages are put in the book when they can be read."""
        return self.is_pdf and self.scanned and self.fits

    @property
    def url(self) -> str:
        return f"/stukken/{self.key}/versies/{self.number}/"


@dataclass(frozen=True)
class Chapter:
    """One item, or papers shared by hand. `words` are the facts of the item as the snapshot says them."""

    key: str
    label: str
    title: str
    is_open: bool
    start: str
    minutes: int
    words: Content = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    @property
    def has_page(self) -> bool:
        """Whether it has a title page: where there is something to say or to put behind it."""
        return self.is_open and bool(self.parts or self.words.get("explanation"))


@dataclass(frozen=True)
class Book:
    """All of it. `status` says which agenda this is: the concept, or a version that was published and its moment (ISO,
    UTC) behind a bar; a third part tells that who keeps the agenda changed it since."""

    house: str
    meeting: Content
    status: str
    ends: str
    chapters: tuple[Chapter, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) over everything that is printed and put in."""
        text = json.dumps([FORMAT, asdict(self)], sort_keys=True, ensure_ascii=False)
        return sha256(text.encode()).hexdigest()

    @property
    def parts(self) -> list[Part]:
        return [part for chapter in self.chapters for part in chapter.parts]


def eyes(meeting: Meeting, edition: str, reader: Reader) -> Reader:
    """The reader through whose eyes this edition is made."""
    if edition == Edition.OWN:
        return reader
    return reader_for(Audience.MEMBERS if edition == Edition.MEMBERS else Audience.PUBLIC, meeting)


def may_ask(meeting: Meeting, edition: str, reader: Reader) -> bool:
    """Everybody asks the book of what they may read; who keeps the agenda also that of others."""
    standing = standing_of(reader)
    if edition == Edition.OWN:
        return standing.is_somebody
    return edition == Edition.PUBLIC or standing.holds(meeting.body_id, *MANAGERS)


def book_for(meeting: Meeting, edition: str, reader: Reader) -> Book | None:
    """The book as it would be made now; None when there is nothing to read for this reader, or they may not ask this
    edition. `meeting.body` is read."""
    if not may_ask(meeting, edition, reader):
        return None
    looking = eyes(meeting, edition, reader)
    content, status = _agenda(meeting, looking)
    shared = list(_shared(meeting, looking, content))
    if content is None and not shared:
        return None
    lines = content["items"] if content else []
    facts = content["meeting"] if content else _facts(meeting)
    files = _files(looking, lines)
    chapters = _fitting([*_chapters(lines, files), *shared])
    house = House.objects.first()
    return Book(
        house.network_name if house else "",
        facts,
        status,
        content["ends"] if content else "",
        tuple(chapters),
    )


def _agenda(meeting: Meeting, looking: Reader) -> tuple[Content | None, str]:
    """The agenda this reader gets, as data, and which one that is."""
    if standing_of(looking).holds(meeting.body_id, *MANAGERS):
        return describe(meeting, looking), _in_hand(meeting)
    if meeting.status not in (MeetingStatus.PUBLISHED, MeetingStatus.CANCELLED):
        return None, ""
    visible = AgendaPublication.objects.visible_to(looking).filter(meeting=meeting)
    publication = visible.filter(audience=audience_of(looking, meeting)).latest_first().first()
    if publication is None:
        return None, ""
    publication.meeting = meeting
    return content_now(publication), _version(publication)


def _in_hand(meeting: Meeting) -> str:
    """Which agenda somebody has who keeps it: what was published, unless it changed since."""
    newest = meeting.publications.latest_first().first()
    if newest is None:
        return CONCEPT
    return "|".join([_version(newest), *([CHANGED] if behind([meeting]) else [])])


def _version(publication: AgendaPublication) -> str:
    moment = publication.published_at.astimezone(datetime.UTC).isoformat(timespec="seconds")
    return f"{publication.version}|{moment}"


def _facts(meeting: Meeting) -> Content:
    """When and where, for who reads nothing of the agenda itself: as it was published, if it was."""
    known = as_published(meeting)
    ends = known.ends_at.isoformat() if known.ends_at else None
    body = {"id": str(known.body_id), "name": known.body.name}
    return {
        "id": str(known.pk),
        "title": known.title,
        "body": body,
        "location": known.location,
        "starts_at": known.starts_at.isoformat(),
        "ends_at": ends,
    }


# ---------------------------------------------------------------- papers
Files = dict[tuple[str, int], PaperVersion]


def _files(looking: Reader, lines: Iterable[Content]) -> Files:
    """The files these lines name, as far as this reader may have them; one query."""
    named = {paper["id"] for line in lines for paper in line.get("papers", [])}
    visible = PaperVersion.objects.visible_to(looking).filter(paper__in=named).select_related("file")
    return {(str(version.paper_id), version.number): version for version in visible}


def _chapters(lines: Iterable[Content], files: Files) -> Iterator[Chapter]:
    lines, closed = list(lines), 0
    # Where "3a" is an item, the first paper of item 3 is called otherwise.
    name = _dotted if any("of" in line for line in lines) else _lettered
    for line in lines:
        closed += line["number"] is None
        label = called(line) or f"v{closed}"
        if not line["open"]:
            yield Chapter(line["id"], label, "Besloten agendapunt", False, line["start"], line["minutes"])
            continue
        found = [(p, files[key]) for p in line["papers"] if (key := (p["id"], p.get("version", 1))) in files]
        parts = [_part(name(label, at), version, paper) for at, (paper, version) in enumerate(found)]
        words = {name: line[name] for name in ("kind", "treatment", "owner", "explanation", "publicity")}
        if "parallel" in line:
            words["parallel"] = line["parallel"]
        yield Chapter(
            line["id"], label, line["title"], True, line["start"], line["minutes"], words, tuple(parts)
        )


def _lettered(label: str, at: int) -> str:
    return f"{label}{letters(at)}"


def _dotted(label: str, at: int) -> str:
    return f"{label}.{at + 1}"


def _part(label: str, version: PaperVersion, words: Content) -> Part:
    kept = version.file
    return Part(
        key=str(version.paper_id),
        label=label,
        title=words["title"],
        filename=version.filename,
        number=version.number,
        kind=kind_of(version.filename),
        size=kept.size,
        sha256=kept.sha256,
        is_pdf=kept.media_type == "application/pdf",
        scanned=kept.is_readable,
        fits=True,
        publicity=words["publicity"],
        edocs=words["edocs"],
        late=bool(words.get("late")),
    )


def letters(at: int) -> str:
    """0 is "a", 25 "z", 26 "aa"."""
    found = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        found = chr(97 + rest) + found
    return found


def _fitting(chapters: Iterable[Chapter]) -> Iterator[Chapter]:
    """The same chapters in which PDFs beyond the most bytes are not put in."""
    so_far = 0
    for chapter in chapters:
        parts = []
        for part in chapter.parts:
            so_far += part.size if part.goes_in else 0
            parts.append(Part(**{**asdict(part), "fits": so_far <= MOST_BYTES}))
        yield Chapter(
            **{
                **{name: getattr(chapter, name) for name in chapter.__dataclass_fields__},
                "parts": tuple(parts),
            }
        )


# ---------------------------------------------------------------- shared by hand
def _shared(meeting: Meeting, looking: Reader, content: Content | None) -> Iterator[Chapter]:
    """What this reader was shown by hand and is not on their agenda: with its item when they may read that."""
    if standing_of(looking).user_id is None:
        return
    lines = content["items"] if content else []
    open_items = {line["id"] for line in lines if line["open"]}
    there = {paper["id"] for line in lines for paper in line.get("papers", [])}
    items = AgendaItem.objects.shared_with(looking).filter(meeting=meeting).exclude(pk__in=open_items)
    papers = Paper.objects.shared_with(looking).filter(item__meeting=meeting).exclude(pk__in=there)
    # Most readers were shown nothing by hand: then nobody asks what is late.
    papers = papers.with_late(late_from([meeting])) if papers.exists() else papers.none()
    by_item: dict[uuid.UUID, list[Paper]] = {}
    for paper in papers:
        by_item.setdefault(paper.item_id, []).append(paper)
    shown = {item.pk: item for item in items}
    titled = dict(_titles(looking, set(by_item) - set(shown)))
    order = {pk: at for at, pk in enumerate([*shown, *by_item])}
    for at, pk in enumerate(sorted({*shown, *by_item}, key=order.__getitem__), start=1):
        item = shown.get(pk)
        title = item.title if item else titled.get(pk, "Met u gedeeld")
        yield _by_hand(f"g{at}", title, item, by_item.get(pk, []), looking)


def _titles(looking: Reader, items: set[uuid.UUID]) -> Any:
    return AgendaItem.objects.visible_to(looking).filter(pk__in=items).values_list("pk", "title")


def _by_hand(
    label: str, title: str, item: AgendaItem | None, papers: list[Paper], looking: Reader
) -> Chapter:
    said = [
        {
            "id": str(paper.pk),
            "title": paper.title,
            "version": paper.file_number,
            "publicity": paper.publicity,
            "edocs": paper.edocs_number,
            "late": paper.late,  # type: ignore[attr-defined]
        }
        for paper in papers
    ]
    files = _files(looking, [{"papers": said}])
    found = [(paper, files[at]) for paper in said if (at := (paper["id"], paper["version"])) in files]
    parts = tuple(_part(_lettered(label, at), version, paper) for at, (paper, version) in enumerate(found))
    if item is None:
        return Chapter(label, label, title, True, "", 0, {}, parts)
    words = {"kind": item.kind, "treatment": item.treatment, "owner": "", "explanation": item.explanation}
    return Chapter(str(item.pk), label, title, True, "", item.minutes, words, parts)
