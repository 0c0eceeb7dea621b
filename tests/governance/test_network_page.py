"""Who sits where: a picture with the table behind it, former bodies below."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import BodyKind, BodyState
from governance.bodies.network import Layer, tiers
from governance.bodies.picture import NARROW, WIDE, picture_of
from tests import world as cast
from zorgzaam.ui.measure import width

pytestmark = pytest.mark.django_db
URL = "/netwerk/"


def test_every_body_of_today_is_in_both_pictures_and_in_the_table(world, as_):
    answer = as_(None).get(URL)
    text = answer.content.decode()
    for body in (world.coalition, world.other, world.office, world.staten, world.council):
        # In the wide picture, in the narrow one for a phone, and in the table.
        assert text.count(f'href="{body.get_absolute_url()}"') == 3
    assert "Zorggroep Duin" in text


def test_bodies_that_are_no_more_stand_apart_with_what_followed(world, as_):
    ended = cast.body("Oude tafel", ends_on=datetime.date(2022, 1, 1))
    dissolved = cast.body("Oud team", BodyKind.CORE_TEAM, state=BodyState.DISSOLVED)
    answer = as_(None).get(URL)
    assert set(answer.context["former"]) == {ended, dissolved}
    shown = [body for tier in answer.context["tiers"] for body in tier.bodies]
    assert ended not in shown
    assert dissolved not in shown


@pytest.mark.parametrize("layer", Layer.values)
def test_one_layer_at_a_time(world, as_, layer):
    answer = as_(None).get(URL, {"soort": layer})
    assert answer.status_code == 200
    assert {tier.layer for tier in answer.context["tiers"]} <= {layer}


@pytest.mark.parametrize("odd", ["", "onzin", "\x00", "coalitie' OR 1=1"])
def test_an_unknown_layer_shows_everything(world, as_, odd):
    assert len(as_(None).get(URL, {"soort": odd}).context["tiers"]) == 5


@pytest.mark.parametrize("wide", [WIDE, NARROW])
def test_everything_stays_inside_the_picture(world, wide):
    cast.seat(world.coalition, "een groep met een heel lange naam " * 3)
    for number in range(30):
        cast.seat(world.coalition, f"groep {number}")
    picture = picture_of(tiers(world.bureau, timezone.localdate()), wide)
    for lane in picture.lanes:
        for box in lane.boxes:
            assert lane.y < box.y
            assert box.y + box.height <= lane.y + lane.height
            assert box.x + box.width <= picture.width
            for pill in box.pills:
                assert pill.x + pill.width <= box.x + box.width
                assert pill.y + 32 <= box.y + box.height
                assert width(pill.text, 16) < pill.width


def test_the_page_costs_the_same_for_2_and_20(world, as_):
    client = as_(None)
    client.get(URL)

    def cost():
        with CaptureQueriesContext(connection) as counted:
            client.get(URL)
        return len(counted)

    def add(count):
        for number in range(count):
            body = cast.body(f"Orgaan {count} {number}", part_of=world.coalition)
            cast.mandate(cast.person(f"Mens {count} {number}"), body)
            cast.seat(body, cast.organisation(f"Organisatie {count} {number}"))
            cast.body(f"Oud {count} {number}", ends_on=datetime.date(2022, 1, 1), part_of=body)

    add(2)
    few = cost()
    add(18)
    assert cost() == few


def test_staff_open_the_list_of_bodies_and_others_do_not(world, as_):
    url = reverse("werkbank_bodies")
    assert as_(world.bureau).get(url).status_code == 200
    assert as_(world.member).get(url).status_code == 403
    assert as_(None).get(url).status_code == 302
