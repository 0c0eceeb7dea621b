"""Who somebody is today, and that a revoked right ends at the next request (promise I10)."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from governance.bodies.models import Role
from tests import world as cast
from zorgzaam.standing import NOBODY, StandIn, standing_of, standing_on

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today


def test_each_role_of_the_cast_is_who_it_should_be(world):
    bureau = cast.fresh(world.bureau).standing
    assert (bureau.is_bureau, bureau.is_admin) == (True, False)
    assert cast.fresh(world.secretary).standing.holds(world.coalition.pk, Role.SECRETARY)
    assert not cast.fresh(world.member).standing.holds(world.coalition.pk, Role.SECRETARY, Role.CHAIR)
    assert cast.fresh(world.partner).standing.organisations == {world.partner_org.pk}
    assert cast.fresh(world.statenlid).standing.councils == {world.staten.pk}
    admin = cast.fresh(world.admin).standing
    assert (admin.is_admin, admin.is_bureau, dict(admin.bodies)) == (True, False, {})


def test_a_visitor_and_an_inactive_account_are_nobody(world):
    assert standing_of(AnonymousUser()) is NOBODY
    type(world.bureau).objects.filter(pk=world.bureau.pk).update(is_active=True)
    user = cast.fresh(world.bureau)
    user.is_active = False
    assert standing_of(user) is NOBODY


def test_superuser_without_staff_is_no_administrator(world):
    user = cast.fresh(world.admin)
    user.is_staff = False
    assert not user.standing.is_admin


def test_a_stand_in_reads_but_is_nobody_signed_in(world):
    standing = standing_on(world.member.person_id, timezone.localdate())
    reader = StandIn(standing)
    assert standing_of(reader).sits_in(world.coalition.pk)
    assert standing_of(reader).user_id is None
    assert not reader.is_authenticated


def test_a_mandate_counts_from_its_first_to_its_last_day(world):
    day = datetime.date(2026, 3, 29)  # the night summer time begins
    new = cast.account("Nova Nieuw")
    cast.mandate(new, world.coalition, starts_on=day, ends_on=day)
    holds = [
        standing_on(new.person_id, day + datetime.timedelta(days=n)).sits_in(world.coalition.pk)
        for n in (-1, 0, 1)
    ]
    assert holds == [False, True, False]


def test_standing_costs_the_same_number_of_queries_whatever_somebody_does(world, django_assert_num_queries):
    busy = cast.account("Drukke Dirk")
    for number in range(20):
        cast.mandate(busy, cast.body(f"Overleg {number}"))
        cast.representation(busy, cast.organisation(f"Organisatie {number}"))
    idle = cast.fresh(cast.account("Lege Leen"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        assert not idle.standing.bodies
    user = cast.fresh(busy)
    with django_assert_num_queries(len(few)):
        assert len(user.standing.bodies) == 20
    with django_assert_num_queries(0):
        assert user.standing is user.standing


# ---------------------------------------------------------------- I10, with a session that stays open
def test_a_mandate_that_ends_gives_no_right_at_the_next_request(world, as_):
    client = as_(world.bureau_only)
    assert client.get("/werkbank/post/").status_code == 200
    cast.end(world.bureau_only.person.mandates.get())
    assert client.get("/werkbank/post/").status_code == 403


def test_an_account_that_is_closed_is_out_at_the_next_request(world, as_):
    client = as_(world.member)
    assert client.get("/werkbank/").status_code == 200
    with_actor = cast.set_up(
        lambda: type(world.member).objects.filter(pk=world.member.pk).update(is_active=False)
    )
    with_actor()
    assert client.get("/werkbank/").status_code == 302


def test_an_administrator_who_is_none_any_more_is_out_of_beheer_at_the_next_request(world, as_):
    client = as_(world.admin)
    assert client.get("/beheer/").status_code == 200
    cast.set_up(lambda: type(world.admin).objects.filter(pk=world.admin.pk).update(is_superuser=False))()
    assert client.get("/beheer/").status_code == 302


def test_a_new_password_ends_the_other_sessions(world, as_):
    client = as_(world.member)

    def change():
        user = cast.fresh(world.member)
        user.set_password("een-heel-ander-wachtwoord")
        user.save()

    cast.set_up(change)()
    assert client.get("/werkbank/").status_code == 302
