"""An organisation sees which papers it still has to deliver, by when, and nothing of a draft or of others."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.meetings.models import AgendaItem
from tests.governance.agendas import a_meeting, a_paper, an_item, publish
from tests.governance.planning import some_terms
from tests.world import LONG_AGO, fresh, set_up
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db


def ours(world, meeting, title, **extra):
    item = an_item(meeting, title, kind="besluit", **extra)
    set_up(AgendaItem.objects.filter(pk=item.pk).update)(owner_organisation=world.partner_org)
    return item


def waits(user):
    return [todo.title for todo in todos(fresh(user)) if todo.title.startswith("Lever het stuk aan")]


def test_a_published_item_without_a_paper_waits_with_the_day_of_the_bylaws(world, as_):
    set_up(some_terms)(world.coalition, papers_days=10, starts_on=LONG_AGO)
    meeting = a_meeting(world.coalition, days=20)
    item = ours(world, meeting, "Onze wachtlijst")
    an_item(meeting, "Van een ander", kind="besluit")
    publish(meeting)
    assert waits(world.partner) == ["Lever het stuk aan: Onze wachtlijst"]
    todo = next(each for each in todos(fresh(world.partner)) if "wachtlijst" in each.title)
    assert todo.due == timezone.localdate() + datetime.timedelta(days=10)
    page = as_(world.partner).get("/partner/").content.decode()
    assert "Stukken om aan te leveren" in page
    assert 'href="/partner/#aanleveren"' in page
    assert waits(world.other_partner) == []
    a_paper(item, "De wachtlijst")
    assert waits(world.partner) == []
    assert "Stukken om aan te leveren" not in as_(world.partner).get("/partner/").content.decode()


def test_of_a_draft_and_of_what_is_closed_to_them_they_hear_nothing(world):
    ours(world, a_meeting(world.coalition, "Concept"), "In concept")
    meeting = a_meeting(world.coalition)
    ours(world, meeting, "Besloten punt", publicity="besloten")
    publish(meeting)
    assert waits(world.partner) == []


def test_an_information_item_needs_none(world):
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "Ter informatie", kind="informatie")
    set_up(AgendaItem.objects.filter(pk=item.pk).update)(owner_organisation=world.partner_org)
    publish(meeting)
    assert waits(world.partner) == []


def test_two_and_twenty_items_cost_the_same(world):
    def cost():
        user = fresh(world.partner)
        with CaptureQueriesContext(connection) as counted:
            todos(user)
        return len(counted)

    meeting = a_meeting(world.coalition)
    for number in range(2):
        ours(world, meeting, f"Punt {number}")
    publish(meeting)
    few = cost()
    for number in range(2, 20):
        ours(world, meeting, f"Punt {number}")
    publish(meeting)
    assert len(waits(world.partner)) == 20
    assert cost() == few
