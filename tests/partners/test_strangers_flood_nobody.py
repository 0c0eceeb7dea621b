"""Who has no account writes through us to nobody who did not ask for it, and does not take over what was sent."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from partners.initiatives import guests
from partners.initiatives.models import Guest, Initiative, InitiativeFile, Message
from partners.initiatives.submitting import submit
from tests.partners import initiatives as made
from tests.partners.test_without_an_account import begun, complete
from tests.world import World, build_world, set_up
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
VICTIMS = 12


def to_victims(guest: Guest) -> int:
    """How many strangers hear of one draft whose address becomes theirs, one after the other."""
    client = Client()
    for number in range(VICTIMS):
        now = Guest.objects.get(pk=guest.pk)
        url = reverse("initiative_address_guest", args=[now.browser_secret])
        client.post(url, {"name": "Gerda", "email": f"nr{number}@elders.example"})
    return OutgoingMail.objects.filter(to_address__endswith="@elders.example").count()


def test_one_draft_does_not_write_to_one_stranger_after_the_other(world: World) -> None:
    assert to_victims(begun(Client())) == guests.OTHER_ADDRESSES


def test_one_place_does_neither_by_draft_after_draft(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(guests, "FROM_ONE_PLACE", 4)
    assert to_victims(begun(Client())) == 3


def test_control_without_counting_each_of_them_gets_a_mail(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(guests.rates, "count", lambda *args, **more: 0)
    assert to_victims(begun(Client())) == VICTIMS


def test_words_of_a_stranger_stand_in_no_mail_to_an_address_nobody_proved(world: World) -> None:
    guest = begun(Client(), title="Win nu op prijs.example")
    assert "prijs.example" not in OutgoingMail.objects.get(kind="initiative-link").text
    guests.confirm(guest)
    Client().post(reverse("initiative_mail_guest", args=[guest.mailed_secret]))
    mails = OutgoingMail.objects.filter(kind="initiative-link").order_by("created_at")
    # Once a minute at most: asked in the same minute it is the same mail.
    assert "prijs.example" not in mails[0].text


def a_sent_one(client: Client) -> Guest:
    guest = begun(client)
    row = complete(guest)
    guests.confirm(guest)
    submit(row, by=made.VISITOR)
    return Guest.objects.select_related("initiative").get(pk=guest.pk)


def other_address(secret: str) -> str:
    url = reverse("initiative_address_guest", args=[secret])
    Client().post(url, {"name": "Gerda", "email": "dief@elders.example"})
    return Guest.objects.get().email


def test_what_was_sent_goes_elsewhere_by_the_mailed_link_alone(world: World) -> None:
    guest = a_sent_one(Client())
    assert other_address(guest.browser_secret) == "gerda@buiten.example"
    assert other_address(guest.mailed_secret) == "dief@elders.example"


def test_who_had_the_address_hears_that_it_was_changed(world: World) -> None:
    guest = a_sent_one(Client())
    other_address(guest.mailed_secret)
    told = OutgoingMail.objects.get(kind="initiative-address")
    assert told.to_address == "gerda@buiten.example"
    assert "/indienen/" not in told.text


def test_messages_with_one_link_come_to_an_end(world: World) -> None:
    guest = a_sent_one(Client())
    url = reverse("initiative_following_say", args=[guest.mailed_secret])
    answers = [Client().post(url, {"text": f"Bericht {n}"}) for n in range(guests.MESSAGES + 2)]
    assert Message.objects.count() == guests.MESSAGES
    assert answers[-1].status_code == 422
    assert f"Bericht {guests.MESSAGES + 1}" in answers[-1].content.decode(), "nothing typed is lost"


def test_files_from_one_place_come_to_an_end(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(guests, "FILES_FROM_ONE_PLACE", 2)
    guest = begun(Client())
    url = reverse("initiative_files_guest", args=[guest.browser_secret])
    pages = [
        Client().post(url, {"files": [SimpleUploadedFile(f"plan{n}.txt", b"een plan")]}) for n in range(3)
    ]
    assert InitiativeFile.objects.count() == 2
    assert "Probeer het morgen weer" in pages[-1].content.decode()


def test_who_read_it_before_it_was_confirmed_confirms_nothing_again(world: World) -> None:
    begun(Client())
    one, other = Guest.objects.get(), Guest.objects.get()
    guests.confirm(one)
    guests.confirm(other)
    assert other.confirmed_at == one.confirmed_at


@pytest.mark.django_db(transaction=True)
def test_the_button_behind_the_link_pressed_twice_at_once_is_no_fault() -> None:
    world = build_world()
    draft: Initiative = made.a_draft(
        world, organisation=None, started_by=None, organisation_name="Buurtkeuken"
    )
    set_up(made.a_guest)(draft)
    guest = Guest.objects.get()
    url = reverse("initiative_confirm_guest", args=[guest.mailed_secret])
    start = threading.Barrier(4)

    def press(_: int) -> int:
        try:
            start.wait()
            return Client().post(url).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(press, range(4))) == {302}
    assert Guest.objects.get().confirmed_at is not None
