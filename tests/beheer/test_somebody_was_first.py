"""What the database refuses because somebody else was first is told on the page, with what was typed."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from governance.bodies.models import Mandate
from partners.organisations.models import Organisation
from partners.regions.models import Region, RegionMembership, RegionScheme
from tests import world as cast
from tests.beheer.making import opened
from tests.beheer.racing import side_by_side, signed_in
from tests.world import build_world
from zorgzaam.beheer import admin as beheer


@pytest.mark.django_db(transaction=True)
def test_two_people_on_one_seat_at_the_same_moment_is_told_to_the_second():
    world = build_world()
    clients = [signed_in(world.admin) for _ in range(2)]
    url = reverse("admin:governance_mandate_add")
    for number in range(6):
        seat = cast.seat(world.coalition, f"groep {number}")
        people = [cast.person(f"Kandidaat {number} {letter}") for letter in "AB"]
        sent = [_mandate_typed(clients[0], url, world, seat, person) for person in people]
        answers = side_by_side(*(lambda c=c, t=t: c.post(url, t) for c, t in zip(clients, sent, strict=True)))
        codes = sorted(answer.status_code for answer in answers)
        assert codes[0] in (200, 302)
        assert Mandate.objects.filter(seat=seat).count() == 1
        refused = next(answer for answer in answers if answer.status_code != 302)
        page = refused.content.decode()
        assert "Deze zetel is dan al bezet" in page or "op hetzelfde moment" in page
        assert "benoemd in maart" in page, "what was typed stays"


def _mandate_typed(client, url, world, seat, person):
    return {
        **opened(client, url),
        "body": world.coalition.pk,
        "person": person.pk,
        "seat": seat.pk,
        "starts_on": "2024-03-01",
        "source_note": "benoemd in maart",
    }


@pytest.mark.django_db(transaction=True)
def test_one_name_for_two_organisations_at_the_same_moment_is_told_to_the_second():
    world = build_world()
    clients = [signed_in(world.admin) for _ in range(2)]
    url = reverse("admin:partners_organisation_add")
    sent = [
        {**opened(client, url), "name": "Zorg aan de Dijk", "kind": "zorgaanbieder", "about": about}
        for client, about in zip(clients, ("eerste", "tweede"), strict=True)
    ]
    answers = side_by_side(*(lambda c=c, t=t: c.post(url, t) for c, t in zip(clients, sent, strict=True)))
    assert 500 not in {answer.status_code for answer in answers}
    assert Organisation.objects.filter(name="Zorg aan de Dijk").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("guarded", [True, False])
def test_a_municipality_in_two_regions_of_one_scheme_is_told(world, as_, guarded, monkeypatch):
    """A constraint the form cannot check by itself: the database refuses, the page says it in words."""
    with cast.acting(cast.SystemActor.SETUP):
        scheme = RegionScheme.objects.create(name="IZA-regio's", slug="iza")
        here, there = (Region.objects.create(scheme=scheme, name=name) for name in ("Hier", "Daar"))
        RegionMembership.objects.create(region=there, municipality=world.municipality)
    client, url = as_(world.admin), reverse("admin:partners_region_change", args=[here.pk])
    row = {
        "memberships-TOTAL_FORMS": "1",
        "memberships-0-municipality": str(world.municipality.pk),
        "memberships-0-region": str(here.pk),
        "memberships-0-note": "typte ik",
    }
    typed = {**opened(client, url), **row}
    if not guarded:
        # The control: without the guard this is an error page.
        monkeypatch.setattr(beheer, "save_or_show_again", lambda request, save: save())
        with pytest.raises(IntegrityError):
            client.post(url, typed)
        return
    answer = client.post(url, typed)
    assert answer.status_code == 409
    assert "zit in die tijd al in een andere regio" in answer.content.decode()
    assert "typte ik" in answer.content.decode()
