"""Coming to a session: a place in a group, and a route along the rooms that is always as it is now."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from governance.bodies.models import Role
from governance.council.models import CouncilSession, SessionPlace
from governance.council.sessions import joining
from governance.meetings.parallel import room_called
from tests.governance.council.meeting import a_carousel, a_part, a_session, soon
from tests.governance.council.registers import a_committee
from tests.governance.test_decide import text
from tests.world import World, account, mandate, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


def url_of(session: CouncilSession, page: str) -> str:
    return reverse(f"council_session_{page}", args=[session.pk])


def members(world: World, count: int) -> list[Any]:
    people = [account(f"Lid Nummer {at}") for at in range(count)]
    for one in people:
        mandate(one, world.staten, Role.PROVINCIAL_MEMBER)
    return people


def held(world: World, **extra: Any) -> CouncilSession:
    session = a_session(world.staten)
    a_part(session)
    a_carousel(session, **extra)
    return session


def test_a_statenlid_signs_up_and_sees_which_room_when(world: World, as_: Any) -> None:
    session = held(world)
    client = as_(world.statenlid)
    assert url_of(session, "join") in text(client, session.get_absolute_url())
    answer = client.post(url_of(session, "join"), {"group": "B"})
    assert answer.url == url_of(session, "route")
    stops = client.get(answer.url).context["stops"]
    assert [(f"{stop.begins:%H:%M}", stop.title, stop.where) for stop in stops] == [
        ("15:30", "Presentatie", ""), ("16:00", "Meerjarenplan", "Zaal 2"), ("16:20", "Acute zorg", "Zaal 3"),
        ("16:40", "Netwerk", "Zaal 1"),
    ]  # fmt: skip


def test_for_a_committee_who_serves_its_council_signs_up(world: World, as_: Any) -> None:
    session = a_session(a_committee(world.staten))
    assert as_(world.statenlid).post(url_of(session, "join")).status_code == 302
    assert as_(world.council_member).post(url_of(session, "join")).status_code == 403
    assert as_(world.partner).get(url_of(session, "join")).status_code == 403
    assert session.places.get().person == world.statenlid.person


def test_another_room_shows_at_once(world: World, as_: Any) -> None:
    session = held(world)
    client = as_(world.statenlid)
    client.post(url_of(session, "join"), {"group": "A"})
    breakout = session.programme.get(kind="deelsessies").breakouts.get(position=1)
    with acting(SystemActor.SETUP):
        breakout.room = room_called("Statenzaal", "Provinciehuis")
        breakout.save()
    assert "Statenzaal" in text(client, url_of(session, "route"))
    assert b"LOCATION:Statenzaal" in client.get(url_of(session, "route_calendar")).content


def test_the_calendar_has_an_entry_per_room(world: World, as_: Any) -> None:
    session = held(world)
    client = as_(world.statenlid)
    assert client.get(url_of(session, "route_calendar")).status_code == 404, "who does not come has none"
    client.post(url_of(session, "join"), {"group": "A"})
    found = client.get(url_of(session, "route_calendar")).content.decode()
    assert found.count("BEGIN:VEVENT") == 4
    assert f"DTSTART;TZID=Europe/Amsterdam:{session.held_on:%Y%m%d}T160000" in found


def test_one_is_in_one_group(world: World, as_: Any) -> None:
    session = held(world)
    client = as_(world.statenlid)
    for group in ("A", "C", "C"):
        client.post(url_of(session, "join"), {"group": group})
    assert session.places.get().group == "C"
    with pytest.raises(IntegrityError), transaction.atomic():
        set_up(SessionPlace.objects.create)(session=session, person=world.statenlid.person, group="A")
    client.post(url_of(session, "leave"))
    client.post(url_of(session, "leave"))
    assert session.places.count() == 0


def test_a_full_group_takes_nobody(world: World, as_: Any) -> None:
    session = held(world, group_size=1)
    first, second, third, fourth = members(world, 4)
    joining.join(session, first.person, "A", by=first)
    with pytest.raises(ValidationError, match="Groep A zit vol"):
        joining.join(session, second.person, "A", by=second)
    page = text(as_(second), url_of(session, "join"))
    assert "Groep A" not in page
    assert "Groep B, begint bij Meerjarenplan, nog 1 plaats" in page
    assert joining.join(session, second.person, by=second).group == "B", "the control: the emptiest"
    assert joining.join(session, third.person, by=third).group == "C"
    with pytest.raises(ValidationError, match="Alle groepen zitten vol"):
        joining.join(session, fourth.person, by=fourth)
    joining.join(session, first.person, "A", by=first)


def test_who_came_before_there_were_groups_gets_one(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    for one in members(world, 5):
        joining.join(session, one.person, by=one)
    a_carousel(session)
    client = as_(world.clerk)
    assert "Nog niet iedereen heeft een groep" in text(client, url_of(session, "places"))
    client.post(url_of(session, "spread"))
    assert sorted(session.places.values_list("group", flat=True)) == ["A", "A", "B", "B", "C"]


def test_a_group_with_people_does_not_go(world: World, as_: Any) -> None:
    session = held(world)
    joining.join(session, world.statenlid.person, "C", by=world.statenlid)
    item = session.programme.get(kind="deelsessies")
    client = as_(world.clerk)
    refused = client.post(reverse("session_breakout_take", args=[session.pk, item.breakouts.first().pk]))
    assert refused.status_code == 422
    assert "Zet hen eerst in een andere groep" in refused.content.decode()
    assert item.breakouts.count() == 3
    place = session.places.get()
    client.post(reverse("council_session_move", args=[session.pk, place.pk]), {"group": "A"})
    client.post(reverse("session_breakout_take", args=[session.pk, item.breakouts.first().pk]))
    assert item.breakouts.count() == 2, "the control"


def test_what_is_over_or_off_takes_nobody(world: World, as_: Any) -> None:
    past, off = a_session(world.staten, held_on=soon(-1)), a_session(world.staten)
    off.cancel(by=SystemActor.SETUP, reason="Ziek")
    for session in (past, off):
        with pytest.raises(ValidationError):
            joining.join(session, world.statenlid.person, by=world.statenlid)
        assert url_of(session, "join") not in text(as_(world.statenlid), session.get_absolute_url())


def test_nobody_else_sees_who_comes(world: World, as_: Any) -> None:
    session = held(world)
    joining.join(session, world.statenlid.person, "A", by=world.statenlid)
    name = world.statenlid.person.name
    assert name in text(as_(world.clerk), url_of(session, "places")), "the control"
    assert name not in text(Client(), session.get_absolute_url())
    assert as_(world.partner).get(url_of(session, "route")).url == session.get_absolute_url()
