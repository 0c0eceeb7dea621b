"""The list of organisations can be narrowed; the page of one shows how it takes part and where it sits."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.organisations.models import Participation, ParticipationKind
from tests import world as cast

pytestmark = pytest.mark.django_db


@cast.set_up
def take_part(organisation, kind=ParticipationKind.MEMBER, **extra):
    return Participation.objects.create(organisation=organisation, kind=kind, **extra)


def names(client, **query):
    answer = client.get("/organisaties/", query)
    assert answer.status_code == 200
    return [organisation.name for organisation in answer.context["page"]]


def test_narrowing_by_name_alias_participation_and_municipality(world, as_):
    client = as_(None)
    elan = cast.organisation("Zorg Élan", aliases="De Elanden", municipality=world.municipality)
    take_part(elan)
    take_part(world.other_org, ParticipationKind.CIRCLE)
    assert names(client) == ["Welzijn Kreek", "Zorg Élan", "Zorggroep Duin"]
    assert names(client, q="elan") == ["Zorg Élan"]
    assert names(client, q="elanden") == ["Zorg Élan"]
    assert names(client, deelname="deelnemer") == ["Zorg Élan"]
    assert names(client, deelname="kring") == ["Welzijn Kreek"]
    assert names(client, gemeente="duindorp") == ["Zorg Élan"]
    assert names(client, soort="zorgverzekeraar") == []


def test_participation_that_ended_is_no_participation(world, as_):
    take_part(world.partner_org, ends_on=datetime.date(2023, 1, 1))
    assert names(as_(None), deelname="deelnemer") == []
    text = as_(None).get(world.partner_org.get_absolute_url()).content.decode()
    assert "Voorbij" in text
    assert "tot en met 1 januari 2023" in text


@pytest.mark.parametrize(
    "query",
    [
        {"soort": "onzin"},
        {"deelname": "baas"},
        {"gemeente": "atlantis"},
        {"q": "x" * 500},
        {"pagina": "-7"},
        {"q": "\x00"},
    ],
)
def test_odd_questions_get_a_page(world, as_, query):
    answer = as_(None).get("/organisaties/", query)
    assert answer.status_code == 200
    if set(query) <= {"soort", "deelname", "gemeente"}:
        assert "Kies iets uit de lijst" in answer.content.decode()


def test_where_it_sits_now_and_sat_before(world, as_):
    gone = cast.body("Oude tafel", ends_on=datetime.date(2021, 1, 1))
    cast.seat(gone, world.partner_org)
    answer = as_(None).get(world.partner_org.get_absolute_url())
    text = answer.content.decode()
    assert text.index("Zorgraad Deltaland") < text.index("Oude tafel")
    assert text.count("Voorbij") == 1


def test_who_speaks_for_it_is_seen_by_the_bureau_and_itself_only(world, as_):
    url = world.partner_org.get_absolute_url()
    for reader, sees in (
        (None, False),
        (world.member, False),
        (world.other_partner, False),
        (world.partner, True),
        (world.bureau, True),
    ):
        assert (
            "Pim Partner</" in as_(reader).get(url).content.decode().replace(" </", "</").split("<main")[1]
        ) is sees


def test_the_list_costs_the_same_for_2_and_20(world, as_):
    client = as_(None)

    def cost():
        with CaptureQueriesContext(connection) as counted:
            client.get("/organisaties/")
        return len(counted)

    cost()
    few = cost()
    for number in range(18):
        take_part(cast.organisation(f"Organisatie {number}", municipality=world.municipality))
    assert cost() == few
