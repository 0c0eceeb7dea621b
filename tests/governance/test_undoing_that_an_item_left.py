"""Undo after parking or taking away gives the agenda back as it was: places, parts and how long each item lasts."""

import re

import pytest
from django.urls import reverse

from governance.meetings import order
from governance.meetings.models import AgendaItem
from tests.governance.agendas import a_meeting, agenda_of, titles
from tests.world import fresh, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def left(world):
    """An agenda of three with a part inside the first, at a quarter of an hour."""
    meeting = a_meeting(world.coalition)
    whole, part, *_ = agenda_of(meeting, "Eerst", "Onderdeel", "Daarna", minutes=15)
    lasts(part, 5)
    meeting.refresh_from_db()
    order.arrange(
        meeting, order.current_order(meeting), base=meeting.agenda_version, by=fresh(world.secretary),
        inside={part.pk: whole.pk},
    )  # fmt: skip
    whole.refresh_from_db()
    return meeting, whole, part


@set_up
def lasts(item, minutes):
    AgendaItem.objects.filter(pk=item.pk).update(minutes=minutes)


def undo_of(client, meeting):
    """The fields of the line that offers to undo."""
    page = client.get(meeting.get_absolute_url()).text
    form = page[page.index("zz-agenda-undo") :].split("</form>")[0]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


@pytest.mark.parametrize("name", ["item_park", "item_remove"])
def test_it_lasts_as_long_as_it_did(world, as_, left, name):
    meeting, whole, part = left
    client = as_(world.secretary)
    whole.refresh_from_db()
    client.post(reverse(name, args=[whole.pk]), {"version": whole.version})
    assert titles(meeting) == ["Daarna"]
    fields = undo_of(client, meeting)
    lasts(part, 1)
    lasts(whole, 40)
    told = client.post(reverse("agenda_order", args=[meeting.pk]), fields, follow=True).text
    assert "ook hoe lang de punten duren" in told
    assert titles(meeting) == ["Eerst", "Onderdeel", "Daarna"]
    now = dict(meeting.items.values_list("title", "minutes"))
    assert (now["Eerst"], now["Onderdeel"]) == (15, 5)
    part.refresh_from_db()
    assert part.parent_id == whole.pk


def test_without_a_change_it_says_only_that_it_is_undone(world, as_, left):
    meeting, whole, _ = left
    client = as_(world.secretary)
    client.post(reverse("item_park", args=[whole.pk]))
    told = client.post(reverse("agenda_order", args=[meeting.pk]), undo_of(client, meeting), follow=True).text
    assert "De agenda is zoals daarvoor." in told


def test_an_undo_that_comes_too_late_changes_no_length(world, as_, left):
    meeting, whole, _ = left
    client = as_(world.secretary)
    client.post(reverse("item_park", args=[whole.pk]))
    fields = undo_of(client, meeting)
    lasts(whole, 40)
    agenda_of(meeting, "Nagekomen")
    assert client.post(reverse("agenda_order", args=[meeting.pk]), fields).status_code == 409
    whole.refresh_from_db()
    assert whole.minutes == 40


@pytest.mark.parametrize("wrong", ["x:1", "00000000-0000-0000-0000-000000000000:999", "1"])
def test_lengths_that_make_no_sense_are_refused(world, as_, left, wrong):
    meeting, whole, _ = left
    client = as_(world.secretary)
    client.post(reverse("item_park", args=[whole.pk]))
    fields = {**undo_of(client, meeting), "lengths": wrong}
    assert client.post(reverse("agenda_order", args=[meeting.pk]), fields).status_code == 400
