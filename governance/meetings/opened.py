"""Keeping and forgetting who opened a paper, and who did not yet."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone

from governance.bodies.models import Mandate
from governance.meetings.lateness import late_from
from governance.meetings.models import (
    AgendaItem,
    AgendaItemShare,
    Meeting,
    Paper,
    PaperOpening,
    PaperShare,
    PaperVersion,
)
from governance.meetings.models.papers import no_more_closed_than_item
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, StandIn, Standing, standing_of

# How long after a meeting it is still known who opened its papers.
KEPT = datetime.timedelta(days=30)


def note(reader: Reader, meeting: Meeting | None, versions: Iterable[PaperVersion]) -> None:
    """This reader got these files for the first time; nothing is kept of who does not sit in the body."""
    standing = standing_of(reader)
    if meeting is None or standing.person_id is None or not standing.sits_in(meeting.body_id):
        return
    rows = [PaperOpening(person_id=standing.person_id, version=version) for version in versions]
    PaperOpening.objects.bulk_create(rows, ignore_conflicts=True)


def forget_person(person: Person, addresses: set[str]) -> None:
    """Part of erasing somebody."""
    PaperOpening.objects.filter(person=person).delete()


def forget_old() -> int:
    """Forget who opened papers of meetings that are over for a month; how many facts."""
    old = Q(starts_at__lt=timezone.now() - KEPT)
    over = Meeting.objects.filter(old).values("pk")
    gone = PaperOpening.objects.filter(version__paper__item__meeting__in=over)
    # Taken off the agenda since: nobody looks for who read it.
    loose = PaperOpening.objects.filter(
        version__paper__item__meeting__isnull=True, first_at__lt=timezone.now() - KEPT
    )
    return int(gone.delete()[0] + loose.delete()[0])


# ---------------------------------------------------------------- not yet
@dataclass
class Unread:
    """A paper, who of the body may read it and did not open its newest file that is published, and how many may."""

    paper: Paper
    people: list[Person] = field(default_factory=list)
    readers: int = 0
    late: bool = False
    # Empty when the keeper may read the paper but not its item.
    item: str = ""

    @property
    def opened(self) -> int:
        """How many opened it."""
        return self.readers - len(self.people)


def not_opened(meeting: Meeting, keeper: Reader) -> list[Unread]:
    """Of every paper this keeper may read: who did not open it. A constant number of queries for any number of papers
    and people; one more per kind of standing in the body.

    Papers that were never published are left out: nobody could open them.
    """
    papers = _published(meeting, keeper)
    people = _people(meeting)
    may = _may_read(meeting, people)
    got = set(
        PaperOpening.objects.filter(version__in=[version.pk for version in papers.values()]).values_list(
            "person_id", "version__paper_id"
        )
    )
    items = AgendaItem.objects.visible_to(keeper).filter(meeting=meeting)
    titles = dict(items.values_list("pk", "title"))
    found = []
    for paper in (
        Paper.objects.with_late(late_from([meeting]))
        .filter(pk__in=papers)
        .select_related("item")
        .order_by("item__position", "position", "added_at", "pk")
    ):
        readers = [one for one in people.values() if paper.pk in may[one.pk]]
        unread = [one for one in readers if (one.pk, paper.pk) not in got]
        said = titles.get(paper.item_id, "")
        found.append(Unread(paper, unread, len(readers), paper.late, said))  # type: ignore[attr-defined]
    return found


def _published(meeting: Meeting, keeper: Reader) -> dict[uuid.UUID, PaperVersion]:
    """The newest published file of each paper, by id of the paper."""
    readable = Paper.objects.visible_to(keeper).filter(item__meeting=meeting, published_at__isnull=False)
    versions = PaperVersion.objects.filter(paper__in=readable, published_at__isnull=False).order_by("number")
    return {version.paper_id: version for version in versions}


def _people(meeting: Meeting) -> dict[uuid.UUID, Person]:
    held = Mandate.objects.on(timezone.localdate()).filter(body_id=meeting.body_id)
    seated = Person.objects.filter(pk__in=held.values("person_id"), erased_at__isnull=True)
    return {person.pk: person for person in seated.order_by("name", "pk")}


def _may_read(meeting: Meeting, people: Iterable[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Ids of the papers of this meeting that each of these people may read: by what they are in the body, and by what
    was shared with them by hand."""
    roles: dict[uuid.UUID, set[str]] = {pk: set() for pk in people}
    held = Mandate.objects.on(timezone.localdate()).filter(body_id=meeting.body_id)
    for person, role in held.values_list("person_id", "role"):
        if person in roles:
            roles[person].add(role)
    papers = Paper.objects.filter(item__meeting=meeting)
    by_roles: dict[frozenset[str], set[uuid.UUID]] = {}
    for kind in {frozenset(of) for of in roles.values()}:
        reader = StandIn(Standing(bodies={meeting.body_id: kind}))
        by_roles[kind] = set(papers.visible_to(reader).values_list("pk", flat=True))
    found = {pk: set(by_roles[frozenset(of)]) for pk, of in roles.items()}
    for person, paper in _shared(papers):
        if person in found:
            found[person].add(paper)
    return found


def _shared(papers: Any) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """(person, paper) for what was shared by hand and is not over."""
    lasting = Q(until__gt=timezone.now())
    of_papers = PaperShare.objects.filter(lasting, content_object__in=papers.present().values("pk"))
    found = list(of_papers.values_list("user__person_id", "content_object_id"))
    items: dict[uuid.UUID, list[uuid.UUID]] = {}
    with_item = papers.present().filter(no_more_closed_than_item())
    for item, paper in with_item.values_list("item_id", "pk"):
        items.setdefault(item, []).append(paper)
    of_items = AgendaItemShare.objects.filter(lasting, content_object__in=list(items))
    for person, item in of_items.values_list("user__person_id", "content_object_id"):
        found += [(person, paper) for paper in items[item]]
    return found
