"""A seat is held by one person at a time, in its own body; the database refuses the rest."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from governance.bodies.models import Mandate, Role
from tests import world as cast

pytestmark = pytest.mark.django_db
START = datetime.date(2024, 1, 1)


@pytest.fixture
def seat(world):
    return cast.seat(world.coalition, world.other_org)


def hold(who, seat, role=Role.MEMBER, **extra):
    return cast.mandate(who, seat.body, role, seat=seat, starts_on=START, **extra)


def test_two_people_cannot_hold_one_seat_on_the_same_day(world, seat):
    hold(world.other_member, seat)
    with pytest.raises(IntegrityError, match="seat_held_by_one"), transaction.atomic():
        hold(world.partner, seat)
    with pytest.raises(IntegrityError, match="seat_held_by_one"), transaction.atomic():
        hold(world.partner, seat, Role.CHAIR)


def test_the_next_may_begin_the_day_after(world, seat):
    last = datetime.date(2024, 6, 30)
    hold(world.other_member, seat, ends_on=last)
    extra = {"seat": seat, "starts_on": last + datetime.timedelta(days=1)}
    assert cast.mandate(world.partner, world.coalition, **extra).pk


def test_an_alternate_may_stand_beside_the_holder_and_the_chair_may_hold_a_seat_as_member(world, seat):
    hold(world.other_member, seat)
    assert hold(world.partner, seat, Role.ALTERNATE).pk
    assert hold(world.other_partner, seat, Role.ALTERNATE).pk
    assert hold(world.other_member, seat, Role.CHAIR).pk


def test_the_same_role_twice_at_a_time_is_refused(world):
    cast.mandate(world.partner, world.coalition)
    with pytest.raises(IntegrityError, match="mandate_once_at_a_time"), transaction.atomic():
        cast.mandate(world.partner, world.coalition, starts_on=START)


def test_a_seat_of_another_body_is_refused(world, seat):
    with pytest.raises(IntegrityError, match="another body"), transaction.atomic():
        cast.mandate(world.partner, world.other, seat=seat)


def test_a_seat_stays_in_its_body(world, seat):
    with pytest.raises(Exception, match="stays_in_its_body"), transaction.atomic():
        cast.set_up(lambda: type(seat).objects.filter(pk=seat.pk).update(body=world.other))()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("guard", ["seat_held_by_one", "mandate_once_at_a_time"])
def test_without_the_constraint_the_overlap_would_be_accepted(world, owner_sql, guard):
    """The control: it is the constraint that refuses, nothing else."""
    seat = cast.seat(world.coalition, world.other_org)
    hold(world.other_member, seat)
    twice = world.partner if guard == "seat_held_by_one" else world.other_member
    connection.close()
    owner_sql(f"ALTER TABLE governance_mandate DROP CONSTRAINT {guard}")
    assert hold(twice, seat).pk
    assert Mandate.objects.filter(seat=seat).count() == 2
