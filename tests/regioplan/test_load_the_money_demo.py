"""The money of the demo: what the five documents name, and the public amounts with their source and day."""

from decimal import Decimal

import pytest
from django.urls import reverse

from regioplan.funding.amounts import Allocation
from regioplan.funding.applications import FundingApplication
from regioplan.funding.estimates import CostEstimate
from regioplan.funding.instruments import FundingInstrument, OfficePayer
from tests.themes.reading import words
from zorgzaam.accounts.models import User
from zorgzaam.demo.loading import load
from zorgzaam.today import todos

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_demo")]


def test_money_of_the_demo(as_):
    assert FundingInstrument.objects.exclude(name="Brede SPUK").count() == 10
    assert not Allocation.objects.filter(source__code__startswith="s").exists(), (
        "no amount is in the five documents"
    )
    assert Allocation.objects.count() == 17
    assert CostEstimate.objects.count() == 0
    assert OfficePayer.objects.count() == 3
    page = words(as_(None), reverse("funding")).replace("\xa0", " ")
    # Zeewolde belongs to another region: not in the sums, but with its own municipality.
    assert "2025 € 6.829.144 € 3.161.954 € 9.991.098" in page
    assert "Hoort bij de regio Noord-Veluwe. Telt hierboven niet mee." in page
    spuk = FundingInstrument.objects.get(name="SPUK IZA")
    page = words(as_(None), spuk.get_absolute_url())
    assert "Indienen: voor 31 december 2023" in page
    assert "Voornemen: aangevraagd" in page
    assert "Almere , 2026" in page
    [application] = FundingApplication.objects.all()
    assert not application.waits
    bureau = User.objects.get(email="bureau@zorgzaam.example")
    assert not [todo for todo in todos(bureau) if "SPUK" in todo.title]
    load()
    assert Allocation.objects.count() == 17
    assert sum(Allocation.objects.filter(year=2026).values_list("amount", flat=True)) == Decimal(11237785)
