"""A mandate gives standing on its days and on no other (promise I10)."""

import datetime

import pytest
from django.utils import timezone

from governance.bodies.models import Role
from tests import world as cast

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def somebody(world):
    return cast.account("Iris Iemand")


@pytest.mark.parametrize(
    ("starts", "ends", "sits"),
    [(-10, None, True), (-10, 0, True), (-10, -1, False), (0, 5, True), (1, None, False), (0, 0, True)],
)
def test_standing_holds_from_the_first_day_to_the_last(world, somebody, starts, ends, sits):
    today = timezone.localdate()
    until = None if ends is None else today + ends * DAY
    cast.mandate(somebody, world.coalition, Role.MEMBER, starts_on=today + starts * DAY, ends_on=until)
    assert cast.fresh(somebody).standing.sits_in(world.coalition.pk) is sits


def test_a_mandate_in_the_office_that_ended_yesterday_makes_nobody_staff(world):
    assert world.bureau_only.standing.is_bureau
    cast.end(world.bureau_only.person.mandates.get())
    assert not cast.fresh(world.bureau_only).standing.is_bureau


def test_ending_twice_changes_nothing_twice(world):
    mandate = world.member.person.mandates.get()
    day = datetime.date(2024, 6, 30)
    assert mandate.end(by=world.bureau, on=day, reason="verhuisd") is True
    before = mandate.history.count()
    assert mandate.end(by=world.bureau, on=day, reason="verhuisd") is False
    assert mandate.end(by=world.bureau, on=day + DAY, reason="toch later") is False
    assert (mandate.ends_on, mandate.history.count()) == (day, before)


def test_the_end_is_kept_with_who_and_why(world):
    mandate = world.member.person.mandates.get()
    mandate.end(by=world.bureau, on=datetime.date(2024, 6, 30), reason="verhuisd")
    event = mandate.history.order_by("-pgh_id").first()
    assert event.pgh_context["actor"] == f"person:{world.bureau.person_id}"
    assert event.pgh_context["reason"] == "verhuisd"


@pytest.mark.parametrize("mandates", [1, 8])
def test_standing_costs_the_same_for_one_and_for_many_mandates(
    world, somebody, mandates, django_assert_num_queries
):
    for number in range(mandates):
        cast.mandate(somebody, cast.body(f"Orgaan {number}"))
        cast.representation(somebody, cast.organisation(f"Organisatie {number}"))
    reader = cast.fresh(somebody)
    with django_assert_num_queries(2):
        assert len(reader.standing.bodies) == mandates
