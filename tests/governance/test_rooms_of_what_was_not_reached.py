"""An item in several rooms that a meeting did not come to: its rooms go along where they can, and stop no item."""

import datetime

import pytest
from django.urls import reverse

from governance.meetings.models import AgendaItem, ParallelPart
from governance.meetings.models.parallel import ROOM_TAKEN
from governance.series import slipping
from governance.series.models import Slip, StandingItem, StandingOccurrence
from tests.governance.agendas import a_meeting, an_item, titles
from tests.governance.planning import a_past_meeting, begun
from tests.governance.test_parallel_sessions import ROOMS, in_rooms, meeting_at
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db
BY = SystemActor.SETUP
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def past(world):
    return a_past_meeting(world.coalition)


@pytest.fixture
def coming(world, past):
    return begun(world.coalition, "Zorgraad in juni", days=28)


@pytest.fixture
def no_room(world, past):
    """A next meeting of which the last item is held in a room that is taken half an hour later."""
    coming = meeting_at(world.coalition, 15)
    an_item(coming, "Plenair", minutes=30)
    set_up(StandingOccurrence.objects.create)(
        item=an_item(coming, "Deelsessies", minutes=60),
        standing=StandingItem.objects.filter(part="einde").first(),
    )
    in_rooms(coming.items.get(title="Deelsessies"), *ROOMS)
    other = meeting_at(world.other, 16)
    an_item(other, "Plenair", minutes=40)
    in_rooms(an_item(other, "Deelsessies", minutes=60), *ROOMS)
    set_up(AgendaItem.objects.filter(meeting=past).update)(minutes=60)
    return coming


def test_a_room_that_would_be_needed_twice_is_said_and_nothing_changes(world, as_, past, no_room):
    answer = as_(world.secretary).post(
        reverse("not_reached", args=[past.pk]), {"item": [past.items.get(title="Eén").pk]}, follow=True
    )
    assert answer.status_code == 200
    assert ROOM_TAKEN in answer.text
    assert "Er is niets veranderd" in answer.text
    assert not Slip.objects.exists()
    assert titles(no_room) == ["Plenair", "Deelsessies"]


def test_rooms_and_groups_go_along_and_who_leads_only_when_they_sit_there(world, past, coming):
    item = past.items.get(title="Eén")
    set_up(type(past).objects.filter(pk__in=[past.pk, coming.pk]).update)(location="Huis")
    past.refresh_from_db()
    in_rooms(item, *ROOMS, host=world.member.person)
    in_rooms(past.items.get(title="Twee"), "Kelder", host=world.other_partner.person)
    slipping.not_reached(past, [item.pk, past.items.get(title="Twee").pk], by=SystemActor.SETUP)
    onto = {row.item.title: row.onto.parallel for row in Slip.objects.all()}
    sessions = [(one.title, one.room.name, one.host) for one in onto["Eén"].sessions.all()]
    assert sessions == [
        (f"Over {room}", room, world.member.person if room == ROOMS[0] else None) for room in ROOMS
    ]
    assert (onto["Eén"].rotates, onto["Eén"].round_minutes) == (True, 20)
    assert [one.host for one in onto["Twee"].sessions.all()] == [None], "no seat there, no session to lead"
    assert item.parallel.sessions.count() == 3, "where it stood nothing changes"


@pytest.mark.parametrize("why", ["elders", "bezet"])
def test_rooms_stay_behind_when_they_are_elsewhere_or_taken(world, past, coming, why):
    item, place = past.items.get(title="Eén"), "Elders" if why == "elders" else "Huis"
    set_up(type(past).objects.filter(pk=past.pk).update)(location="Huis")
    set_up(type(past).objects.filter(pk=coming.pk).update)(location=place)
    in_rooms(item, *ROOMS)
    if why == "bezet":
        other = a_meeting(world.other, starts_at=coming.starts_at - HOUR, ends_at=None, location="Huis")
        in_rooms(an_item(other, "Hele dag", minutes=600), *ROOMS, minutes=200)
    slipping.not_reached(past, [item.pk], by=SystemActor.SETUP)
    onto = Slip.objects.get().onto
    assert onto.title in titles(coming), "the item itself goes on"
    assert not ParallelPart.objects.filter(item=onto).exists()
