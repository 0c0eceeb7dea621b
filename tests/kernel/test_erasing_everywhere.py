"""An erased person is in no mail and no login table any more; that there was mail stays."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessLog
from django.test import Client

from tests.world import PASSWORD, set_up
from zorgzaam.people import erasing
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.office import Letter, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(world):
    """A member with mail (sent and waiting, to the person and to the bare address), and traces of logging in."""
    user = world.bureau
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    put("agenda", "1", user.person, Letter("Dag Bo Bureau", "Beste Bo", "<p>Beste Bo</p>"))
    put("account", "2", user.email.upper(), Letter("Je wachtwoord", "Beste Bo"), private=True)
    OutgoingMail.objects.filter(kind="agenda").update(state=MailState.SENT, last_answer=f"250 {user.email}")
    put("agenda", "1", world.member.person, Letter("Dag Lot", "Beste Lot"))
    for password in ("fout", PASSWORD):
        Client().post("/account/inloggen/", {"login": user.email, "password": password})
    AccessLog.objects.create(username=user.email, ip_address="192.0.2.1", path_info="/")
    return user


def everything():
    tables = (OutgoingMail, EmailAddress, AccessAttempt, AccessLog, Authenticator)
    return str([list(table.objects.values()) for table in tables])


def test_no_address_and_no_words_stay(known, world):
    address = known.email
    assert address in everything()
    set_up(known.person.erase)()
    left = everything()
    assert address not in left
    assert "Beste Bo" not in left
    assert "Dag Bo" not in left
    assert not Authenticator.objects.filter(user=known).exists()
    assert world.member.email in left, "mail to others stays as it is"


def test_that_there_was_mail_stays_and_what_waits_does_not_go(known):
    set_up(known.person.erase)()
    assert OutgoingMail.objects.get(kind="agenda", to_person=known.person).state == MailState.SENT
    assert OutgoingMail.objects.get(kind="account").state == MailState.FAILED


def test_erasing_twice_is_the_same(known):
    set_up(known.person.erase)()
    before = everything()
    set_up(known.person.erase)()
    assert everything() == before


def test_control_without_the_rooms_the_address_stays(known, monkeypatch):
    monkeypatch.setattr(erasing, "_forgetters", {})
    address = known.email
    set_up(known.person.erase)()
    assert address in everything()
