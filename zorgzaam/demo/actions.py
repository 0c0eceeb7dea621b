"""Actions and bottlenecks of the demo: all invented, and saying so. Makes what is missing and leaves the rest alone."""

import datetime
from typing import Any

from django.utils import timezone

from governance.actions.models import Action
from governance.bodies.models import Body
from governance.bottlenecks.climbing import climb
from governance.bottlenecks.models import Bottleneck, Level
from governance.meetings.models import AgendaItem, Meeting
from zorgzaam.audit.actors import SystemActor
from zorgzaam.demo.facts import facts, put
from zorgzaam.demo.ids import demo_id
from zorgzaam.periods import Precision, last_day_of

# Given long enough ago to be reminded of, as in a network that has worked with this for a while.
SINCE = datetime.timedelta(days=45)


def load() -> None:
    """Every action and bottleneck that is not there yet."""
    data = facts("actions")
    for record in data["actions"]:
        _action(record)
    for record in data["bottlenecks"]:
        _bottleneck(record)


def _action(record: dict[str, Any]) -> None:
    body = Body.objects.filter(pk=demo_id("body", record["body"])).first()
    if body is None:
        return
    precision = record.get("precision", Precision.DAY)
    meeting, item = record.get("meeting"), record.get("item")
    put(
        Action,
        "action",
        record["id"],
        body=body,
        what=record["what"],
        owner_id=demo_id("person", record["owner"]),
        given_by_id=demo_id("person", record["given_by"]),
        owner_since=timezone.now() - SINCE,
        due_on=last_day_of(timezone.localdate() + datetime.timedelta(days=record["days"]), precision),
        due_precision=precision,
        meeting=Meeting.objects.filter(pk=demo_id("meeting", meeting)).first() if meeting else None,
        item=AgendaItem.objects.filter(pk=demo_id("item", f"{meeting}/{item}")).first() if item else None,
    )


def _bottleneck(record: dict[str, Any]) -> None:
    if Bottleneck.objects.filter(pk=demo_id("bottleneck", record["id"])).exists():
        return
    row = put(
        Bottleneck,
        "bottleneck",
        record["id"],
        raised_by_id=demo_id("person", record["by"]),
        organisation_id=demo_id("organisation", record["organisation"]),
        **{name: record[name] for name in ("kind", "title", "text", "unnamed") if name in record},
    )
    body = Body.objects.filter(pk=demo_id("body", record.get("climbs", ""))).first()
    if body is not None:
        climb(row, Level.BOARD, body, by=SystemActor.SETUP, why="Voorbeeld: dit kan alleen bestuurlijk.")
