"""The chain of an initiative, both ways, as far as a reader may know: agenda items, decisions, who carries out."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from governance.decisions.models import Decision
from governance.executions.models import Execution, ExecutionState
from governance.meetings.discussed import HEAVY
from governance.meetings.facts import as_read_by
from governance.meetings.models import (
    AgendaItem,
    ItemInitiative,
    Meeting,
    MeetingStatus,
    PublishedInitiative,
    PublishedLine,
)
from governance.meetings.portal import NOBODY_READS
from partners.initiatives.models import Initiative
from zorgzaam.standing import Reader, standing_of


@dataclass(frozen=True)
class Chain:
    """`prepared`: items nobody published yet, for who keeps them. `lines`: what was published, the last one first."""

    prepared: list[AgendaItem]
    lines: list[PublishedLine]
    decisions: list[Decision]
    executions: list[Execution]

    def __bool__(self) -> bool:
        return bool(self.prepared or self.lines or self.decisions)


def chain_of(user: Reader, initiative: Initiative) -> Chain:
    """What followed on an initiative this reader may see; a number of queries that does not grow."""
    live = _live(user, initiative)
    lines = _lines(user, initiative)
    known = {item.pk for item in live} | {line.item_id for line in lines if line.item_id}
    decisions = _decisions(user, initiative, known)
    prepared = [item for item in live if item.published_at is None and not _discarded(item)]
    return Chain(prepared, lines, decisions, _executions(user, decisions))


def _discarded(item: AgendaItem) -> bool:
    return item.meeting is not None and item.meeting.status == MeetingStatus.DISCARDED


def _live(user: Reader, initiative: Initiative) -> list[AgendaItem]:
    if not standing_of(user).is_somebody:
        return []
    links = ItemInitiative.objects.visible_to(user).counting().filter(initiative=initiative)
    items = AgendaItem.objects.filter(pk__in=links.values("item")).select_related("meeting", "body")
    return list(items.order_by("-created_at"))


def _lines(user: Reader, initiative: Initiative) -> list[PublishedLine]:
    lines = PublishedLine.objects.visible_to(user).filter(initiatives__initiative=initiative)
    found = list(
        lines.select_related("publication__meeting__body")
        .defer(*HEAVY)
        .order_by("-publication__starts_at", "pk")
    )
    as_read_by(NOBODY_READS, [line.publication.meeting for line in found])
    return found


def _decisions(user: Reader, initiative: Initiative, items: set[uuid.UUID]) -> list[Decision]:
    """Of items this reader knows it came to, and those its people were told of; each by its own publicity."""
    told = Q(told_of_initiatives__link__initiative=initiative)
    rows = Decision.objects.visible_to(user).settled().filter(Q(item__in=items) | told)
    return list(rows.shown().distinct())


def _executions(user: Reader, decisions: list[Decision]) -> list[Execution]:
    if not decisions:
        return []
    rows = Execution.objects.visible_to(user).filter(decision__in=[row.pk for row in decisions])
    return list(rows.exclude(state=ExecutionState.WITHDRAWN).shown().by_urgency())


# ---------------------------------------------------------------- the other way
def behind_item(user: Reader, item: AgendaItem) -> list[Initiative]:
    """The initiatives an item came of: as it stands now for who keeps it, as it was published for others."""
    live = ItemInitiative.objects.visible_to(user).counting().filter(item=item).values("initiative")
    lines = PublishedLine.objects.visible_to(user).filter(item=item)
    said = PublishedInitiative.objects.filter(line__in=lines.values("pk")).values("initiative")
    rows = Initiative.objects.visible_to(user).filter(Q(pk__in=live) | Q(pk__in=said))
    return list(rows.shown())


def on_the_agenda_of(user: Reader, meeting: Meeting) -> list[PublishedInitiative]:
    """The published lines of a meeting that came of an initiative this reader may see, with both; one query."""
    lines = PublishedLine.objects.visible_to(user).filter(publication__meeting=meeting)
    seen = Initiative.objects.visible_to(user)
    rows = PublishedInitiative.objects.filter(line__in=lines.values("pk"), initiative__in=seen.values("pk"))
    return list(rows.select_related("line", "initiative__organisation").order_by("line"))


def behind_decision(user: Reader, decision: Decision) -> list[Initiative]:
    """The initiatives a decision is about: those of its item as far as this reader knows, and who was told of it."""
    told = Q(items__told__decision=decision)
    of_item: list[Any] = []
    if decision.item_id is not None:
        of_item = [row.pk for row in behind_item(user, AgendaItem(pk=decision.item_id))]
    rows = Initiative.objects.visible_to(user).filter(told | Q(pk__in=of_item))
    return list(rows.shown().distinct())
