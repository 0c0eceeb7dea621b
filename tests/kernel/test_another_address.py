"""Another e-mail address for an account: beheer asks, the owner confirms, both addresses hear of it (promise I4)."""

import datetime

import pytest
from django.utils import timezone

from tests import world as cast
from zorgzaam.accounts.address import HOLDS, AddressChange
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import changes_of
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
NEW = "nieuw.adres@deltaland.example"
WHY = "Zij belde: haar organisatie heet anders."


def page_of(user):
    return f"/beheer/zorgzaam/user/{user.pk}/adres/"


def ask(client, user, address=NEW, reason=WHY):
    return client.post(page_of(user), {"address": address, "reason": reason}, follow=True)


@pytest.fixture
def asked(world, as_):
    assert "om het te bevestigen" in ask(as_(world.admin), world.member).text
    return AddressChange.objects.get(user=world.member)


def confirm(client, asked):
    return client.post(f"/account/e-mail/bevestigen/{asked.pk}/", follow=True)


def asked_at(asked, moment):
    cast.set_up(AddressChange.objects.filter(pk=asked.pk).update)(asked_at=moment)


def now(user):
    return User.objects.get(pk=user.pk).email


def test_nothing_changes_until_the_owner_confirms_and_both_addresses_hear(world, as_, asked):
    old = world.member.email
    assert now(world.member) == old
    letter = OutgoingMail.objects.get(to_address=NEW, private=True)
    assert str(asked.pk) in letter.text
    assert WHY in letter.text
    assert NEW in OutgoingMail.objects.get(to_address=old, private=True).text
    client = as_(world.member)
    assert NEW in client.get(f"/account/e-mail/bevestigen/{asked.pk}/").text
    assert "Je logt voortaan in met" in confirm(client, asked).text
    assert now(world.member) == NEW
    assert Person.objects.get(pk=world.member.person_id).email == NEW
    assert OutgoingMail.objects.filter(to_address=old, private=True).count() == 2


def test_history_says_who_asked_who_confirmed_and_why(world, as_, asked):
    confirm(as_(world.member), asked)
    (made,) = [change for change in changes_of(asked) if change.label == "toegevoegd"]
    assert (made.actor_key, made.reason) == (f"person:{world.admin.person_id}", WHY)
    moved = changes_of(User.objects.get(pk=world.member.pk))[0]
    assert (moved.actor_key, moved.reason) == (f"person:{world.member.person_id}", WHY)
    assert NEW not in str([vars(event) for event in asked.history.all()]), "history keeps no addresses"


@pytest.mark.parametrize("who", ["admin", "bureau", "chair"])
def test_nobody_but_the_owner_confirms(world, as_, asked, who):
    assert confirm(as_(getattr(world, who)), asked).status_code == 404
    assert not asked.confirm(by=getattr(world, who)), "the model itself refuses too"
    assert now(world.member) != NEW
    assert asked.confirm(by=world.member), "the same asks the owner and works"


def test_a_link_works_once_for_a_week_and_only_the_last_one(world, as_, asked):
    client = as_(world.member)
    ask(as_(world.admin), world.member, "nog.nieuwer@deltaland.example")
    assert "Deze link werkt niet meer" in confirm(client, asked).text
    last = AddressChange.objects.get(user=world.member, ended_at=None)
    asked_at(last, timezone.now() - HOLDS - datetime.timedelta(minutes=1))
    assert "Deze link werkt niet meer" in confirm(client, last).text
    asked_at(last, timezone.now())
    confirm(client, last)
    assert now(world.member) == "nog.nieuwer@deltaland.example"
    assert not last.confirm(by=world.member)


def test_an_address_of_another_account_is_refused_before_and_at_the_end(world, as_, asked):
    assert "al een account" in ask(as_(world.admin), world.member, world.chair.email.upper()).text
    cast.set_up(User.objects.filter(pk=world.chair.pk).update)(email=NEW)
    assert "Deze link werkt niet meer" in confirm(as_(world.member), asked).text
    assert now(world.member) != NEW


def test_who_never_chose_a_password_gets_the_invitation_on_the_right_address(world, as_):
    person = cast.person("Tik Fout", email="tikfuot@deltaland.example")
    client = as_(world.admin)
    client.post("/beheer/zorgzaam/user/add/", {"person": str(person.pk)})
    user = User.objects.get(person=person)
    assert "nieuwe uitnodiging" in ask(client, user).text
    assert now(user) == NEW
    assert OutgoingMail.objects.filter(kind="account-invitation", to_address=NEW).count() == 1


def test_only_beheer_asks_and_an_erased_person_leaves_no_address(world, as_, asked):
    assert as_(world.bureau).get(page_of(world.member)).status_code in (302, 403)
    cast.set_up(world.member.person.erase)()
    assert not AddressChange.objects.filter(address=NEW).exists()
