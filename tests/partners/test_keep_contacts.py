"""Contacts are words of the organisation: they give no right, and are for itself and the bureau."""

import pytest
from django.urls import reverse

from partners.contacts.models import Contact
from tests.partners import coming_in
from tests.world import fresh, person, set_up
from zorgzaam.standing import standing_of

pytestmark = pytest.mark.django_db
TYPED = {"role": "communicatie", "name": "Persvoorlichting", "phone": "0320 123 456", "version": "1"}


def test_a_contact_is_added_changed_and_removed(world, as_):
    client = as_(world.partner)
    url = reverse("contact_add", args=[world.partner_org.pk])
    assert client.post(url, TYPED).status_code == 302
    row = Contact.objects.get()
    assert client.post(reverse("contact_edit", args=[row.pk]), {**TYPED, "name": "Pers"}).status_code == 302
    assert "Pers</span>" in client.get(reverse("own_place", args=[world.partner_org.pk])).content.decode()
    row.refresh_from_db()
    remove = reverse("contact_remove", args=[row.pk])
    assert client.post(remove, {"version": row.version}).status_code == 302
    assert not Contact.objects.exists()
    history = client.get(reverse("history", args=["organisation", world.partner_org.pk])).content.decode()
    assert "Contact communicatie verwijderd" in history
    assert "Persvoorlichting" not in history


def test_one_needs_a_way_to_be_reached(world, as_):
    page = as_(world.partner).post(
        reverse("contact_add", args=[world.partner_org.pk]), {**TYPED, "phone": ""}
    )
    assert page.status_code == 422
    assert "Vul een e-mailadres of een telefoonnummer in." in page.content.decode()


def test_a_contact_gives_no_right_and_makes_no_person(world):
    coming_in.a_contact(world, address=world.statenlid.email)
    assert world.partner_org.pk not in standing_of(fresh(world.statenlid)).organisations


def test_others_read_nothing_of_it(world, as_):
    coming_in.a_contact(world, name="Kanarie Contact", phone="0320 999 999")
    pages = [world.partner_org.get_absolute_url(), "/organisaties/", "/zoeken/?q=kanarie"]
    for reader in (None, world.other_partner, world.member, world.admin, world.statenlid):
        for page in pages:
            assert "Kanarie Contact" not in as_(reader).get(page).content.decode()
    own = reverse("own_place", args=[world.partner_org.pk])
    for reader in (world.partner, world.bureau):
        assert "Kanarie Contact" in as_(reader).get(own).content.decode()


def test_who_is_erased_is_no_contact_any_more(world):
    kees = person("Kees Bekend")
    coming_in.a_contact(world, address=kees.email.upper())
    coming_in.a_contact(world, name="Ander")
    set_up(kees.erase)()
    assert [row.name for row in Contact.objects.all()] == ["Ander"]
