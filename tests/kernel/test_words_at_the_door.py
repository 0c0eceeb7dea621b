"""What somebody reads who sets up a second factor, mistypes, or is locked out: our words, and what to do now."""

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.world import PASSWORD

pytestmark = pytest.mark.django_db
CONNECT = "/account/tweede-factor/instellen/"
LOGIN = "/account/inloggen/"


def just_in(user):
    """A client that gave its password a moment ago, so that no page asks it again."""
    client = Client()
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    return client


def test_who_must_have_a_second_factor_reads_why_and_has_a_way_out(world, settings):
    Authenticator.objects.filter(user=world.bureau).delete()
    client = just_in(world.bureau)
    settings.MFA_REQUIRED_FOR_STAFF = True
    assert client.get("/werkbank/").url == CONNECT
    answer = client.get(CONNECT)
    assert answer.status_code == 200, answer.headers
    page = answer.text
    assert "Jouw rol vraagt een tweede stap" in page
    assert "Later, log nu uit" in page
    assert ">Annuleren<" not in page, "it would lead to a page that leads back here"
    settings.MFA_REQUIRED_FOR_STAFF = False
    assert ">Annuleren<" in client.get(CONNECT).text


def test_who_gave_the_password_long_ago_gives_it_again(world):
    Authenticator.objects.filter(user=world.bureau).delete()
    client = just_in(world.bureau)
    assert client.get(CONNECT).status_code == 200
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] -= 301
    session.save()
    assert "/account/opnieuw-inloggen/" in client.get(CONNECT).url


def test_a_wrong_code_is_explained_in_dutch(world):
    Authenticator.objects.filter(user=world.bureau).delete()
    page = just_in(world.bureau).post(CONNECT, {"code": "000000"}).text
    assert "Code uit de app" in page
    assert "Deze code klopt niet" in page
    assert "Authenticator code" not in page


def test_a_wrong_password_is_told_without_saying_which_of_both(world):
    page = Client().post(LOGIN, {"login": world.member.email, "password": "iets-heel-anders"}).text
    assert "horen niet bij elkaar" in page
    assert "placeholder=" not in page.split("<main", 1)[1].split("</form>")[0]


def test_who_is_locked_out_can_ask_a_new_password_at_once(world):
    client = Client()
    for number in range(9):
        answer = client.post(LOGIN, {"login": world.member.email, "password": f"fout-fout-{number}"})
    assert answer.status_code == 429
    assert 'href="/account/wachtwoord/vergeten/"' in answer.text


def test_a_link_that_no_longer_works_says_so_and_leads_to_a_new_one():
    page = Client().get("/account/wachtwoord/nieuw/abc-def/", follow=True).text
    assert "<h1>Deze link werkt niet meer</h1>" in page
    assert "Vraag een nieuwe link aan" in page
