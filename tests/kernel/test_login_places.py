"""Where a login comes from: behind our proxies the visitor's address, and never one that the visitor wrote."""

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory

from tests.world import PASSWORD
from zorgzaam.accounts import siege
from zorgzaam.accounts.place import client_address

pytestmark = pytest.mark.django_db
LOGIN = "/account/inloggen/"
HERE, THERE, PROXY = "198.51.100.7", "203.0.113.9", "10.0.0.1"


def log_in(user, password=PASSWORD, seen="", connection=PROXY):
    """One login over `connection`, with `seen` in X-Forwarded-For."""
    headers = {"HTTP_X_FORWARDED_FOR": seen} if seen else {}
    client = Client(REMOTE_ADDR=connection, **headers)
    return client.post(LOGIN, {"login": user.email, "password": password}).status_code


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, HERE, PROXY),
        (1, HERE, HERE),
        (1, f"6.6.6.6, {HERE}", HERE),
        (2, f"6.6.6.6, {HERE}, 10.0.0.2", HERE),
        (2, HERE, PROXY),
        (1, "", PROXY),
        (1, " , ", PROXY),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(settings, proxies, header, address):
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=header)
    assert client_address(request) == address


def test_behind_the_proxy_one_place_is_locked_and_the_other_is_not(world, settings):
    settings.PROXY_COUNT = 1
    for _ in range(settings.AXES_FAILURE_LIMIT):
        log_in(world.chair, "fout", seen=HERE)
    assert log_in(world.chair, seen=HERE) == 429
    assert log_in(world.chair, seen=f"{THERE}, {HERE}") == 429, "a written address is no other place"
    assert log_in(world.chair, seen=THERE) == 302


def test_without_a_proxy_another_header_is_not_another_place(world, settings):
    settings.PROXY_COUNT = 0
    for number in range(settings.AXES_FAILURE_LIMIT):
        log_in(world.chair, "fout", seen=f"198.51.100.{number}")
    assert log_in(world.chair, seen=THERE) == 429
    assert set(AccessAttempt.objects.values_list("ip_address", flat=True)) == {PROXY}


def test_control_when_the_header_were_believed_guessing_would_go_on(world, settings):
    settings.PROXY_COUNT = 1
    for number in range(settings.AXES_FAILURE_LIMIT):
        log_in(world.chair, "fout", seen=f"198.51.100.{number}")
    assert log_in(world.chair, seen=THERE) == 302


# ---------------------------------------------------------------- from everywhere at once
@pytest.fixture
def besieged(world, settings, monkeypatch):
    """A partner, who came in from HERE before; then many places guess."""
    settings.PROXY_COUNT = 1
    monkeypatch.setattr(siege, "SIEGE", 20)
    assert log_in(world.partner, seen=HERE) == 302
    for number in range(20):
        log_in(world.partner, "fout", seen=f"192.0.2.{number}")
    return world.partner


def test_a_siege_closes_the_account_to_strange_places(besieged):
    assert log_in(besieged, seen=THERE) == 429


def test_a_siege_does_not_keep_the_owner_out_of_where_they_work(besieged):
    assert log_in(besieged, seen=HERE) == 302


def test_a_siege_of_one_account_is_nothing_to_another(besieged, world):
    assert log_in(world.other_partner, seen=THERE) == 302


def test_control_without_the_count_of_all_places_a_siege_goes_on(besieged, monkeypatch):
    monkeypatch.setattr(siege, "SIEGE", 10**6)
    assert log_in(besieged, seen=THERE) == 302
