"""At which item minutes are approved: the standing one of a next meeting is offered, others only behind a heading."""

import pytest
from django.urls import reverse

from governance.minutes.growing import start
from tests.governance.agendas import a_meeting, agenda_of, an_item, held
from tests.governance.planning import a_template, begun
from tests.governance.tables import sent_out
from tests.world import fresh, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(world):
    """Of a meeting three days ago, published."""
    meeting = held(a_meeting(world.coalition), days=3)
    return sent_out(start(meeting, by=fresh(world.secretary)), fresh(world.secretary))


def form_of(client, minutes):
    return client.get(reverse("minutes_approve", args=[minutes.pk])).context["form"]


def offered(form, name):
    return [item.title for item in form.fields[name].queryset]


def test_the_standing_item_of_the_next_meeting_comes_first_and_others_behind_it(world, as_, minutes):
    a_template(world.coalition)
    later = begun(world.coalition, "De volgende")
    an_item(later, "Jaarverslag van de GGD")
    held(later, days=0)
    bare = a_meeting(world.coalition, "Zonder sjabloon")
    agenda_of(bare, "Verslag vorige keer", "Buurtteams")
    held(bare, days=1)
    client = as_(world.secretary)
    form = form_of(client, minutes)
    assert offered(form, "item") == ["Verslag vorige keer", "Verslag van de vorige vergadering"]
    assert form.fields["item"].initial == bare.items.get(title="Verslag vorige keer").pk
    others = offered(form, "other")
    assert {"Jaarverslag van de GGD", "Buurtteams", "Opening"} <= set(others)
    assert not set(others) & set(offered(form, "item"))


def test_another_item_is_chosen_all_the_same(world, as_, minutes):
    later = held(a_meeting(world.coalition, "De volgende"), days=0)
    own, other = agenda_of(later, "Verslag", "Rondvraag")
    client, url = as_(world.secretary), reverse("minutes_approve", args=[minutes.pk])
    typed = {"item": own.pk, "other": other.pk, "version": minutes.version}
    assert client.post(url, typed).status_code == 302
    minutes.refresh_from_db()
    assert minutes.approved_in == other


def test_without_a_likely_item_there_is_one_list(world, as_, minutes):
    later = held(a_meeting(world.coalition, "De volgende"), days=0)
    item = an_item(later, "Rondvraag")
    client, url = as_(world.secretary), reverse("minutes_approve", args=[minutes.pk])
    form = form_of(client, minutes)
    assert "item" not in form.fields
    assert client.post(url, {"version": minutes.version}).status_code == 422
    assert client.post(url, {"other": item.pk, "version": minutes.version}).status_code == 302
    minutes.refresh_from_db()
    assert minutes.approved_in == item


@set_up
def _renamed(item, title):
    item.refresh_from_db()
    item.title = title
    item.save()


def test_a_standing_item_counts_under_another_title(world, as_, minutes):
    a_template(world.coalition)
    later = begun(world.coalition, "De volgende")
    _renamed(later.items.get(title="Verslag van de vorige vergadering"), "Notulen")
    held(later, days=0)
    assert offered(form_of(as_(world.secretary), minutes), "item") == ["Notulen"]
