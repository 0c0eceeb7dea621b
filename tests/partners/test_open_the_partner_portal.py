"""The partnerportaal: my organisations, where they sit, what comes there and what waits; nothing of others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.organisations.models import Participation, ParticipationKind
from tests import world as cast
from tests.governance import agendas
from zorgzaam.house import House

pytestmark = pytest.mark.django_db


def portal(client):
    page = client.get("/partner/")
    assert page.status_code == 200
    return page.content.decode()


@cast.set_up
def takes_part(organisation):
    return Participation.objects.create(
        organisation=organisation, kind=ParticipationKind.MEMBER, starts_on=cast.LONG_AGO
    )


def test_a_partner_sees_how_the_organisation_takes_part_and_what_seats_it_has(world, as_):
    takes_part(world.partner_org)
    text = portal(as_(world.partner))
    assert f'href="{world.partner_org.get_absolute_url()}">Zorggroep Duin</a>' in text
    assert "Deelnemer" in text
    assert f'href="{world.coalition.get_absolute_url()}">Zorgraad Deltaland</a>' in text
    assert "nog geen deelnemer" not in text
    assert "Welzijn Kreek" not in text


def test_who_sits_there_is_named_when_the_reader_may_know(world, as_):
    assert "Lot Lid" not in portal(as_(world.partner))
    assert "niet voor iedereen zichtbaar" in portal(as_(world.partner))
    person = world.member.person
    person.named_publicly = True
    cast.set_up(person.save)()
    assert "Lot Lid (lid)" in portal(as_(world.partner))


def test_the_next_meetings_are_those_of_bodies_the_organisation_sits_in(world, as_):
    ours, theirs = agendas.a_meeting(world.coalition), agendas.a_meeting(world.other)
    draft = agendas.a_meeting(world.coalition)
    for meeting in (ours, theirs):
        agendas.agenda_of(meeting, "Een punt")
        agendas.publish(meeting)
    text = portal(as_(world.partner))
    assert ours.get_absolute_url() in text
    assert theirs.get_absolute_url() not in text
    assert draft.get_absolute_url() not in text


def test_what_the_organisation_brings_in_is_listed_unless_it_is_closed_to_the_reader(world, as_):
    meeting = agendas.a_meeting(world.coalition)
    open_one, closed = agendas.agenda_of(meeting, "Open punt van ons", "Besloten punt van ons")
    cast.set_up(type(closed).objects.filter(pk__in=[open_one.pk, closed.pk]).update)(
        owner_organisation=world.partner_org
    )
    cast.set_up(type(closed).objects.filter(pk=closed.pk).update)(
        publicity="besloten", publicity_ground="Woo artikel 5.1"
    )
    agendas.publish(meeting)
    text = portal(as_(world.partner))
    assert "Open punt van ons" in text
    assert "Besloten punt van ons" not in text
    assert "Open punt van ons" not in portal(as_(world.other_partner))


def test_an_organisation_that_does_not_take_part_reads_how_to_join(world, as_):
    cast.set_up(House.objects.update)(
        contact_email="bureau@deltaland.example", office_name="het bureau van Deltaland"
    )
    text = portal(as_(world.other_partner))
    assert "Welzijn Kreek is nog geen deelnemer" in text
    assert "mailto:bureau@deltaland.example" in text
    assert "het bureau van Deltaland" in text
    assert "Nog geen zetel" in text
    assert "Niets wacht op jou" in text


def test_twenty_seats_cost_no_more_questions_than_two(world, as_):
    def asked():
        client = as_(world.partner)
        with CaptureQueriesContext(connection) as found:
            portal(client)
        return len(found)

    def sit(number):
        body = cast.body(f"Overleg {number}")
        seat = cast.seat(body, world.partner_org)
        cast.mandate(cast.person(f"Zitter {number}"), body, seat=seat)
        agendas.publish(agendas.a_meeting(body))

    sit(1)
    few = asked()
    for number in range(2, 20):
        sit(number)
    assert asked() == few
