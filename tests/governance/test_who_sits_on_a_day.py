"""Who sits in a body for an organisation assesses nothing it brings in or does along, whatever the way."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Role
from governance.bodies.sitting import sitting_on
from tests import world as cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(world):
    return cast.body("Zorgkring")


def state(body, reader, day=None):
    sitting = sitting_on(body, day or timezone.localdate(), reader)
    return [place.state for place in sitting.places]


def page(client, body, **query):
    answer = client.get(reverse("body", args=[body.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_seat_without_a_named_person_is_no_vacancy(world, body, as_):
    cast.seat(body, world.partner_org)
    assert state(body, world.bureau) == ["unnamed"]
    text = page(as_(None), body)
    assert "Zorggroep Duin" in text
    assert "Vacature" not in text


def test_a_seat_somebody_left_is_a_vacancy_and_an_alternate_does_not_fill_it(world, body, as_):
    seat = cast.seat(body, world.partner_org)
    cast.end(cast.mandate(world.member, body, seat=seat))
    cast.mandate(world.partner, body, Role.ALTERNATE, seat=seat)
    assert state(body, world.bureau) == ["vacant"]
    assert "Vacature" in page(as_(None), body)
    assert state(body, world.bureau, datetime.date(2023, 1, 1)) == ["named"]


def test_a_name_shows_only_to_who_may_see_it(world, body, as_):
    seat = cast.seat(body, world.partner_org)
    cast.mandate(world.member, body, seat=seat)
    cast.mandate(world.chair, body, Role.CHAIR)
    text = page(as_(None), body)
    assert "Lot Lid" not in text
    assert "Vera Voorzitter" not in text
    assert "de naam staat niet op de site" in text
    assert "1 persoon die hier niet met naam staat" in text
    for reader in (world.bureau_only, world.member, world.chair):
        assert "Lot Lid" in page(as_(reader), body)
    cast.set_up(lambda: type(world.member.person).objects.update(named_publicly=True))()
    assert "Lot Lid" in page(as_(None), body)


def test_another_day_shows_who_sat_there_then(world, body, as_):
    cast.mandate(world.member, body, starts_on=datetime.date(2021, 1, 1), ends_on=datetime.date(2021, 12, 31))
    cast.mandate(world.chair, body, starts_on=datetime.date(2022, 1, 1))
    reader = as_(world.bureau_only)
    then, now = page(reader, body, op="2021-06-01"), page(reader, body)
    assert "Lot Lid" in then
    assert "Op 1 juni 2021" in then
    assert "Vera Voorzitter" not in then
    assert "Lot Lid" not in now
    assert "Vera Voorzitter" in now


@pytest.mark.parametrize(
    "bad", ["gisteren", "2024-13-45", "0001-01-01", "9999-12-31", "\x00", "-1", "٣", "2024-02-30"]
)
def test_a_day_that_is_none_gets_a_dutch_word_and_shows_today(world, body, as_, bad):
    text = page(as_(None), body, op=bad)
    assert "aria-invalid" in text
    assert "Dit is geen datum" in text or "Kies een datum van 1800 tot en met 2200" in text
    assert "Nu:" in text


def test_the_page_costs_the_same_for_few_and_many(world, as_, django_assert_num_queries):
    def filled(count):
        body = cast.body(f"Orgaan met {count}")
        for number in range(count):
            seat = cast.seat(body, cast.organisation(f"Organisatie {count}-{number}"))
            cast.mandate(cast.person(f"Persoon {count} {number}", named_publicly=True), body, seat=seat)
            cast.body(f"Deel {count} {number}", part_of=body)
        return reverse("body", args=[body.pk])

    few, many = filled(2), filled(20)
    client = as_(None)
    client.get(few)
    with CaptureQueriesContext(connection) as counted:
        client.get(few)
    with django_assert_num_queries(len(counted.captured_queries)):
        client.get(many)


def test_an_unknown_body_is_404(world, as_):
    assert as_(None).get("/organen/00000000-0000-0000-0000-000000000000/").status_code == 404
