"""Logging in and out, lock-out, forgotten passwords and the second factor, through the pages themselves."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests import world as cast
from tests.kernel.second_factor import code_for
from tests.world import PASSWORD
from zorgzaam.accounts import factor
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
LOGIN = "/account/inloggen/"


def log_in(user_or_address, password=PASSWORD, client=None, **extra):
    address = getattr(user_or_address, "email", user_or_address)
    client = client or Client()
    return client, client.post(LOGIN, {"login": address, "password": password}, **extra)


def is_in(client):
    return "Uitloggen" in client.get("/").content.decode()


def test_somebody_logs_in_with_the_address_in_any_case_and_comes_in_by_their_door(world):
    doors = {
        world.member: "/werkbank/",
        world.statenlid: "/staten/",
        world.partner: "/partner/",
    }
    for user, door in doors.items():
        client, answer = log_in(user.email.upper())
        assert answer.url == "/welkom/"
        assert client.get("/welkom/").url == door
    client, _ = log_in(cast.account("Zonder Rol").email)
    assert "nog geen plek" in client.get("/welkom/").content.decode()


@pytest.mark.parametrize("password", ["", "fout-wachtwoord", PASSWORD.upper(), "\x00"])
def test_a_wrong_password_does_not_get_in(world, password):
    client, answer = log_in(world.partner, password)
    assert answer.status_code == 200
    assert not is_in(client)


def test_after_too_many_failures_the_address_is_locked_from_that_place_and_nobody_else(world, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        _, answer = log_in(world.partner, "fout")
    assert answer.status_code == 429
    client, answer = log_in(world.partner)
    assert answer.status_code == 429
    assert 'lang="nl"' in answer.content.decode()
    assert not is_in(client)
    assert is_in(log_in(world.other_partner)[0])
    assert is_in(log_in(world.partner, REMOTE_ADDR="192.0.2.9")[0])


def test_the_failures_of_a_lock_out_are_counted_per_address_in_any_case(world, settings):
    for number in range(settings.AXES_FAILURE_LIMIT):
        address = world.partner.email
        log_in(address.upper() if number % 2 else address, "fout")
    assert log_in(world.partner)[1].status_code == 429


# ---------------------------------------------------------------- forgotten
def test_forgotten_says_the_same_to_members_and_strangers_and_mails_members_only(world):
    answers = []
    for address in (world.partner.email, "vreemde@elders.example"):
        client = Client()
        answer = client.post("/account/wachtwoord/vergeten/", {"email": address}, follow=True)
        answers.append(
            (answer.redirect_chain, re.sub(r"nonce=\"[^\"]*\"|value=\"[^\"]*\"", "", answer.content.decode()))
        )
    assert answers[0][0] == answers[1][0]
    assert OutgoingMail.objects.get().to_address == world.partner.email
    assert OutgoingMail.objects.get().private


def test_the_link_in_the_mail_sets_a_new_password_once(world):
    Client().post("/account/wachtwoord/vergeten/", {"email": world.partner.email})
    link = re.search(r"https?://\S+?(/account/wachtwoord/nieuw/\S+)", OutgoingMail.objects.get().text)[1]
    client = Client()
    form = client.get(link, follow=True)
    new = "een-heel-ander-wachtwoord"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert is_in(log_in(world.partner, new)[0])
    assert not is_in(log_in(world.partner)[0])
    again = Client().get(link, follow=True)
    assert "password1" not in again.content.decode()


def test_nobody_signs_up():
    client = Client()
    data = {"email": "nieuw@elders.example", "password1": PASSWORD, "password2": PASSWORD}
    assert "password1" not in client.get("/account/aanmelden/").content.decode()
    client.post("/account/aanmelden/", data)
    from zorgzaam.accounts.models import User

    assert not User.objects.filter(email="nieuw@elders.example").exists()


def test_logging_out_takes_a_post(world):
    client, _ = log_in(world.partner)
    client.get("/account/uitloggen/")
    assert is_in(client)
    client.post("/account/uitloggen/")
    assert not is_in(client)


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(world, settings):
    settings.SESSION_COOKIE_SECURE = True
    _, answer = log_in(world.partner)
    cookie = answer.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], bool(cookie["secure"])) == (True, "Lax", True)


def test_a_login_never_sends_on_to_another_site(world):
    client = Client()
    answer = client.post(
        f"{LOGIN}?next=https://kwaad.example/", {"login": world.partner.email, "password": PASSWORD}
    )
    assert "kwaad.example" not in answer.url


# ---------------------------------------------------------------- the second factor
@pytest.fixture
def staff(world):
    """Somebody of the netwerkbureau who has no second factor yet."""
    Authenticator.objects.filter(user=world.bureau_only).delete()
    return world.bureau_only


def activate(client):
    """Set up a second factor through the page; gives the secret."""
    page = client.get("/account/tweede-factor/instellen/")  # who just logged in types no password again
    secret = page.context["form"].secret
    answer = client.post("/account/tweede-factor/instellen/", {"code": code_for(secret)})
    assert answer.status_code == 302
    return secret


def test_staff_without_a_second_factor_see_nothing_before_they_set_one_up(staff, settings):
    settings.MFA_REQUIRED_FOR_STAFF = True
    client, _ = log_in(staff)
    for path in ("/werkbank/", "/werkbank/post/", "/", "/zoeken/", "/beheer/"):
        assert client.get(path).url == "/account/tweede-factor/instellen/"
    activate(client)
    assert client.get("/werkbank/post/").status_code == 200


@pytest.mark.parametrize("office", ["chair", "secretary"])
def test_who_holds_an_office_needs_a_second_factor_and_a_member_does_not(world, as_, settings, office):
    settings.MFA_REQUIRED_FOR_STAFF = True
    holder = getattr(world, office)
    assert as_(holder).get("/werkbank/").status_code == 200
    Authenticator.objects.filter(user=holder).delete()
    assert as_(holder).get("/werkbank/").url == "/account/tweede-factor/instellen/"
    assert as_(world.member).get("/werkbank/").status_code == 200
    cast.end(holder.person.mandates.get())
    assert as_(holder).get("/").status_code == 200, "an office that ended asks nothing any more"


def test_control_an_office_nobody_told_of_needs_none(world, as_, settings, monkeypatch):
    settings.MFA_REQUIRED_FOR_STAFF = True
    Authenticator.objects.filter(user=world.chair).delete()
    monkeypatch.setattr(factor, "_asking", {})
    assert as_(world.chair).get("/werkbank/").status_code == 200


def test_others_and_the_demo_need_no_second_factor(world, staff, settings):
    settings.MFA_REQUIRED_FOR_STAFF = True
    assert is_in(log_in(world.partner)[0])
    settings.MFA_REQUIRED_FOR_STAFF = False
    assert is_in(log_in(staff)[0])


def test_a_login_with_a_second_factor_needs_the_code_and_a_recovery_code_works_once(staff, settings):
    settings.MFA_REQUIRED_FOR_STAFF = True
    client, _ = log_in(staff)
    secret = activate(client)
    codes = Authenticator.objects.get(user=staff, type="recovery_codes").wrap().get_unused_codes()
    client, answer = log_in(staff)
    assert answer.url == "/account/tweede-factor/code/"
    assert not is_in(client)
    assert client.post("/account/tweede-factor/code/", {"code": "000000"}).status_code == 200
    assert not is_in(client)
    from django.core.cache import cache

    cache.clear()  # a code is good for one login; the one of a minute ago was used to set it up
    client.post("/account/tweede-factor/code/", {"code": code_for(secret)})
    assert is_in(client)
    for code, works in ((codes[0], True), (codes[0], False), (codes[1], True)):
        client, _ = log_in(staff)
        client.post("/account/tweede-factor/code/", {"code": code})
        assert is_in(client) == works


def test_beheer_is_entered_through_the_login_of_the_house_only(world, settings):
    client = Client()
    answer = client.post("/beheer/login/", {"username": world.admin.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert answer.url.startswith(LOGIN)
    assert client.get("/beheer/").status_code == 302


def test_beheer_never_shows_the_secret_of_a_second_factor(world, as_):
    factor = Authenticator.objects.get(user=world.admin)
    page = as_(world.admin).get(f"/beheer/mfa/authenticator/{factor.pk}/change/").content.decode()
    assert factor.data["secret"] not in page
