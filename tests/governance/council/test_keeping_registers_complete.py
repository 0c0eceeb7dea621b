"""How complete a register is: up to which day, said by who keeps it, and what is missing in it."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Role
from governance.council.models import RegisterUpToDate
from governance.council.upkeep.gaps import holes_in
from tests.governance.council.registers import a_commitment, a_committee, a_motion, a_notice, a_question
from tests.governance.test_decide import text
from tests.world import World, account, mandate

pytestmark = pytest.mark.django_db


def address(world: World, council: Any = None) -> str:
    return reverse("council_up_to_date", args=["toezeggingen", (council or world.staten).pk])


@pytest.mark.parametrize(
    ("numbers", "holes"),
    [
        (["T-1", "T-3", "T-4"], ["T-2"]),
        (["2024-007", "2024-010", "2025-1"], ["2024-008", "2024-009"]),
        (["1", "9000"], []),
        (["zonder"], []),
        ([], []),
    ],
)
def test_holes_are_found_per_series(numbers: list[str], holes: list[str]) -> None:
    assert holes_in(numbers) == holes


def test_the_griffie_says_up_to_when_and_everybody_reads_it(world: World, as_: Any) -> None:
    a_commitment(world.staten)
    assert "nog niet gezegd" in text(Client(), reverse("commitments"))
    answer = as_(world.clerk).post(address(world), {"up_to": "2026-11-01"})
    assert answer.url == reverse("council_upkeep")
    assert "1 november 2026" in text(Client(), reverse("commitments"))
    assert RegisterUpToDate.objects.get().said_by == world.clerk.person
    assert "bijgewerkt" not in text(Client(), reverse("motions")), "another register says nothing of it"


def test_nobody_says_it_of_another_council_or_of_tomorrow(world: World, as_: Any) -> None:
    elsewhere = account("Gerda Griffie")
    mandate(elsewhere, world.council, Role.CLERK)
    assert as_(elsewhere).post(address(world), {"up_to": "2026-11-01"}).status_code == 403
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert as_(world.clerk).post(address(world), {"up_to": tomorrow.isoformat()}).status_code == 422
    assert not RegisterUpToDate.objects.exists()


def test_what_is_missing_is_shown_with_the_way_to_mend_it(world: World, as_: Any) -> None:
    row = a_commitment(world.staten, "Eerste", number="T-1")
    a_commitment(
        a_committee(world.staten), "Derde", number="T-3", term_text="na de zomer", source_note="Lijst"
    )
    a_motion(world.staten)
    a_notice(world.staten)
    a_question(world.staten, asked_on=datetime.date(2024, 1, 1))
    page = text(as_(world.clerk), reverse("council_upkeep"))
    for told in ("Deze nummers ontbreken: T-2", "1 zonder termijn", "1 met een termijn zonder dag", "1 zonder bron",
                 "1 zonder tekst", "1 zonder link en zonder tekst", "1 lang voorbij de termijn"):  # fmt: skip
        assert told in page
    html = as_(world.clerk).get(reverse("council_upkeep")).content.decode()
    assert reverse("commitment_edit", args=[row.pk]) in html
    assert html.count('<details class="zz-details" open>') == 10, "a few rows are named without unfolding"
    for number in range(6):
        a_notice(world.staten, f"Brief {number}")
    html = as_(world.clerk).get(reverse("council_upkeep")).content.decode()
    assert html.count('<details class="zz-details" open>') == 8, "of many only how many"
    public = text(Client(), reverse("commitments"))
    assert (
        "Wat ontbreekt: 1 nummer ontbreekt, 1 zonder termijn, 1 met een termijn zonder dag, 1 zonder bron"
        in public
    )


def test_the_public_hears_nothing_of_closed_rows(world: World) -> None:
    a_commitment(world.staten, "Open", source_note="Lijst", term_text="snel")
    a_commitment(world.staten, "Dicht", publicity="besloten", publicity_ground="Woo")
    assert "zonder termijn" not in text(Client(), reverse("commitments")).replace("termijn zonder dag", "")
