"""What was decided about an item, for the initiative behind it: final once it is settled (docs/decisions/0018)."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from governance.decisions.models import Decision, DecisionState
from governance.decisions.models.decisions import SETTLED
from governance.initiatives.models import DecisionTold
from governance.meetings.models import AgendaItem, LinkEnd
from partners.initiatives.models import State
from zorgzaam.publicity import open_now

BECOMES = {DecisionState.ADOPTED: State.TAKEN_UP, DecisionState.REJECTED: State.NOT_TAKEN_UP}


def decision_of(item: AgendaItem) -> Decision | None:
    """What decides: adopted before rejected, the last first, and what corrects something before what it corrects. None
    while a proposal of this item waits, or its words wait for an embargo."""
    rows = list(Decision.objects.filter(item=item).select_related("body", "corrected_by"))
    settled = [row for row in rows if row.is_settled and not _replaced(row)]
    waits = any(row.is_proposal and row.corrects_id is None for row in rows)
    if waits or any(row.under_embargo for row in settled):
        return None
    settled.sort(key=lambda row: (row.state == DecisionState.ADOPTED, row.taken_on, row.number))
    return settled[-1] if settled else None


def is_dropped(item: AgendaItem) -> bool:
    """Everything the item asked to decide was dropped."""
    states = set(Decision.objects.filter(item=item).values_list("state", flat=True))
    return states == {DecisionState.DROPPED}


def latest(decision: Decision) -> Decision:
    """What this decision says now: itself, or the last settled one that corrects it."""
    while _replaced(decision):
        decision = decision.corrected_by
    return decision


def _replaced(row: Decision) -> bool:
    after = getattr(row, "corrected_by", None)
    return after is not None and after.is_settled


def to_say_again() -> "QuerySet[DecisionTold, uuid.UUID]":
    """Links whose people were told of a decision that was corrected since, or of which everybody may read the words by
    now. Ids."""
    told = DecisionTold.objects.filter(link=OuterRef("link"))
    corrected = Q(decision__corrected_by__state__in=SETTLED) & ~Exists(
        told.filter(decision=OuterRef("decision__corrected_by"))
    )
    replaced = Q(decision__corrected_by__isnull=False, decision__corrected_by__state__in=SETTLED)
    opened = (
        Q(openly=False)
        & open_now("decision__")
        & ~replaced
        & ~Exists(told.filter(decision=OuterRef("decision"), openly=True))
    )
    closed = Q(link__ended_as=LinkEnd.DECIDED)
    return DecisionTold.objects.filter(closed, corrected | opened).values_list("link", flat=True).distinct()
