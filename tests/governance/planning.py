"""Factories for series, templates and terms; each writes as the system actor for setting up."""

import datetime
from typing import Any

from django.utils import timezone

from governance.bodies.models import Body
from governance.meetings import starting
from governance.meetings.models import Meeting
from governance.series.models import AgendaTemplate, MeetingSeries, Recess, StandingItem, TermSet
from tests.governance.agendas import a_meeting, an_item, held, publish
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor

# A fourth Thursday of a month, and the one before.
JANUARY = datetime.date(2027, 1, 28)
STANDING = (
    ("Opening", "begin"),
    ("Verslag van de vorige vergadering", "begin"),
    ("Rondvraag", "einde"),
    ("Sluiting", "einde"),
)


@set_up
def a_series(body: Body, title: str = "Zorgraad", **extra: Any) -> MeetingSeries:
    """Every fourth Thursday of the month, 15:30, two hours."""
    asked = {
        "nth": 4,
        "weekday": 3,
        "starts_on": datetime.date(2027, 1, 1),
        "start_time": datetime.time(15, 30),
        "location": "Raadzaal",
    }
    return MeetingSeries.objects.create(body=body, title=title, **{**asked, **extra})


@set_up
def a_running_series(body: Body, **extra: Any) -> MeetingSeries:
    """Every fourth Thursday, from a month ago on."""
    extra.setdefault("starts_on", timezone.localdate() - datetime.timedelta(days=31))
    return a_series(body, **extra)


@set_up
def a_recess(first: datetime.date, days: int = 7, name: str = "Voorjaarsreces", **extra: Any) -> Recess:
    last = first + datetime.timedelta(days=days - 1)
    return Recess.objects.create(name=name, starts_on=first, ends_on=last, **extra)


@set_up
def a_template(body: Body, rows: Any = STANDING) -> AgendaTemplate:
    made = AgendaTemplate.objects.create(body=body)
    for place, (title, part) in enumerate(rows, start=1):
        StandingItem.objects.create(template=made, title=title, part=part, position=place)
    return made


@set_up
def begun(body: Body, title: str = "Zorgraad", **extra: Any) -> Meeting:
    """A new meeting with what its agenda begins with."""
    made = a_meeting(body, title, **extra)
    starting.begin(made, by=SystemActor.SETUP)
    return made


@set_up
def some_terms(body: Body, **extra: Any) -> TermSet:
    asked = {"papers_days": 10, "agenda_days": 7, "minutes_days": 14}
    return TermSet.objects.create(body=body, **{**asked, **extra})


@set_up
def a_past_meeting(body: Body) -> Meeting:
    """A meeting that was held, published beforehand, with standing items and three others."""
    a_template(body)
    meeting = begun(body, "Zorgraad in mei")
    for title in ("Eén", "Twee", "Drie"):
        an_item(meeting, title)
    publish(meeting)
    return held(meeting)
