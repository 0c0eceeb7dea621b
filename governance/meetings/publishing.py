"""Publishing an agenda: one frozen snapshot per audience, in one transaction, under lock on the meeting."""

import json
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from governance.meetings import changes
from governance.meetings.models import AgendaItem, AgendaPublication, Audience, Meeting, MeetingStatus, Paper
from governance.meetings.models.lines import keep_lines
from governance.meetings.models.meetings import STATE
from governance.meetings.models.publications import fingerprint
from governance.meetings.order import lock
from governance.meetings.snapshot import (
    Content,
    canonical,
    closed_since,
    describe,
    reader_for,
    redact,
    render,
)
from zorgzaam.audit.actors import Actor, SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.publicity import Publicity


def publish(meeting: Meeting, *, by: Actor, reason: str = "", only_again: bool = False) -> int | None:
    """Publish the agenda as it stands; gives the new version number, or None when nothing changed for anybody.

    With `only_again` an agenda that is not published at this moment is left alone (None).

    Every audience gets a snapshot of the same version, so that two readers can compare what they hold.
    """
    with acting(by, reason=reason or "agenda gepubliceerd"), transaction.atomic():
        meeting = lock(meeting)
        already = meeting.status == MeetingStatus.PUBLISHED
        if only_again and not already:
            return None
        drafts = [_draft(meeting, audience) for audience in Audience]
        if already and not any(draft.is_new for draft in drafts):
            return None
        version = 1 + max(draft.previous.version if draft.previous else 0 for draft in drafts)
        _mark(meeting, drafts)
        for draft in drafts:
            draft.keep(meeting, version, by, reason)
        return version


def unpublished_changes(meeting: Meeting) -> dict[str, list[Content]] | None:
    """What publishing now would change, per audience; None when it was never published."""
    drafts = {str(audience): _draft(meeting, audience) for audience in Audience}
    if not any(draft.previous for draft in drafts.values()):
        return None
    return {name: draft.changes for name, draft in drafts.items()}


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

    def keep(self, meeting: Meeting, version: int, by: Actor, reason: str) -> None:
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
            published_by=_person(by),
            reason=reason,
        )
        keep_lines(publication)


def _draft(meeting: Meeting, audience: str) -> Draft:
    reader = reader_for(audience, meeting)
    content = describe(meeting, reader)
    previous = meeting.publications.filter(audience=audience).order_by("-version").first()
    if previous is None:
        return Draft(audience, content, None, [])
    before = previous.content
    closed = closed_since(before, [], reader)
    return Draft(audience, content, previous, changes.between(before, content, closed=closed))


def _mark(meeting: Meeting, drafts: list[Draft]) -> None:
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
    if meeting.status != MeetingStatus.PUBLISHED:
        meeting.status, meeting.status_note, meeting.status_since = MeetingStatus.PUBLISHED, "", now
        meeting.save(update_fields=STATE)


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


def served(publication: AgendaPublication) -> Served:
    """The kept HTML; made again from the kept data, without what was closed since, when something was. One query."""
    reader = reader_for(publication.audience, publication.meeting)
    content, told = publication.content, json.loads(publication.changes)
    closed = closed_since(content, told, reader)
    if not closed:
        return Served(publication, publication.html, told, False)
    told = [change for change in told if not _speaks_of(change, closed)]
    return Served(publication, render(redact(content, closed)), told, True)


def _speaks_of(change: Content, closed: set[str]) -> bool:
    return change.get("item") in closed or any(paper["id"] in closed for paper in change.get("papers", []))
