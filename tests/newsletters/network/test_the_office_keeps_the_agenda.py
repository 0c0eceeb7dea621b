"""Whoever prepares a network meeting builds its agenda, changes its day and publishes it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.meetings.models import Meeting, MeetingStatus
from tests import world as cast
from tests.newsletters.network.meeting import a_meeting, in_days, prepared, yearly_body
from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_office_keeps_the_agenda_of_the_yearly_meeting_and_of_no_other(world: World, as_: Any) -> None:
    found, client = prepared().meeting, as_(world.bureau_only)
    page = client.get(reverse("network_meeting", args=[found.network_meeting.pk]))
    assert found.get_absolute_url() in page.content.decode()
    assert "nog niet gepubliceerd" in page.content.decode()
    assert client.get(found.get_absolute_url()).status_code == 200
    assert found.title in client.get(reverse("meetings")).content.decode()

    moved = in_days(50).strftime("%Y-%m-%d")
    said = {
        "title": "Breed overleg",
        "day": moved,
        "start_time": "13:00",
        "location": "Dorpshuis",
        "version": 1,
    }
    url = reverse("meeting_edit", args=[found.pk])
    said["version"] = found.version
    assert client.post(url, said).status_code == 302
    found.refresh_from_db()
    assert (found.title, f"{found.day}") == ("Breed overleg", moved)

    assert client.get(reverse("network_programme", args=[found.network_meeting.pk])).status_code == 200
    visitor = Client()
    programme = reverse("network_programme", args=[found.network_meeting.pk])
    assert visitor.get(programme).status_code == 404, "the control: nothing was published"
    seen = client.get(reverse("meeting_publish", args=[found.pk])).context["preview"].proof
    client.post(reverse("meeting_publish", args=[found.pk]), {"seen": seen})
    found.refresh_from_db()
    assert found.status == MeetingStatus.PUBLISHED
    assert visitor.get(programme).status_code == 200
    desk = client.get(reverse("network_meeting", args=[found.network_meeting.pk]))
    assert "nog niet gepubliceerd" not in desk.content.decode()

    other = a_meeting(body=world.other)
    assert client.get(other.get_absolute_url()).status_code == 404, "the control: not its body"


def test_a_new_one_is_begun_by_the_office_and_only_by_it(world: World, as_: Any) -> None:
    yearly_body()
    for user in (world.member, world.partner, world.admin):
        assert not Meeting.objects.managed_by(user).exists()
    said = {"title": "Breed overleg", "day": in_days(40).strftime("%Y-%m-%d"), "start_time": "13:00"}
    as_(world.bureau_only).post(reverse("network_meeting_new"), said)
    made = Meeting.objects.get(title="Breed overleg")
    assert list(Meeting.objects.managed_by(cast.fresh(world.bureau_only))) == [made]
    for user in (world.member, world.partner, world.admin):
        assert not Meeting.objects.managed_by(cast.fresh(user)).exists()
        assert as_(user).get(made.get_absolute_url()).status_code == 404
