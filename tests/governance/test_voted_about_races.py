"""Opening a vote while its item is parked: one of the two is refused (promise I9). With a control."""

from contextlib import suppress
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from governance.decisions.models import Decision
from governance.live import consenting, voting
from governance.live.models import DecisionBallot
from governance.meetings import order
from governance.meetings.models import AgendaItem, Meeting
from tests.governance.tables import a_table
from tests.governance.test_writing_races import all_at_once
from tests.world import build_world
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db(transaction=True)


def stuck():
    """Votes that are open about something on no agenda."""
    return DecisionBallot.objects.filter(outcome="", decision__item__meeting__isnull=True).count()


def opens(row, by):
    with suppress(ValidationError, IntegrityError):
        voting.open_ballot(row, by=by)


def parks(item, by):
    with suppress(IntegrityError):
        order.park(item, by=by)


def test_of_opening_and_parking_one_is_refused(monkeypatch):
    """Without the lock of the meeting too: the database alone holds it."""
    build_world()
    table = a_table(*[f"Punt {n}" for n in range(8)])
    for n, item in enumerate(table.items):
        if n == 4:
            unlocked = lambda meeting: Meeting.objects.get(pk=meeting.pk)  # noqa: E731
            monkeypatch.setattr(consenting, "lock", unlocked)
        row = Decision.objects.select_related("item__meeting", "body").get(pk=table.proposal(item).pk)
        there = AgendaItem.objects.select_related("meeting").get(pk=item.pk)
        all_at_once([partial(opens, row, table.secretary), partial(parks, there, table.secretary)])
    assert stuck() == 0


def test_control_without_the_triggers_a_vote_is_left_nobody_can_count(owner_sql):
    build_world()
    table = a_table("Voorstel", "Rondvraag")
    row = table.proposal()
    voting.open_ballot(row, by=table.secretary)
    with pytest.raises(IntegrityError, match="is open"):
        order.park(table.item, by=table.secretary)
    owner_sql("ALTER TABLE governance_agendaitem DISABLE TRIGGER pgtrigger_stays_while_voted_about_3e4b9")
    try:
        table.item.refresh_from_db()
        order.park(table.item, by=table.secretary)
        assert stuck() == 1
    finally:
        owner_sql("ALTER TABLE governance_agendaitem ENABLE TRIGGER pgtrigger_stays_while_voted_about_3e4b9")
    # From before this was held: back on an agenda it can be ended.
    with acting(table.secretary):
        table.item.refresh_from_db()
        order.place_on(table.meeting, table.item, by=table.secretary)
    ballot = DecisionBallot.objects.select_related("decision__item__meeting").get(outcome="")
    assert voting.void(ballot, "Het punt was van de agenda.", by=table.secretary)
