"""A new account comes with an invitation that says whose, from whom, what for and how long; and two people do not
share an address unseen."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import world as cast
from tests.beheer.making import opened
from zorgzaam.accounts.models import User
from zorgzaam.house import House
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
ADD = "/beheer/zorgzaam/user/add/"


@pytest.fixture
def newcomer(world, as_):
    person = cast.person("Nine Nieuw")
    answer = as_(world.admin).post(ADD, {"person": str(person.pk)}, follow=True)
    assert f"De uitnodiging gaat naar {person.email}." in answer.content.decode()
    return User.objects.get(person=person)


def link_in(mail):
    return re.search(r"https?://\S+?(/account/wachtwoord/nieuw/\S+)", mail.text)[1]


def test_the_invitation_says_who_what_and_how_long(world, newcomer):
    mail = OutgoingMail.objects.get(to_address=newcomer.email)
    network = House.objects.get().network_name
    assert mail.subject == f"Je account bij {network} staat klaar"
    for words in (
        "Beste Nine Nieuw",
        world.admin.person.name,
        network,
        "werkt één keer, tot ",
        newcomer.email,
    ):
        assert words in mail.text
    assert mail.private


def test_the_link_opens_an_account_in_words_for_a_first_password(world, newcomer):
    client = Client()
    form = client.get(link_in(OutgoingMail.objects.get(to_address=newcomer.email)), follow=True)
    assert "Kies je wachtwoord" in form.content.decode()
    new = "een-heel-eigen-wachtwoord"
    url = form.redirect_chain[-1][0]
    done = client.post(url, {"password1": new, "password2": new}, follow=True).content.decode()
    assert "Je account is klaar" in done
    assert User.objects.get(pk=newcomer.pk).check_password(new)


def test_who_had_a_password_reads_the_other_words(world):
    Client().post("/account/wachtwoord/vergeten/", {"email": world.partner.email})
    form = Client().get(link_in(OutgoingMail.objects.get()), follow=True).content.decode()
    assert "Kies een nieuw wachtwoord" in form
    assert "Kies je wachtwoord" not in form


def test_the_invitation_goes_again_once_per_press(world, as_, newcomer):
    client, url = as_(world.admin), f"/beheer/zorgzaam/user/{newcomer.pk}/change/"
    assert "Stuur de uitnodiging opnieuw" in client.get(url).content.decode()
    press = {"_invite": "1", "form_key": "2f0b7a3e-5f0f-4d8e-9a55-5d5b2d6f1f00"}
    for _ in range(2):
        assert client.post(url, press).status_code == 302
    assert OutgoingMail.objects.filter(to_address=newcomer.email).count() == 2
    # The control: another press is another mail.
    client.post(url, {**press, "form_key": "2f0b7a3e-5f0f-4d8e-9a55-5d5b2d6f1f01"})
    assert OutgoingMail.objects.filter(to_address=newcomer.email).count() == 3


def test_who_has_a_password_is_not_invited_again(world, as_):
    client, url = as_(world.admin), f"/beheer/zorgzaam/user/{world.member.pk}/change/"
    assert "Stuur de uitnodiging opnieuw" not in client.get(url).content.decode()
    assert client.post(url, {"_invite": "1"}).status_code == 302
    assert not OutgoingMail.objects.filter(to_address=world.member.email).exists()


@pytest.mark.parametrize("who", ["bureau", "chair", None])
def test_only_beheer_invites(world, as_, newcomer, who):
    url = f"/beheer/zorgzaam/user/{newcomer.pk}/change/"
    as_(who and getattr(world, who)).post(url, {"_invite": "1"})
    assert OutgoingMail.objects.filter(to_address=newcomer.email).count() == 1


def test_an_account_without_a_place_hears_what_it_may_do_and_whom_to_ask(world, as_, newcomer):
    page = as_(newcomer).get(reverse("after_login"))
    assert page.status_code == 200
    assert House.objects.get().office_name in page.content.decode()
    assert as_(world.partner).get(reverse("after_login")).status_code == 302


# ---------------------------------------------------------------- one address, two people
def test_a_second_person_with_the_same_address_is_told_first_and_may_be_kept(world, as_):
    client, url = as_(world.admin), reverse("admin:zorgzaam_person_add")
    typed = {**opened(client, url), "name": "Naam Genoot", "email": world.member.email.upper()}
    first = client.post(url, typed)
    assert first.status_code == 200
    page = first.content.decode()
    assert world.member.person.name in page
    assert reverse("admin:zorgzaam_person_change", args=[world.member.person_id]) in page
    assert client.post(url, {**typed, "same_address": "on"}).status_code == 302


def test_the_same_person_saves_with_their_own_address(world, as_):
    """The control: the question is about others only."""
    client = as_(world.admin)
    url = reverse("admin:zorgzaam_person_change", args=[world.member.person_id])
    assert client.post(url, {**opened(client, url), "phone": "0320 000 000"}).status_code == 302


def test_one_address_has_one_account_and_the_refusal_leads_to_it(world, as_):
    double = cast.person("Naam Genoot", email=world.member.email.upper())
    page = as_(world.admin).post(ADD, {"person": str(double.pk)}).content.decode()
    assert f'href="/beheer/zorgzaam/user/{world.member.pk}/change/"' in page
    assert User.objects.filter(email__iexact=world.member.email).count() == 1


def test_choosing_who_gets_an_account_shows_the_address_and_nobody_who_has_one(world, as_):
    newcomer = cast.person("Lot Later")
    asked = {"app_label": "zorgzaam", "model_name": "user", "field_name": "person", "term": "Lot"}
    found = as_(world.admin).get(reverse("admin:autocomplete"), asked).json()["results"]
    assert found == [{"id": str(newcomer.pk), "text": f"Lot Later ({newcomer.email})"}]
    # The control: for a mandate everybody can be chosen.
    asked |= {"app_label": "governance", "model_name": "mandate"}
    found = as_(world.admin).get(reverse("admin:autocomplete"), asked).json()["results"]
    assert len(found) == 2
