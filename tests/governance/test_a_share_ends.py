"""Reading what was shared by hand ends when the share does, also where the published agenda stays open to read."""

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.meetings.models import AgendaItem, AgendaItemShare
from tests.governance.agendas import a_meeting, an_item, publish
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

DAY = datetime.timedelta(days=1)


def shared(world: World, item: AgendaItem, until: datetime.datetime) -> None:
    permission = Permission.objects.get(
        content_type=ContentType.objects.get_for_model(AgendaItem), codename="view_agendaitem"
    )
    with acting(SystemActor.SETUP):
        AgendaItemShare.objects.create(
            user=world.partner, permission=permission, content_object=item, until=until,
            given_by=world.chair, reason="meelezen",
        )  # fmt: skip


@pytest.fixture
def item(world: World) -> AgendaItem:
    """Published, with an edit that nobody published yet."""
    made = an_item(a_meeting(world.coalition), "Zoals gepubliceerd")
    publish(made.meeting)
    with acting(SystemActor.SETUP):
        AgendaItem.objects.filter(pk=made.pk).update(title="Nog niet gepubliceerd")
    return made


def test_while_it_lasts_a_share_opens_the_text_as_it_stands(
    world: World, item: AgendaItem, as_: Callable[..., Client]
) -> None:
    """The control."""
    shared(world, item, timezone.now() + DAY)
    client = as_(world.partner)
    assert "Nog niet gepubliceerd" in client.get(reverse("item", args=[item.pk])).text
    assert "Met u gedeeld" in client.get(reverse("meeting", args=[item.meeting_id])).text


def test_a_share_that_ended_opens_nothing_more_than_everybody_reads(
    world: World, item: AgendaItem, as_: Callable[..., Client]
) -> None:
    shared(world, item, timezone.now() - DAY)
    client = as_(world.partner)
    page = client.get(reverse("item", args=[item.pk]), follow=True).text
    assert "Zoals gepubliceerd" in page
    assert "Nog niet gepubliceerd" not in page
    assert "Met u gedeeld" not in page
