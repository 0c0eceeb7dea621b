"""The pages about money say a thing once, contradict themselves nowhere, and lead to what was just added."""

import pytest
from django.urls import reverse

from regioplan.funding.instruments import FundingInstrument
from tests.regioplan import moneymaking as making
from tests.themes.reading import words

pytestmark = pytest.mark.django_db


def test_an_instrument_without_years_shows_the_years_of_its_amounts(world, as_):
    silent, told = making.instrument(), making.instrument("Andere subsidie", first_year=2024)
    bureau = as_(world.bureau)
    assert "Bedragen over" not in words(bureau, reverse("funding"))
    for of in (silent, told):
        making.amount(of, year=2026)
        making.amount(of, year=2025)
    for url in (reverse("funding"), reverse("funding_desk"), silent.get_absolute_url()):
        assert "Bedragen over 2025 en 2026" in words(bureau, url), url
    page = words(bureau, told.get_absolute_url())
    assert "Bedragen over" not in page
    assert "Vanaf 2024" in page


def test_a_source_that_all_amounts_share_is_said_once(world, as_):
    of = making.instrument()
    making.amount(of, year=2025)
    making.amount(of, year=2026)
    page = words(as_(None), of.get_absolute_url())
    assert (page.count("Al deze bedragen: Stuk brief"), page.count("Bron: Stuk brief")) == (1, 0)
    making.amount(of, year=2027, source=making.source("memo"))
    page = words(as_(None), of.get_absolute_url())
    assert "Al deze bedragen" not in page, "they differ"
    assert (page.count("Bron: Stuk brief"), page.count("Bron: Stuk memo")) == (2, 1)


def test_a_new_instrument_is_where_one_lands_and_a_needed_source_is_asked(world, as_):
    bureau = as_(world.bureau)
    answer = bureau.post(reverse("instrument_add"), {"name": "Nieuwe subsidie", "funder": "Het Rijk"})
    assert answer.url == FundingInstrument.objects.get().get_absolute_url()
    needed = bureau.get(reverse("allocation_add", args=[FundingInstrument.objects.get().pk])).content.decode()
    assert ("Kies een bron" in needed, "Geen bron" in needed) == (True, False)
    assert "Geen bron" in bureau.get(reverse("instrument_add")).content.decode(), "here one may do without"


def test_a_partner_reads_how_money_is_asked(world, as_):
    page = words(as_(world.partner), reverse("partner"))
    assert "Geld voor een verandering in de zorg vraag je aan met een transformatieplan" in page
