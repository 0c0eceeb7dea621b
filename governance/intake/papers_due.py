"""Papers an organisation still has to deliver: for items of theirs that ask a judgement or a decision and have none.

Only what they may know: items as published, and items their own proposals became in a meeting they may see. Of a draft
of another body nobody outside it knows the day, so neither the term that is counted from it.
"""

import datetime
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from governance.intake.models import Proposal, ProposalState
from governance.meetings import lateness
from governance.meetings.models import Meeting, Paper, PublishedLine
from governance.meetings.models.meetings import still_to_come
from governance.series.known import NEEDS_PAPERS
from partners.organisations import asked
from zorgzaam import places, today
from zorgzaam.places import Block
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

HEAVY = ("publication__data", "publication__html", "publication__changes")


@dataclass(frozen=True)
class Wanted:
    """A paper that is not there. `by` is the last day the bylaws of the body give, None without one."""

    title: str
    url: str
    organisation: Any
    meeting: Meeting
    by: datetime.date | None

    @property
    def is_late(self) -> bool:
        return self.by is not None and self.by < timezone.localdate()


def register() -> None:
    """Called once, when the app registry is ready."""
    places.register("partner", "papers", on_portal, order=4)
    today.register("papers", todos)
    asked.register("papers", "Stukken om aan te leveren", "#aanleveren", asked_of, order=30)


def wanted(reader: Reader, organisations: Collection[uuid.UUID]) -> list[Wanted]:
    """What these organisations have to deliver, the first day first; at most six queries."""
    found = {**dict(_placed(reader, organisations)), **dict(_published(reader, organisations))}
    if not found:
        return []
    there = set(Paper.objects.present().filter(item__in=list(found)).values_list("item_id", flat=True))
    days = lateness.last_days({row[2].pk: row[2] for row in found.values()}.values())
    rows = [
        Wanted(title, url, organisation, meeting, days.get(meeting.pk))
        for item, (title, url, meeting, organisation) in found.items()
        if item not in there
    ]
    return sorted(rows, key=lambda row: (row.by or row.meeting.day, row.title))


Told = tuple[uuid.UUID, tuple[str, str, Meeting, Any]]


def _published(reader: Reader, organisations: Collection[uuid.UUID]) -> Iterator[Told]:
    lines = PublishedLine.objects.visible_to(reader).filter(
        still_to_come("publication__starts_at", "publication__ends_at", "publication__meeting__"),
        owner_organisation_id__in=list(organisations),
        item__kind__in=NEEDS_PAPERS,
    )
    for line in lines.select_related("publication__meeting", "owner_organisation").defer(*HEAVY):
        if line.item_id:
            yield line.item_id, (
                line.title, line.get_absolute_url(), line.publication.meeting, line.owner_organisation,
            )  # fmt: skip


def _placed(reader: Reader, organisations: Collection[uuid.UUID]) -> Iterator[Told]:
    known = Meeting.objects.visible_to(reader).filter(still_to_come()).values("pk")
    rows = Proposal.objects.visible_to(reader).filter(
        organisation_id__in=list(organisations),
        state=ProposalState.PLACED,
        item__kind__in=NEEDS_PAPERS,
        item__meeting__in=known,
    )
    for row in rows.select_related("item__meeting", "organisation"):
        if row.item and row.item.meeting:
            yield row.item.pk, (row.title, row.get_absolute_url(), row.item.meeting, row.organisation)


def on_portal(request: HttpRequest, subject: Any) -> Block | None:
    """What my organisations still have to deliver; nothing to show when there is nothing."""
    rows = wanted(request.user, standing_of(request.user).organisations)
    return Block("governance/papers_wanted.html", {"rows": rows}) if rows else None


def todos(user: Reader) -> list[Todo]:
    """The same, for who speaks for the organisation."""
    mine = standing_of(user).organisations
    return [
        Todo(
            f"Lever het stuk aan: {row.title}",
            row.url,
            f"Voor {row.meeting.title}, namens {row.organisation}.",
            row.by or row.meeting.day,
            "late" if row.is_late else "attention",
        )
        for row in (wanted(user, mine) if mine else [])
    ]


def asked_of(reader: Reader, organisations: Collection[uuid.UUID]) -> Iterator[asked.Row]:
    for row in wanted(reader, organisations):
        yield row.organisation.pk, row.by
