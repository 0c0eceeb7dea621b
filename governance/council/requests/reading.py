"""What councils asked the network to talk about, and what came of it. The request is a proposal of the intake; nothing
of it is kept a second time."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from governance.council.keeping import in_house
from governance.decisions.models import Decision
from governance.intake.models import Origin, Proposal, ProposalStep, StepKind
from governance.meetings.models import AgendaItem
from governance.meetings.models.lines import PublishedLine
from governance.series.coming_up import titles_for
from zorgzaam.standing import Reader, standing_of


@dataclass(frozen=True)
class Request:
    """One request for one reader. `words` are what was asked, "" for who may read only what it became; `opens` says
    whether the proposal itself opens for them; `item` is the title of the item it became."""

    proposal: Proposal
    words: str
    opens: bool
    item: str
    decisions: Sequence[Decision]
    told: ProposalStep | None


def requests_for(reader: Reader) -> Any:
    """Requests this reader knows of: of a council they serve, kept by them, or by what they became."""
    return Proposal.objects.filter(_asked() & (Q(pk__in=_by_words(reader)) | Q(item__in=_items(reader))))


def _asked() -> Q:
    return Q(origin=Origin.COUNCIL)


def _by_words(reader: Reader) -> Any:
    """Ids of requests whose words this reader may read: also of a committee of a council they serve."""
    ours = in_house(standing_of(reader).councils)
    seen = Proposal.objects.visible_to(reader).values("pk")
    return Proposal.objects.filter(_asked() & (ours | Q(pk__in=seen))).values("pk")


def _items(reader: Reader) -> Any:
    """Ids of items this reader reads, as published or as they keep them."""
    published = PublishedLine.objects.visible_to(reader).filter(item__isnull=False).values("item")
    kept = AgendaItem.objects.read_live_by(reader).values("pk")
    return AgendaItem.objects.present().filter(Q(pk__in=published) | Q(pk__in=kept)).values("pk")


def told(reader: Reader, rows: Sequence[Proposal]) -> list[Request]:
    """These requests as this reader may know them; five queries, however many rows."""
    ids = [row.pk for row in rows]
    opens = _opens(reader, ids)
    items = {row.item_id for row in rows if row.item_id}
    titles = titles_for(reader, items)
    decisions = _decisions(reader, items)
    reports = {step.proposal_id: step for step in _reports(ids)}
    return [
        Request(
            row,
            row.title if row.pk in opens else "",
            opens.get(row.pk, False),
            titles.get(row.item_id, "") if row.item_id else "",
            decisions.get(row.item_id, []) if row.item_id else [],
            reports.get(row.pk),
        )
        for row in rows
    ]


def _opens(reader: Reader, ids: list[uuid.UUID]) -> dict[uuid.UUID, bool]:
    """Of the requests whose words this reader may read: whether the proposal itself opens for them; one query."""
    visible = Q(pk__in=Proposal.objects.visible_to(reader).values("pk"))
    rows = Proposal.objects.filter(pk__in=ids).filter(pk__in=_by_words(reader))
    return dict(rows.annotate(opens=ExpressionWrapper(visible, BooleanField())).values_list("pk", "opens"))


def _decisions(reader: Reader, items: set[uuid.UUID]) -> dict[uuid.UUID, list[Decision]]:
    found: dict[uuid.UUID, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.visible_to(reader).settled().filter(item__in=items).shown():
        if decision.item_id:
            found[decision.item_id].append(decision)
    return found


def _reports(ids: list[uuid.UUID]) -> Any:
    return ProposalStep.objects.filter(proposal__in=ids, kind=StepKind.REPORTED).order_by("at")
