"""The history page: who changed what, when and why, for whom it concerns."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world as cast
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


def url(body):
    return reverse("history", args=["body", body.pk])


def test_it_tells_who_did_what_and_why_with_before_and_after(world, as_):
    with acting(world.bureau, reason="nieuwe afspraken"):
        type(world.coalition).objects.filter(pk=world.coalition.pk).update(name="Zorgraad Nieuw")
    world.member.person.mandates.get().end(by=world.bureau, on=datetime.date(2024, 6, 30), reason="verhuisd")
    text = as_(world.secretary).get(url(world.coalition)).content.decode()
    for words in ("Bo Bureau", "Reden: nieuwe afspraken", "Zorgraad Deltaland</del>", "Zorgraad Nieuw</ins>"):
        assert words in text
    assert "Mandaat Lot Lid gewijzigd" in text
    assert "Reden: verhuisd" in text
    assert "zo 30 juni 2024</ins>" in text
    assert "2024-06-30" not in text.replace("Reden", "")


def test_who_may_look_back(world, as_):
    address = url(world.coalition)
    assert as_(None).get(address).status_code == 302
    for reader in (world.other_member, world.partner, world.statenlid):
        assert as_(reader).get(address).status_code == 403
    for reader in (world.member, world.bureau_only, world.admin):
        assert as_(reader).get(address).status_code == 200


@pytest.mark.parametrize(
    "address", ["onzin/1", "body/1", "body/00000000-0000-0000-0000-000000000000", "house/9", "house/x"]
)
def test_what_is_not_there_is_404(world, as_, address):
    assert as_(world.bureau).get(f"/geschiedenis/{address}/").status_code == 404


def test_the_house_and_organisations_have_one_too(world, as_):
    assert as_(world.bureau).get("/geschiedenis/house/1/").status_code == 200
    address = reverse("history", args=["organisation", world.partner_org.pk])
    assert as_(world.partner).get(address).status_code == 200
    assert as_(world.other_partner).get(address).status_code == 403


def test_it_costs_the_same_for_few_and_many_changes(world, as_):
    client = as_(world.bureau_only)

    def cost():
        with CaptureQueriesContext(connection) as counted:
            assert client.get(url(world.coalition)).status_code == 200
        return len(counted)

    cast.seat(world.coalition, world.other_org)
    few = cost()
    for number in range(18):
        seat = cast.seat(world.coalition, cast.organisation(f"Organisatie {number}"))
        cast.mandate(cast.person(f"Mens {number}"), world.coalition, seat=seat)
    assert cost() == few
