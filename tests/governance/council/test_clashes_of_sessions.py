"""A session on a moment when its people or rooms are taken: it is said beside the field, and one may go on."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.council.models import CouncilSession, ItemKind, ProgrammeItem, SessionBreakout
from governance.meetings.models import Meeting, Room
from governance.meetings.models.meetings import MeetingStatus
from tests.world import World, mandate, set_up

pytestmark = pytest.mark.django_db
SEVEN, NINE = datetime.time(19), datetime.time(21)
DAY = timezone.localdate() + datetime.timedelta(days=20)


@set_up
def a_session(council: Any, title: str = "Avond", **extra: Any) -> CouncilSession:
    extra = {"held_on": DAY, "begins": SEVEN, "ends": NINE, "place": "Huis", **extra}
    return CouncilSession.objects.create(council=council, title=title, **extra)


@set_up
def a_meeting(body: Any, hour: int = 20, **extra: Any) -> Meeting:
    starts = timezone.make_aware(datetime.datetime.combine(DAY, datetime.time(hour)))
    return Meeting.objects.create(body=body, title="Overleg", starts_at=starts, **extra)


def typed(world: World, **more: Any) -> dict[str, str]:
    return {
        "council": str(world.staten.pk), "title": "Nieuw", "phase": "beeldvorming", "held_on": DAY.isoformat(),
        "begins": "19:00", "ends": "21:00", "publicity": "openbaar", **more,
    }  # fmt: skip


def post(client: Any, world: World, **more: Any) -> Any:
    return client.post(reverse("council_session_new"), typed(world, **more))


def said(answer: Any, field: str = "held_on") -> str:
    return " ".join(answer.context["form"].errors.get(field, []))


def test_another_session_of_the_council_is_said_once(world: World, as_: Any) -> None:
    a_session(world.staten, "Er is al iets")
    client = as_(world.clerk)
    refused = post(client, world)
    assert refused.status_code == 422
    assert "heeft dan al een sessie: Er is al iets, 19:00 – 21:00" in said(refused)
    assert 'name="title" value="Nieuw"' in refused.content.decode(), "nothing typed is lost"
    assert post(client, world, anyway="on").status_code == 302
    assert CouncilSession.objects.filter(title="Nieuw").count() == 1


@pytest.mark.parametrize("other", [{"begins": "21:00", "ends": "22:00"}, {"begins": "", "ends": ""}])
def test_what_does_not_overlap_is_no_clash(world: World, as_: Any, other: dict[str, str]) -> None:
    a_session(world.staten)
    assert post(as_(world.clerk), world, **other).status_code == 302


def test_what_does_not_go_on_is_no_clash(world: World, as_: Any) -> None:
    set_up(lambda row: row.cancel(by=world.clerk, reason="Storm"))(a_session(world.staten))
    assert post(as_(world.clerk), world).status_code == 302


def test_people_who_sit_elsewhere_then_are_counted_and_not_named(world: World, as_: Any) -> None:
    mandate(world.statenlid, world.coalition)
    a_meeting(world.coalition, status=MeetingStatus.PUBLISHED)
    answer = post(as_(world.bureau), world)
    assert f"Eén lid van deze raad zit dan ook in {world.coalition.name}" in said(answer)
    assert world.statenlid.person.name not in said(answer)
    assert post(as_(world.bureau), world, begins="09:00", ends="10:00").status_code == 302, "the control"


def test_a_meeting_one_may_not_read_is_not_told(world: World, as_: Any) -> None:
    mandate(world.statenlid, world.coalition)
    a_meeting(world.coalition, status=MeetingStatus.DRAFT)
    assert post(as_(world.clerk), world).status_code == 302


def test_a_room_that_is_taken_is_said_at_the_room(world: World, as_: Any) -> None:
    breakout_of(a_session(world.council, "Elders"), "Kamer Noord")
    part = breakout_of(a_session(world.staten), "Kamer Zuid").item
    address = reverse("session_breakout_new", args=[part.session_id, part.pk])
    client = as_(world.clerk)
    sent = {"topic": "Wonen", "room_name": "kamer noord"}
    assert "is dan al bezet: Elders" in said(client.post(address, sent), "room_name")
    assert client.post(address, {**sent, "anyway": "on"}).status_code == 302
    assert client.post(address, {"topic": "Zorg", "room_name": "Kamer Oost"}).status_code == 302, (
        "the control"
    )


@set_up
def breakout_of(session: CouncilSession, room: str) -> SessionBreakout:
    part = ProgrammeItem.objects.create(
        session=session, title="Uiteen", begins=SEVEN, ends=NINE, kind=ItemKind.BREAKOUTS, round_minutes=20
    )
    held = Room.objects.create(place="Huis", name=room)
    return SessionBreakout.objects.create(item=part, position=1, topic="Iets", room=held)


def test_many_others_cost_no_more_queries(world: World, as_: Any) -> None:
    client = as_(world.bureau)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert post(client, world).status_code == 422
        return len(asked)

    a_session(world.staten)
    a_meeting(world.coalition, status=MeetingStatus.PUBLISHED)
    cost()
    few = cost()
    for at in range(6):
        a_session(world.staten, f"Avond {at}")
        a_meeting(world.coalition, status=MeetingStatus.PUBLISHED)
    assert cost() == few
