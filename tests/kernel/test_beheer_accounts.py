"""An administrator makes and ends accounts, but cannot take one over (promise I4)."""

import os
import subprocess
import sys

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from tests import world as cast
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db


def test_a_new_account_goes_to_the_persons_own_address_with_a_link_for_a_password(world, as_):
    newcomer = cast.person("Nine Nieuw")
    answer = as_(world.admin).post("/beheer/zorgzaam/user/add/", {"person": str(newcomer.pk)})
    assert answer.status_code == 302
    made = User.objects.get(person=newcomer)
    assert made.email == newcomer.email
    assert not made.has_usable_password()
    assert OutgoingMail.objects.filter(to_address=newcomer.email, private=True).count() == 1


def test_a_person_without_an_address_gets_a_word_beside_the_field(world, as_):
    nameless = cast.person("Zonder Adres", email="")
    answer = as_(world.admin).post("/beheer/zorgzaam/user/add/", {"person": str(nameless.pk)})
    assert answer.status_code == 200
    assert "nog geen e-mailadres" in answer.content.decode()


def test_changing_access_works_and_the_owner_hears_of_it(world, as_):
    address = f"/beheer/zorgzaam/user/{world.member.pk}/change/"
    client = as_(world.admin)
    assert client.get(address).status_code == 200
    assert client.post(address, {"version": "1"}).status_code == 302
    assert not User.objects.get(pk=world.member.pk).is_active
    assert OutgoingMail.objects.get(kind="account-notice").to_address == world.member.email


def test_nobody_sets_a_password_or_another_person_in_beheer(world, as_):
    client = as_(world.admin)
    before = User.objects.get(pk=world.chair.pk).password
    data = {"password1": "overgenomen-door-mij", "password2": "overgenomen-door-mij"}
    assert client.post(f"/beheer/zorgzaam/user/{world.chair.pk}/password/", data).status_code in (302, 404)
    stolen = {
        "version": "1",
        "is_active": "on",
        "person": str(cast.person("Ander").pk),
        "email": "dief@deltaland.example",
    }
    client.post(f"/beheer/zorgzaam/user/{world.chair.pk}/change/", stolen)
    after = User.objects.get(pk=world.chair.pk)
    assert (after.password, after.person_id, after.email) == (
        before,
        world.chair.person_id,
        world.chair.email,
    )


def test_the_database_keeps_an_account_with_its_person(world):
    other = cast.person("Ander")
    with (
        acting(SystemActor.COMMAND),
        pytest.raises(ProgrammingError, match="Cannot update"),
        transaction.atomic(),
    ):
        User.objects.filter(pk=world.admin.pk).update(person=other)


def test_the_web_process_refuses_a_demo_on_a_public_address():
    env = {**os.environ, "DEMO": "1", "ALLOWED_HOSTS": "zorg.example", "SITE_URL": "https://zorg.example"}
    start = [sys.executable, "-c", "from zorgzaam.wsgi import application"]
    refused = subprocess.run(start, env=env, capture_output=True, text=True, check=False)
    assert refused.returncode
    assert "bekende wachtwoorden" in refused.stderr
    assert subprocess.run(start, env={**os.environ}, capture_output=True, check=False).returncode == 0
