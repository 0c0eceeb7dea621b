"""`manage.py setup_region` starts a region in an empty database and refuses a filled one."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from governance.bodies.models import Body, BodyKind
from partners.organisations.models import Organisation
from partners.regions.models import Municipality, Region
from zorgzaam.accounts.models import User
from zorgzaam.house import House
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
ANSWERS = {
    "--network": "Gezond Deltaland",
    "--region": "Deltaland",
    "--municipalities": "Kreekdam, Duindorp,, Kreekdam",
    "--admin-name": "Beer Beheer",
    "--admin-email": "Beheer@deltaland.example",
}


def set_up(**changed):
    options = ANSWERS | {f"--{name.replace('_', '-')}": value for name, value in changed.items()}
    words = [word for name, value in options.items() if value is not None for word in (name, value)]
    out = StringIO()
    call_command("setup_region", "--no-input", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_it_makes_what_a_region_starts_with_and_nothing_more(monkeypatch):
    monkeypatch.setenv("SETUP_PASSWORD", "een lang eigen wachtwoord")
    assert "staat klaar" in set_up()
    house = House.objects.get()
    assert (house.network_name, house.region_name, house.code) == (
        "Gezond Deltaland",
        "Deltaland",
        "deltaland",
    )
    ours = Region.objects.get(is_ours=True)
    assert set(
        Municipality.objects.filter(region_memberships__region=ours).values_list("slug", flat=True)
    ) == {
        "kreekdam",
        "duindorp",
    }
    assert {body.kind for body in Body.objects.all()} == {BodyKind.OFFICE, BodyKind.YEARLY_MEETING}
    assert not Organisation.objects.exists()
    admin = User.objects.get()
    assert admin.standing.is_admin
    assert not admin.standing.is_bureau
    assert admin.check_password("een lang eigen wachtwoord")


def test_the_administrator_logs_in_and_the_site_works_while_empty(monkeypatch, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    monkeypatch.setenv("SETUP_PASSWORD", "een lang eigen wachtwoord")
    set_up()
    client = Client()
    data = {"login": "beheer@deltaland.example", "password": "een lang eigen wachtwoord"}
    assert client.post("/account/inloggen/", data).status_code == 302
    for path in ("/", "/netwerk/", "/organisaties/", "/gemeenten/", "/beheer/"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "Flevoland" not in answer.content.decode()


def test_without_a_password_there_is_a_mail_to_choose_one(monkeypatch):
    monkeypatch.delenv("SETUP_PASSWORD", raising=False)
    set_up()
    assert not User.objects.get().has_usable_password()
    assert OutgoingMail.objects.get().to_address == "beheer@deltaland.example"


def test_a_filled_database_is_left_alone(monkeypatch):
    monkeypatch.setenv("SETUP_PASSWORD", "een lang eigen wachtwoord")
    set_up()
    with pytest.raises(CommandError, match="al een regio"):
        set_up(network="Iets anders")
    assert House.objects.get().network_name == "Gezond Deltaland"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"network": None}, "--network"),
        ({"municipalities": ", ,"}, "--municipalities"),
        ({"admin_email": "geen adres"}, "--admin-email"),
        ({"region": "x" * 200}, "--region"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_made(changed, words):
    with pytest.raises(CommandError, match=words):
        set_up(**changed)
    assert not House.objects.exists()


def test_a_weak_password_is_refused(monkeypatch):
    monkeypatch.setenv("SETUP_PASSWORD", "kort")
    with pytest.raises(CommandError):
        set_up()
    assert not User.objects.exists()


def test_questions_are_asked_again_until_the_answer_will_do(monkeypatch):
    answers = iter(
        ["Gezond Deltaland", "Deltaland", ",", "Kreekdam", "Beer Beheer", "onzin", "b@deltaland.example"]
    )
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    right, wrong = "een lang eigen wachtwoord", "een ander wachtwoord"
    typed = iter([right, wrong, right, right])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    call_command("setup_region", stdout=StringIO(), stderr=StringIO())
    assert User.objects.get().check_password("een lang eigen wachtwoord")
