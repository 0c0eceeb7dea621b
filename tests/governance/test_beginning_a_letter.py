"""One form begins every letter: to the Staten, to one council, or to all councils of the region at once."""

import pytest
from django.urls import reverse

from governance.briefings.models import Briefing
from governance.rounds.models import BriefingRound
from governance.rounds.start_form import ALL
from tests.governance import rounding

PERIOD = {"period_from": "2026-01-01", "period_until": "2026-06-30"}
URL = "/werkbank/briefings/nieuw/"


def begin(client, to, kind, **extra):
    return client.post(
        URL, {"addressee": getattr(to, "pk", to), "kind": kind, "subject": "Zorg dichtbij", **extra}
    )


def test_the_address_is_the_one_the_list_leads_to():
    assert reverse("briefing_new") == URL


@pytest.mark.parametrize("whom", ["staten", "council"])
def test_one_body_gets_a_draft_about_the_period(world, as_, whom):
    to = getattr(world, whom)
    answer = begin(as_(world.bureau), to, "mededeling", **PERIOD)
    briefing = Briefing.objects.get()
    assert answer.url == reverse("briefing_compose", args=[briefing.pk])
    assert (briefing.addressee, briefing.author) == (to, world.bureau.person)
    assert briefing.line.period == "van 1 januari 2026 tot en met 30 juni 2026"
    assert not BriefingRound.objects.exists()


def test_all_councils_get_a_letter_each_about_the_period(world, as_):
    ours = rounding.councils(3, rounding.our_region())
    rounding.a_council("Verweg")
    client = as_(world.bureau)
    assert "Alle gemeenteraden van de regio (3)" in client.get(URL).content.decode()
    answer = begin(client, ALL, "raadsinformatiebrief", **PERIOD)
    round_ = BriefingRound.objects.get()
    assert answer.url == round_.get_absolute_url()
    made = rounding.letters(round_)
    assert {letter.addressee for letter in made} == set(ours)
    assert {letter.line.period for letter in made} == {"van 1 januari 2026 tot en met 30 juni 2026"}


def test_a_kind_that_does_not_go_to_all_is_said_beside_its_field(world, as_):
    rounding.councils(2, rounding.our_region())
    answer = begin(as_(world.bureau), ALL, "mededeling")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kies een van die twee." in page
    assert 'id="id_kind_error"' in page
    assert "Zorg dichtbij" in page, "what was typed is still there"
    assert not Briefing.objects.exists()


def test_without_councils_of_the_region_there_is_no_such_choice(world, as_):
    client = as_(world.bureau)
    assert ALL not in client.get(URL).content.decode()
    assert begin(client, ALL, "memo").status_code == 422


@pytest.mark.parametrize("to", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_an_odd_choice_is_refused_beside_its_field(world, as_, to):
    answer = begin(as_(world.bureau), to, "mededeling")
    assert answer.status_code == 422
    assert 'id="id_addressee_error"' in answer.content.decode()


def test_days_in_the_wrong_order_are_refused(world, as_):
    answer = begin(
        as_(world.bureau), world.staten, "mededeling", period_from="2026-06-30", period_until="2026-01-01"
    )
    assert answer.status_code == 422
    assert 'id="id_period_until_error"' in answer.content.decode()
