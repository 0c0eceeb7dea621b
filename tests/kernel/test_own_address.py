"""Nobody gives themselves another e-mail address: what is shared with an address would go along."""

import pytest
from allauth.account.models import EmailAddress

from tests import world as cast
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting, changes_of
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
PAGE = "/account/e-mail/"
NEW = "iemand.anders@elders.example"


@pytest.mark.parametrize("action", ["action_add", "action_primary", "action_send", "action_remove", ""])
def test_the_page_shows_the_address_and_takes_nothing(world, as_, action):
    own = world.partner.email
    EmailAddress.objects.create(user=world.partner, email=own, primary=True, verified=True)
    client = as_(world.partner)
    page = client.get(PAGE)
    assert own in page.text
    assert "<input" not in page.text.split("<main")[1].split("</main")[0]
    assert client.post(PAGE, {"email": NEW, action: "x"}).status_code == 405
    assert client.post(PAGE, {"email": own, action: "x"}).status_code == 405
    assert cast.fresh(world.partner).email == own
    assert EmailAddress.objects.count() == 1


def test_a_visitor_sees_no_address(world):
    from django.test import Client

    assert Client().get(PAGE).status_code == 302


def test_no_link_in_a_mail_makes_an_address_somebodys(world, as_):
    from allauth.account.models import EmailConfirmationHMAC

    row = EmailAddress.objects.create(user=world.partner, email=NEW)
    key = EmailConfirmationHMAC(row).key
    assert as_(world.partner).post(f"{PAGE}bevestigen/{key}/").status_code == 404
    row.refresh_from_db()
    assert not row.verified


def test_history_keeps_that_an_address_changed_and_not_the_address(world):
    old = world.partner.email
    with acting(SystemActor.SETUP):
        User.objects.filter(pk=world.partner.pk).update(email=NEW)
    newest = changes_of(cast.fresh(world.partner))[0]
    assert "email_changed_at" in newest.fields
    kept = str(list(world.partner.history.values()))
    assert old not in kept
    assert NEW not in kept


def test_another_change_does_not_look_like_another_address(world):
    with acting(SystemActor.SETUP):
        User.objects.filter(pk=world.partner.pk).update(is_active=False)
    assert cast.fresh(world.partner).email_changed_at is None


# ---------------------------------------------------------------- what the mail about an account says
def test_account_mail_is_of_the_house_and_not_of_the_host_it_was_asked_on(world, settings):
    from django.test import Client

    settings.ALLOWED_HOSTS, settings.SITE_URL = ["testserver", "kwaad.example"], "https://zorg.example"
    Client().post(
        "/account/wachtwoord/vergeten/", {"email": world.partner.email}, headers={"host": "kwaad.example"}
    )
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Nieuw wachtwoord kiezen"
    assert "https://zorg.example/account/wachtwoord/nieuw/" in mail.text
    assert "Zorgzaam Deltaland" in mail.text
    assert "kwaad.example" not in mail.text + mail.html + str(mail.headers)
