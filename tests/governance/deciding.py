"""Factories for decisions; each writes as the system actor for setting up."""

import datetime
from typing import Any

from django.utils import timezone

from governance.bodies.models import Body
from governance.decisions.forms import proposal_for
from governance.decisions.models import Decision, DecisionState, Method
from governance.meetings.models import AgendaItem
from tests.governance.agendas import a_meeting, an_item, publish
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor

POINTS = ["Elke wijk krijgt een buurtteam.", "De GGD meet elk half jaar wat het oplevert."]


@set_up
def a_proposal(item: AgendaItem, **extra: Any) -> Decision:
    row = proposal_for(item)
    for name, value in {"points": list(POINTS), **extra}.items():
        setattr(row, name, value)
    row.save()
    return row


@set_up
def in_writing(body: Body, title: str = "Schriftelijk besluit", **extra: Any) -> Decision:
    """A proposal outside a meeting."""
    return Decision.objects.create(body=body, title=title, **{"points": list(POINTS), **extra})


def an_item_of(body: Body, title: str = "Buurtteams", **extra: Any) -> AgendaItem:
    """An item on the published agenda of a meeting of this body."""
    meeting = a_meeting(body)
    item = an_item(meeting, title, **extra)
    publish(meeting)
    item.refresh_from_db()
    return item


def yesterday() -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=1)


@set_up
def adopt(row: Decision, on: datetime.date | None = None) -> Decision:
    at_a_table = row.meeting_id or row.item_id
    method = Method.CONSENT if at_a_table else Method.IN_WRITING
    row.adopt(by=SystemActor.SETUP, on=on or yesterday(), method=method)
    return row


def decided(body: Body, title: str = "Buurtteams", **extra: Any) -> Decision:
    """A decision of this body, adopted yesterday."""
    made = adopt(in_writing(body, title, **extra))
    assert made.state == DecisionState.ADOPTED
    return made
