"""A whole agenda shifted, and two items that change places: each in one step, and each with a way back."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.meetings.models import Meeting, ParallelPart
from governance.meetings.parallel import Written, write
from tests.governance.agendas import a_meeting, an_item, in_order, titles
from tests.governance.desks import a_full_agenda, back_of
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world: World) -> Meeting:
    return a_full_agenda(world.coalition)


# ---------------------------------------------------------------- shift
def shift(client: Client, meeting: Meeting, minutes: object, **more: Any) -> Any:
    return client.post(
        reverse("meeting_shift", args=[meeting.pk]), {"minutes": minutes, "version": meeting.version, **more}
    )


def test_everything_shifts_and_shifts_back(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    client, before = as_(world.secretary), (meeting.starts_at, meeting.ends_at)
    assert shift(client, meeting, 15).status_code == 302
    now = Meeting.objects.get(pk=meeting.pk)
    assert now.starts_at - before[0] == datetime.timedelta(minutes=15)
    assert now.available_minutes == 120
    url, back = back_of(client, meeting)
    assert client.post(url, back).status_code == 302
    now.refresh_from_db()
    assert (now.starts_at, now.ends_at) == before


def test_a_stale_shift_changes_nothing(meeting: Meeting, world: World, as_: Callable[..., Client]) -> None:
    assert shift(as_(world.chair), meeting, 5).status_code == 302
    late = shift(as_(world.secretary), meeting, 5)
    assert late.status_code == 409
    assert "er is niets verschoven" in late.text
    assert Meeting.objects.get(pk=meeting.pk).starts_at - meeting.starts_at == datetime.timedelta(minutes=5)
    for wrong in ("", "veel", "0", "99999"):
        assert shift(as_(world.secretary), meeting, wrong).status_code == 400


def test_a_room_that_is_taken_then_stops_a_shift(world: World, as_: Callable[..., Client]) -> None:
    begin = timezone.now().replace(microsecond=0) + datetime.timedelta(days=7)
    first = a_meeting(world.coalition, "Eerst", starts_at=begin)
    second = a_meeting(world.office, "Daarna", starts_at=begin + datetime.timedelta(minutes=20))
    for meeting in (first, second):
        item = an_item(meeting, "In zalen", minutes=20)
        write(
            ParallelPart(item=item, round_minutes=20, rotates=False),
            [Written(None, "Sessie", "Zaal 1")],
            by=world.chair,
            seen=0,
        )
    first.refresh_from_db()
    answer = shift(as_(world.secretary), first, 10)
    assert answer.status_code == 409
    assert "Dit kan zo niet" in answer.text
    assert "al in gebruik" in answer.text
    assert Meeting.objects.get(pk=first.pk).starts_at == begin


# ---------------------------------------------------------------- swap
def test_two_items_change_places_and_back(meeting: Meeting, world: World, as_: Callable[..., Client]) -> None:
    client, ids = as_(world.secretary), in_order(meeting)
    meeting.refresh_from_db()
    url = reverse("agenda_order", args=[meeting.pk])
    data = {"order": ",".join(map(str, ids)), "agenda_version": meeting.agenda_version, "swap": "1"}
    chosen = {"swap_one": str(ids[0]), "swap_other": str(ids[3])}
    assert client.post(url, {**data, **chosen}).status_code == 302
    assert titles(meeting) == ["Cavia", "Aap", "Beer", "Opening"]
    back_url, back = back_of(client, meeting)
    assert client.post(back_url, {**back, "undo": "1"}).status_code == 302
    assert titles(meeting) == ["Opening", "Aap", "Beer", "Cavia"]
    meeting.refresh_from_db()
    same = {**data, "agenda_version": meeting.agenda_version, "swap_one": ids[0], "swap_other": ids[0]}
    assert client.post(url, same, follow=True).status_code == 200
    assert titles(meeting) == ["Opening", "Aap", "Beer", "Cavia"]
    assert client.post(url, {**same, "swap_other": str(world.coalition.pk)}).status_code == 400
    # The two lists belong to the form of every move: without their own button they say nothing.
    quiet = {name: value for name, value in {**same, **chosen}.items() if name != "swap"}
    client.post(url, {**quiet, "move": f"{ids[0]}:down"})
    assert titles(meeting) == ["Aap", "Opening", "Beer", "Cavia"]
