"""Making a proposal: for whom somebody may do so, at which bodies, and what comes with it."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from governance.bodies.models import COUNCIL_KINDS, Body, BodyKind, Mandate
from governance.intake.models import Origin, Proposal, ProposalPaper, ProposalStep, ProposalSubject, StepKind
from governance.meetings.models import MANAGERS, AgendaItem, Meeting
from partners.organisations.models import Organisation
from zorgzaam.audit.history import acting
from zorgzaam.files.models import StoredFile
from zorgzaam.files.names import clean_name, title_from
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader

OF_THE_PROVINCE = (BodyKind.PROVINCIAL_COUNCIL, BodyKind.PROVINCIAL_COMMITTEE)


def taking() -> Any:
    """Bodies a proposal can be made to: they exist, are no council, and somebody keeps their agenda today."""
    today = timezone.localdate()
    kept = Mandate.objects.on(today).filter(role__in=MANAGERS)
    bodies = Body.objects.existing_on(today).exclude(kind__in=COUNCIL_KINDS)
    return bodies.filter(pk__in=kept.values("body")).order_by("position", "name")


def meetings_to_wish(reader: Reader) -> Any:
    """Meetings to come of those bodies that this reader knows of, by body."""
    rows = Meeting.objects.visible_to(reader).filter(body__in=taking().values("pk"))
    going_on = rows.filter(pk__in=Meeting.objects.taking_items().values("pk"), starts_at__gt=timezone.now())
    return going_on.select_related("body").order_by("body__position", "body__name", "starts_at", "pk")


def is_the_province(organisation: Organisation) -> bool:
    """Whether a provincial council is a body of this organisation."""
    return Body.objects.filter(organisation=organisation, kind__in=OF_THE_PROVINCE).exists()


def origin_for(organisation: Organisation | None, council: Body | None) -> Origin:
    """In which quality a proposal is made."""
    if council is not None:
        return Origin.COUNCIL
    if organisation is None:
        return Origin.SEAT
    return Origin.PROVINCE if is_the_province(organisation) else Origin.PARTNER


@dataclass(frozen=True)
class File:
    """A file that goes along: kept, with the name somebody gave it."""

    stored: StoredFile
    name: str


@dataclass(frozen=True)
class With:
    """What comes with a proposal: themes, tasks, files, and what it wants to join or follows."""

    themes: Iterable[Any] = ()
    tasks: Iterable[Any] = ()
    files: Sequence[File] = field(default_factory=tuple)
    beside: "AgendaItem | Proposal | None" = None
    follows: Proposal | None = None


def propose(row: Proposal, more: With, *, by: Person) -> Proposal:
    """Save a new proposal with everything that comes with it and its first step; gives the proposal.

    `row` is unsaved, with its words, body, wish, organisation or council filled in.
    """
    row.proposed_by = by
    row.origin = origin_for(row.organisation, row.council)
    row.follows = more.follows
    row.beside_item = more.beside if isinstance(more.beside, AgendaItem) else None
    row.beside_proposal = more.beside if isinstance(more.beside, Proposal) else None
    with acting(by), transaction.atomic():
        row.save()
        _put_subjects(row, more)
        _put_files(row, more.files)
        ProposalStep.objects.create(
            proposal=row, kind=StepKind.PROPOSED, body=row.body, meeting=row.meeting, person=by
        )
    return row


def _put_subjects(row: Proposal, more: With) -> None:
    links = [ProposalSubject(proposal=row, theme=theme) for theme in more.themes]
    links += [ProposalSubject(proposal=row, task=task) for task in more.tasks]
    ProposalSubject.objects.bulk_create(links)


def _put_files(row: Proposal, files: Iterable[File]) -> None:
    seen: set[tuple[uuid.UUID, str]] = set()
    for each in files:
        name = clean_name(each.name)
        # The same file chosen in two boxes is one paper.
        if (each.stored.pk, name) in seen:
            continue
        seen.add((each.stored.pk, name))
        ProposalPaper.objects.create(proposal=row, file=each.stored, filename=name, title=title_from(name))
