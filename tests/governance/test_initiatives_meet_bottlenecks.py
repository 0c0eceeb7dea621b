"""Who carries an initiative out raises what they run into, at the initiative; it is read by who reads bottlenecks."""

import pytest
from django.urls import reverse

from governance.bottlenecks.models import Bottleneck
from partners.initiatives.models import State
from partners.initiatives.moving import Step
from tests.governance.deciding import a_proposal, adopt
from tests.governance.initiatives import follow, on_agenda
from tests.governance.raising import climbed
from tests.partners.initiatives import fresh_row, moved

pytestmark = pytest.mark.django_db
SAID = {"kind": "knelpunt", "title": "Geen zaal", "text": "De zaal is dicht.", "version": "1"}


@pytest.fixture
def running(world):
    row, item = on_agenda(world)
    adopt(a_proposal(item))
    follow()
    return moved(fresh_row(row), Step(State.RUNNING), world.bureau)


def form_of(row):
    return f"{reverse('bottleneck_new')}?initiatief={row.pk}"


def raised(client, row):
    client.post(form_of(row), {**SAID, "organisation": str(row.organisation_id)})
    return Bottleneck.objects.get()


def test_it_is_raised_at_the_initiative_and_stands_on_its_page(world, as_, running):
    client = as_(world.partner)
    assert form_of(running) in client.get(running.get_absolute_url()).content.decode()
    found = raised(client, running)
    assert (found.initiative, found.organisation) == (running, world.partner_org)
    assert "Geen zaal" in client.get(running.get_absolute_url()).content.decode()
    assert running.get_absolute_url() in client.get(found.get_absolute_url()).content.decode()


def test_a_body_it_climbed_to_reads_it_without_the_initiative(world, as_, running):
    found = climbed(raised(as_(world.partner), running), world.coalition)
    page = as_(world.member).get(found.get_absolute_url()).content.decode()
    assert "Geen zaal" in page
    assert running.get_absolute_url() not in page


def test_before_it_runs_there_is_no_way_to_raise_one_at_it(world, as_):
    row, _ = on_agenda(world)
    client = as_(world.partner)
    assert form_of(row) not in client.get(row.get_absolute_url()).content.decode()
    client.post(form_of(row), {**SAID, "organisation": ""})
    assert Bottleneck.objects.get().initiative is None


def test_who_has_nothing_to_do_with_it_raises_nothing_at_it(world, as_, running):
    as_(world.other_partner).post(form_of(running), {**SAID, "organisation": ""})
    assert Bottleneck.objects.get().initiative is None


def test_a_link_that_is_no_link_is_a_form_as_ever(world, as_):
    assert as_(world.partner).get(f"{reverse('bottleneck_new')}?initiatief=kapot").status_code == 200
