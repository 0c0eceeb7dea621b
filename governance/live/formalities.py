"""Hamerstukken: every formality with a proposal is settled in one stroke, each by the one way there is to settle."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from governance.decisions.models import Decision, DecisionState, Method
from governance.live.opening import decided_on
from governance.meetings.models import AgendaItem, Meeting, Treatment
from governance.meetings.order import lock
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.standing import Reader
from zorgzaam.versions import StaleVersion


@dataclass
class Formalities:
    """Proposals of hamerstukken: `ready` to be settled, and those that wait for their points. And the hamerstukken
    about which nothing is proposed: the hammer leaves them out."""

    ready: list[Decision] = field(default_factory=list)
    without_points: list[Decision] = field(default_factory=list)
    without_proposal: list[AgendaItem] = field(default_factory=list)


def formalities_of(meeting: Meeting, reader: Reader) -> Formalities:
    """What a stroke of the hammer would settle, as far as this reader reads it; in order of the agenda."""
    rows = Decision.objects.visible_to(reader).filter(
        item__meeting=meeting, item__treatment=Treatment.FORMALITY, state=DecisionState.DRAFT
    )
    found = Formalities()
    for row in rows.select_related("body", "item__meeting").order_by("item__position", "created_at"):
        (found.ready if row.points else found.without_points).append(row)
    known = Decision.objects.exclude(state=DecisionState.DROPPED).filter(item__meeting=meeting)
    items = AgendaItem.objects.read_live_by(reader).filter(meeting=meeting, treatment=Treatment.FORMALITY)
    found.without_proposal = list(items.exclude(pk__in=known.values("item")).order_by("position"))
    return found


def settle_all(meeting: Meeting, seen: Mapping[uuid.UUID, int], *, by: User) -> list[Decision]:
    """Adopt all of these proposals, or none: each by `settle`, so each with quorum, checks, number and seal.

    `seen` are id and version as the page showed them. StaleVersion when one of them changed or is no formality any
    more; ValidationError names the one that is refused.
    """
    with acting(by), transaction.atomic():
        lock(meeting)
        rows = {row.pk: row for row in formalities_of(meeting, by).ready}
        done = Decision.objects.filter(pk__in=seen, state=DecisionState.ADOPTED).values_list("pk", flat=True)
        asked = [pk for pk in seen if pk not in set(done)]
        if any(pk not in rows or rows[pk].version != seen[pk] for pk in asked):
            raise StaleVersion
        day = decided_on(meeting)
        for pk in asked:
            try:
                rows[pk].adopt(by=by, on=day, method=Method.FORMALITY)
            except ValidationError as refusal:
                raise ValidationError(f"{rows[pk].title}: {refusal.messages[0]}") from refusal
        connection.check_constraints()
    return [rows[pk] for pk in asked]
