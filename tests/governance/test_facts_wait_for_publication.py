"""An edit of title, time or place of a published meeting is read by others only once it is published."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.meetings.models import Meeting
from tests.governance.agendas import a_meeting, an_item, publish
from tests.world import World, set_up


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition, "Titel toen", location="Zaal toen")
    an_item(made, "Opening")
    publish(made)
    set_up(
        lambda: Meeting.objects.filter(pk=made.pk).update(
            title="Titel straks", location="Zaal straks", starts_at=far_from_now(made.starts_at), ends_at=None
        )
    )()
    return made


def far_from_now(start: datetime.datetime) -> datetime.datetime:
    """A day after `start`, at a time of day the clock does not show: pages also say when they were published."""
    hour = 7 if timezone.localtime().hour >= 12 else 21
    return timezone.localtime(start).replace(hour=hour, minute=7) + datetime.timedelta(days=1)


def addresses(world: World, meeting: Meeting) -> list[str]:
    return [meeting.get_absolute_url(), reverse("agenda"), "/", world.coalition.get_absolute_url()]


NEW = ("Titel straks", "Zaal straks")


@pytest.mark.parametrize("reader", ["visitor", "member", "partner", "admin"])
def test_who_does_not_keep_the_agenda_reads_what_was_published(
    world: World, meeting: Meeting, as_: Callable[..., Client], reader: str
) -> None:
    client = as_(world.readers[reader])
    version = reverse("meeting_version", args=[meeting.pk, 1])
    moved = timezone.localtime(Meeting.objects.get(pk=meeting.pk).starts_at)
    new = (*NEW, f"{moved:%H:%M}")
    for address in [*addresses(world, meeting), version]:
        page = client.get(address).text
        assert not [word for word in new if word in page], address
        assert "Titel toen" in page, address


def test_a_member_reads_so_in_the_werkbank(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    for address in ("/werkbank/", reverse("meetings")):
        page = as_(world.member).get(address).text
        assert "Titel toen" in page
        assert "Titel straks" not in page


def test_who_keeps_the_agenda_reads_it_as_it_stands(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    """The control."""
    for address in addresses(world, meeting):
        assert "Titel straks" in as_(world.secretary).get(address).text


def test_once_published_everybody_reads_it(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    publish(Meeting.objects.get(pk=meeting.pk))
    for address in addresses(world, meeting):
        assert "Titel straks" in as_(None).get(address).text


def test_a_withdrawn_agenda_is_called_as_it_was_published(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    assert Meeting.objects.get(pk=meeting.pk).withdraw(by=world.chair, reason="Fout")
    for reader in (None, world.member):
        gone = as_(reader).get(meeting.get_absolute_url())
        assert gone.status_code == 410
        assert "Titel toen" in gone.text
        assert "straks" not in gone.text
