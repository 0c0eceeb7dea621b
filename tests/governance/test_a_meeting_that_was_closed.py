"""A meeting that was ended at the table is over, whatever the clock says; once its minutes are approved, for good."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from governance.intake import triage
from governance.intake.known import prepared, published
from governance.intake.lying import Asked
from governance.intake.proposing import meetings_to_wish
from governance.intake.triage_forms import coming_of, joinable
from governance.live import running
from governance.meetings.models import Meeting
from governance.minutes.models import MinutesState
from tests.governance.agendas import a_meeting, an_item
from tests.governance.minuting import over
from tests.governance.proposing import a_proposal, where
from tests.governance.tables import a_table
from tests.world import fresh, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(world):
    """A meeting that goes on, planned until much later."""
    return a_table("Opening", body=world.coalition)


@pytest.fixture
def proposal(world, table):
    return a_proposal(world.partner, table.body, organisation=world.partner_org)


def close(table):
    running.end(table.meeting, [], by=table.secretary)


def test_nothing_is_placed_on_it_any_more(table, proposal):
    assert table.meeting in coming_of(table.body.pk), "control: while it goes on it takes items"
    close(table)
    assert table.meeting not in coming_of(table.body.pk)
    with pytest.raises(ValidationError, match="kan geen punt meer"):
        triage.place(proposal, where(meeting=table.meeting), by=table.secretary)
    assert not Meeting.objects.taking_items().filter(pk=table.meeting.pk).exists()
    assert Meeting.objects.past().filter(pk=table.meeting.pk).exists()


def test_nobody_wishes_for_it_or_joins_what_stands_on_it(world, table, proposal):
    close(table)
    assert table.meeting not in meetings_to_wish(fresh(table.secretary))
    assert table.item not in joinable(proposal, fresh(table.secretary))
    later = an_item(a_meeting(table.body, "De volgende"), "Opening van het jaar")
    asked = Asked(fresh(table.secretary), words="Opening")
    found = [*published(asked), *prepared(asked)]
    assert {one.title: one.joins for one in found} == {table.item.title: False, later.title: True}


def test_it_goes_on_again_after_somebody_confirmed_that(table, as_):
    close(table)
    client, url = as_(table.secretary), reverse("live_resume", args=[table.meeting.pk])
    assert url in client.get(reverse("live", args=[table.meeting.pk])).content.decode()
    page = client.get(url)
    assert "Ga verder met de vergadering" in page.content.decode()
    table.live.refresh_from_db()
    assert table.live.is_over, "looking changes nothing"
    client.post(url, {"stuur": "ja"})
    assert not table.live.is_over


def test_once_its_minutes_are_approved_it_stays_closed(table, as_):
    minutes = over(table)
    minutes.state = MinutesState.PUBLISHED
    set_up(minutes.save)()
    client, url = as_(table.secretary), reverse("live_resume", args=[table.meeting.pk])
    assert client.get(url).status_code == 200, "control: published alone, it may go on"
    minutes.refresh_from_db()
    minutes.state, minutes.approved_in, minutes.approved_on = (
        MinutesState.APPROVED,
        table.item,
        table.meeting.day,
    )
    set_up(minutes.save)()
    assert url not in client.get(reverse("live", args=[table.meeting.pk])).content.decode()
    assert "blijft gesloten" in client.get(url, follow=True).content.decode()
    with pytest.raises(ValidationError, match="vastgesteld"):
        running.resume(table.meeting, by=table.secretary)


def test_an_item_nobody_went_to_does_not_say_it_was_dealt_with(table, as_):
    an_item(table.meeting, "Rondvraag")
    running.go_to(table.meeting, table.item.pk, seen=None, by=table.secretary)
    close(table)
    lines = as_(table.secretary).get(reverse("live", args=[table.meeting.pk])).context["screen"].lines
    assert [(line.title, line.state) for line in lines] == [
        ("Opening", "geweest"),
        ("Rondvraag", "overgeslagen"),
    ]
