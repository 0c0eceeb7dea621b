"""What tests of items inside items share: an agenda with parts, and steps with it."""

from django.db import connection

from governance.bodies.models import Body
from governance.meetings import nesting, order
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.working import numbers
from tests.governance.agendas import a_meeting, an_item, places
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor


@set_up
def a_nested_agenda(body: Body) -> Meeting:
    """1 Opening (5), 2 Voortgang (60) with 2a Wonen (20) and 2b Zorg (15), 3 Rondvraag (10)."""
    found = a_meeting(body)
    _opening, _progress, living, care, _round_up = (
        an_item(found, title, minutes=minutes)
        for title, minutes in (
            ("Opening", 5), ("Voortgang", 60), ("Wonen", 20), ("Zorg", 15), ("Rondvraag", 10),
        )
    )  # fmt: skip
    nest(living)
    nest(care)
    return found


def version(meeting: Meeting) -> int:
    return Meeting.objects.get(pk=meeting.pk).agenda_version


@set_up
def nest(item: AgendaItem) -> bool:
    fresh = AgendaItem.objects.get(pk=item.pk)
    assert fresh.meeting
    return nesting.put_inside(fresh, base=version(fresh.meeting), by=SystemActor.SETUP)


@set_up
def loosen(item: AgendaItem) -> bool:
    fresh = AgendaItem.objects.get(pk=item.pk)
    assert fresh.meeting
    return nesting.take_out(fresh, base=version(fresh.meeting), by=SystemActor.SETUP)


def called(meeting: Meeting) -> dict[str, str]:
    """Titles in order, each with what it is called."""
    names = numbers(order.current_order(meeting))
    return {item.title: names.get(item.pk, "") for item in meeting.items.order_by("position").only("title")}


def the(meeting: Meeting, title: str) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting").get(body=meeting.body_id, title=title)


def holds(meeting: Meeting) -> None:
    """What waits for the end of the transaction is looked at now."""
    connection.check_constraints()
    assert places(meeting) == list(range(1, len(places(meeting)) + 1))
