"""Publishing an agenda: one frozen snapshot per audience, in one transaction, under lock on the meeting."""

import datetime
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from governance.meetings import changes
from governance.meetings.models import (
    AgendaItem,
    AgendaPublication,
    Audience,
    Meeting,
    MeetingStatus,
    Paper,
    PaperVersion,
)
from governance.meetings.models.lines import keep_lines
from governance.meetings.models.meetings import STATE
from governance.meetings.models.publications import fingerprint
from governance.meetings.order import lock
from governance.meetings.remarks import Remark
from governance.meetings.snapshot import (
    Content,
    closed_since,
    describe,
    describe_for_everybody,
    fresh_in,
    ids_in,
    reader_for,
    redact,
    render,
    since,
    with_later,
    without,
)
from zorgzaam.audit.actors import Actor, SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.publicity import Publicity
from zorgzaam.snapshots import canonical


class ChangedSinceSeen(Exception):
    """The agenda is another than the one somebody looked at before pressing the button."""


def publish(
    meeting: Meeting, *, by: Actor, reason: str = "", seen: str | None = None, without_mail: bool = False
) -> int | None:
    """Publish the agenda as it stands; gives the new version number, or None when nothing changed for anybody.

    `seen` is the `proof` of what the publisher had before them; ChangedSinceSeen when it is another now. None: nobody
    looked at a page. With `without_mail` nobody is written to. A draft that was thrown away is not published.
    """
    with acting(by, reason=reason or "agenda gepubliceerd"), transaction.atomic():
        meeting = lock(meeting)
        drafts = _drafts(meeting)
        if meeting.status == MeetingStatus.PUBLISHED and not any(draft.is_new for draft in drafts):
            return None
        if seen is not None and seen != _proof(meeting, drafts):
            raise ChangedSinceSeen
        if meeting.is_discarded:
            return None
        return _keep(meeting, drafts, Press(by, reason, without_mail))


def publish_opened(meeting: Meeting, *, by: Actor, reason: str) -> int | None:
    """Publish what an embargo that ended opened, and nothing else; the new version, or None.

    None too when the agenda is not published at this moment, and when it holds edits nobody published: those wait for
    somebody to look at them, and the opened item waits with them.
    """
    with acting(by, reason=reason), transaction.atomic():
        meeting = lock(meeting)
        drafts = _drafts(meeting)
        is_new = any(draft.is_new for draft in drafts)
        if meeting.status != MeetingStatus.PUBLISHED or not is_new or _holds_edits(meeting, drafts):
            return None
        return _keep(meeting, drafts, Press(by, reason))


def embargo_waits(meeting: Meeting) -> bool:
    """Whether an embargo on a published agenda ended, and what it opened waits because of other edits."""
    if meeting.status != MeetingStatus.PUBLISHED:
        return False
    drafts = _drafts(meeting)
    return _opened_since(meeting, drafts) != set() and _holds_edits(meeting, drafts)


def _holds_edits(meeting: Meeting, drafts: Sequence["Draft"]) -> bool:
    """Whether anybody would see another change than what ended embargoes open."""
    opened = _opened_since(meeting, drafts)
    return any(
        draft.previous is None or draft.previous.data != canonical(without(draft.content, opened))
        for draft in drafts
    )


def _opened_since(meeting: Meeting, drafts: Sequence["Draft"]) -> set[str]:
    """Ids of published items and of papers whose embargo ended since the last version, and that are not in it."""
    kept = [draft.previous for draft in drafts if draft.previous]
    over = Q(embargo_until__lte=timezone.now(), embargo_until__gt=max(p.published_at for p in kept))
    items = AgendaItem.objects.filter(over, meeting=meeting, published_at__isnull=False)
    papers = Paper.objects.present().filter(over, item__meeting=meeting)
    ended = {str(pk) for rows in (items, papers) for pk in rows.values_list("pk", flat=True)}
    return ended - {pk for publication in kept for pk in ids_in(publication.content)}


def _keep(meeting: Meeting, drafts: Sequence["Draft"], press: "Press") -> int:
    """Write the drafts down as the next version. Every audience gets a snapshot of the same version, so that two
    readers can compare what they hold."""
    version = 1 + max(draft.previous.version if draft.previous else 0 for draft in drafts)
    _mark(meeting, drafts)
    for draft in drafts:
        draft.keep(meeting, version, press)
    return version


@dataclass(frozen=True)
class Press:
    """How a version came about: by whom, why, and whether nobody is written to."""

    by: Actor
    reason: str
    without_mail: bool = False


@dataclass(frozen=True)
class Preview:
    """What publishing now would do. `changes` per audience, None when it was never published; `proof` says what was
    looked at; `is_new` when publishing makes a version; `about` what it would bring onto the public agenda."""

    changes: dict[str, list[Content]] | None
    proof: str
    is_new: bool
    about: frozenset[tuple[str, uuid.UUID]] = frozenset()


def preview(meeting: Meeting) -> Preview:
    """Everything a publisher should see before pressing the button."""
    drafts = _drafts(meeting)
    told = {str(draft.audience): draft.changes for draft in drafts}
    is_new = meeting.status != MeetingStatus.PUBLISHED or any(draft.is_new for draft in drafts)
    published_before = any(draft.previous for draft in drafts)
    return Preview(
        told if published_before else None, _proof(meeting, drafts), is_new, _brought(meeting, drafts)
    )


def _brought(meeting: Meeting, drafts: Sequence["Draft"]) -> frozenset[tuple[str, uuid.UUID]]:
    """What the public agenda would newly be about; all of it for one that comes back."""
    public = next(draft for draft in drafts if draft.audience == Audience.PUBLIC)
    stands = public.previous if meeting.status == MeetingStatus.PUBLISHED else None
    return frozenset(fresh_in(public.content, stands.content if stands else None))


def _proof(meeting: Meeting, drafts: Sequence["Draft"]) -> str:
    """SHA-256 (hex) over the state of the meeting and what each audience would get. The state too: who prepared a
    publication does not undo, unseen, that somebody else took the agenda back."""
    return sha256("\n".join([meeting.status, *(canonical(d.content) for d in drafts)]).encode()).hexdigest()


@dataclass(frozen=True)
class Behind:
    """What readers of a changed agenda still see: the version and when it was published."""

    version: int
    published_at: datetime.datetime


def behind(meetings: Iterable[Meeting]) -> dict[uuid.UUID, Behind]:
    """Of the published agendas among `meetings` those that changed since; six queries for any number of meetings.

    `meeting.body` is read of each. An agenda is compared with the newest kept snapshot of every audience, byte by
    byte: what counts is what readers would see, not which row was touched.
    """
    published = [meeting for meeting in meetings if meeting.status == MeetingStatus.PUBLISHED]
    if not published:
        return {}
    now = describe_for_everybody(published)
    newest = AgendaPublication.objects.filter(meeting__in=[meeting.pk for meeting in published])
    newest = newest.order_by("meeting_id", "audience", "-version").distinct("meeting_id", "audience")
    return {
        kept.meeting_id: Behind(kept.version, kept.published_at)
        for kept in newest
        if kept.data != canonical(now[kept.meeting_id, kept.audience])
    }


@dataclass(frozen=True)
class Draft:
    """A snapshot that may be kept."""

    audience: str
    content: Content
    previous: AgendaPublication | None
    changes: list[Content]

    @property
    def is_new(self) -> bool:
        return self.previous is None or self.previous.data != canonical(self.content)

    def keep(self, meeting: Meeting, version: int, press: Press) -> None:
        data, html = canonical(self.content), render(self.content)
        publication = AgendaPublication.objects.create(
            meeting=meeting,
            version=version,
            audience=self.audience,
            data=data,
            html=html,
            changes=canonical(self.changes),
            sha256=fingerprint(data, html),
            published_at=timezone.now(),
            published_by=_person(press.by),
            reason=press.reason,
            without_mail=press.without_mail,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
        )
        keep_lines(publication)


def _drafts(meeting: Meeting) -> list[Draft]:
    return [_draft(meeting, audience) for audience in Audience]


def _draft(meeting: Meeting, audience: str) -> Draft:
    reader = reader_for(audience, meeting)
    content = describe(meeting, reader)
    previous = meeting.publications.filter(audience=audience).order_by("-version").first()
    if previous is None:
        return Draft(audience, content, None, [])
    before = previous.content
    closed = closed_since(before, [], reader)
    return Draft(audience, content, previous, changes.between(before, content, closed=closed))


def _mark(meeting: Meeting, drafts: Sequence[Draft]) -> None:
    """From now on the items and papers in these snapshots are published: their own publicity decides who reads them.

    What is under embargo has its place on the agenda too, and opens by itself; what is vertrouwelijk has not. Items
    cannot come in between, the meeting is locked; a paper can, and waits for the next version.
    """
    now = timezone.now()
    lines = [line for draft in drafts for line in draft.content["items"] if line["open"]]
    papers = {paper["id"] for line in lines for paper in line["papers"]}
    under_embargo = Q(embargo_until__gt=now) & ~Q(publicity=Publicity.CONFIDENTIAL)
    published = Q(pk__in={line["id"] for line in lines}) | under_embargo
    items = AgendaItem.objects.filter(meeting=meeting)
    items.filter(published, published_at__isnull=True).update(published_at=now)
    items.filter(~published, published_at__isnull=False).update(published_at=None)
    Paper.objects.filter(pk__in=papers, published_at__isnull=True).update(published_at=now)
    _mark_files(lines, now)
    if meeting.status != MeetingStatus.PUBLISHED:
        meeting.status, meeting.status_note, meeting.status_since = MeetingStatus.PUBLISHED, "", now
        meeting.save(update_fields=STATE)


def _mark_files(lines: Iterable[Content], now: datetime.datetime) -> None:
    """From now on readers get the files these lines name. One that came meanwhile waits for the next version."""
    named: dict[int, set[uuid.UUID]] = {}
    for paper in (paper for line in lines for paper in line["papers"]):
        named.setdefault(paper.get("version", 1), set()).add(uuid.UUID(paper["id"]))
    for number, papers in named.items():
        files = PaperVersion.objects.filter(paper__in=papers, number=number, published_at__isnull=True)
        files.update(published_at=now)


def _person(by: Actor) -> Person | None:
    if isinstance(by, SystemActor):
        return None
    return by if isinstance(by, Person) else by.person


# ---------------------------------------------------------------- serving
@dataclass(frozen=True)
class Served:
    """A publication as its audience may read it now. `adapted` when something in it was closed since."""

    publication: AgendaPublication
    html: str
    changes: list[Content]
    adapted: bool
    items: Content

    def with_remarks(self, remarks: dict[uuid.UUID, list[Remark]]) -> list[Content]:
        """The items on it that something is remarked on, each {"title", "remarks"}; nothing that is closed."""
        told = ((uuid.UUID(key), title) for key, title in self.items.items())
        return [{"title": title, "remarks": remarks[pk]} for pk, title in told if pk in remarks]


def served(publication: AgendaPublication) -> Served:
    """The kept HTML; made again from the kept data, without what was closed since and without links that lead nowhere,
    when there are such. One query."""
    reader = reader_for(publication.audience, publication.meeting)
    content, told = publication.content, json.loads(publication.changes)
    now = since(content, told, reader)
    shown, said = redact(content, now.closed), [_without(change, now.closed) for change in told]
    # An item that this very version closed stands in its changes by number only: nothing is taken out for that.
    adapted = shown != content or said != told
    shown = with_later(shown, now)
    html = publication.html if shown == content else render(shown)
    items = {line["id"]: line["title"] for line in shown["items"] if line["open"]}
    return Served(publication, html, [change for change in said if change], adapted, items)


def content_now(publication: AgendaPublication) -> Content:
    """The kept agenda as data, without what was closed since and without papers that went. One query."""
    content = publication.content
    now = since(content, [], reader_for(publication.audience, publication.meeting))
    return redact(content, now.closed | now.gone & _papers_in(content))


def _papers_in(content: Content) -> set[str]:
    return {paper["id"] for line in content["items"] for paper in line.get("papers", [])}


def _without(change: Content, closed: set[str]) -> Content:
    """The change as far as it may still be told: without the words of a closed item, or of a closed paper; empty when
    nothing is left to tell."""
    if change.get("item") in closed:
        return (
            change
            if _is_bare(change)
            else {key: change[key] for key in ("kind", "item", "number", "part") if key in change}
        )
    if "papers" not in change:
        return change
    papers = [paper for paper in change["papers"] if paper["id"] not in closed]
    return {**change, "papers": papers} if papers else {}


def _is_bare(change: Content) -> bool:
    """Names its item by number alone."""
    return not change.get("title") and not change.get("fields") and not change.get("papers")
