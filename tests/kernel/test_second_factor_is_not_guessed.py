"""Codes of the second factor cannot be guessed: after too many wrong ones no code is looked at for half an hour."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.kernel.second_factor import code_for
from tests.world import PASSWORD
from zorgzaam.accounts import codes
from zorgzaam.accounts.codes import LOCKED_FOR, MOST, WrongCode

pytestmark = pytest.mark.django_db
CODE = "/account/tweede-factor/code/"
AGAIN = "/account/tweede-factor/opnieuw/"
SECRET = "A" * 32


def half_in(user):
    """A client that gave the right password and is asked for a code."""
    client = Client()
    answer = client.post("/account/inloggen/", {"login": user.email, "password": PASSWORD})
    assert answer.url == CODE
    return client


def right_code():
    return code_for(SECRET)


def is_in(client):
    return "Uitloggen" in client.get("/").content.decode()


def try_wrong(user, times):
    client = half_in(user)
    return [client.post(CODE, {"code": f"{number:06}"}).status_code for number in range(times)]


def test_sixty_wrong_codes_lock_and_then_the_right_one_does_not_help(world):
    answers = try_wrong(world.bureau, 60)
    assert answers[:MOST] == [200] * MOST
    assert set(answers[MOST:]) == {429}
    client = half_in(world.bureau)
    locked = client.post(CODE, {"code": right_code()})
    assert locked.status_code == 429
    assert "Te veel pogingen" in locked.text
    assert not is_in(client)
    assert WrongCode.objects.count() == MOST, "what was not looked at does not keep the lock alive"


def test_a_right_code_in_time_passes_and_begins_the_count_again(world):
    assert set(try_wrong(world.bureau, MOST - 1)) == {200}
    client = half_in(world.bureau)
    client.post(CODE, {"code": right_code()})
    assert is_in(client)
    assert not WrongCode.objects.exists()


def test_the_lock_is_of_one_account_and_ends_by_itself(world):
    try_wrong(world.bureau, MOST + 1)
    other = half_in(world.bureau_only)
    other.post(CODE, {"code": right_code()})
    assert is_in(other)
    WrongCode.objects.update(at=timezone.now() - LOCKED_FOR - datetime.timedelta(seconds=1))
    client = half_in(world.bureau)
    cache.clear()
    client.post(CODE, {"code": right_code()})
    assert is_in(client)


def test_a_cache_that_forgets_opens_nothing(world):
    client = half_in(world.bureau)
    for _ in range(MOST):
        client.post(CODE, {"code": "000000"})
        cache.clear()
    assert client.post(CODE, {"code": right_code()}).status_code == 429


def test_recovery_codes_count_too_and_so_does_proving_again_who_you_are(world, as_):
    Authenticator.objects.create(
        user=world.bureau, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0}
    )
    inside = as_(world.bureau)
    answers = [inside.post(AGAIN, {"code": f"{number:08}"}).status_code for number in range(MOST + 1)]
    assert answers[-1] == 429
    assert try_wrong(world.bureau, 1) == [429]


def test_control_without_the_count_guessing_goes_on(world, monkeypatch):
    monkeypatch.setattr(codes, "MOST", 10**6)
    assert set(try_wrong(world.bureau, 20)) == {200}


def test_old_wrong_codes_are_forgotten(world):
    WrongCode.objects.create(user=world.bureau, at=timezone.now() - LOCKED_FOR * 2)
    WrongCode.objects.create(user=world.bureau)
    assert codes.forget_old() == 1
