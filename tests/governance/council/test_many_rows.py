"""Two thousand commitments and five hundred briefings: every first page costs as much as with few, and is short."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.council.models import Commitment, CouncilNotice, CouncilSession, Motion, Question
from tests.governance import letters
from tests.governance.council.many import copies, many_briefings
from tests.governance.council.meeting import a_fact
from tests.governance.council.registers import (
    LONG_AGO,
    a_commitment,
    a_dossier,
    a_motion,
    a_notice,
    a_question,
)
from tests.governance.council.test_requests_of_councils import a_request, on_an_agenda
from tests.governance.rounding import a_round, councils
from tests.governance.test_decide import text
from tests.queries import of_the_page
from tests.world import World, set_up

pytestmark = pytest.mark.django_db
BUDGET = 12
# Who is signed in has a session, an account, and a standing of mandates and organisations.
SIGNED_IN = 4


@set_up
def many(council: Any, dossier: Any, commitments: int, others: int) -> None:
    where = {"council": council, "dossier": dossier}
    Commitment.objects.bulk_create(
        Commitment(
            **where, wording=f"Toezegging {at}", number=f"V-{at}", promised_on=LONG_AGO, due_on=LONG_AGO
        )
        for at in range(commitments)
    )
    Motion.objects.bulk_create(
        Motion(**where, title=f"Motie {at}", dated_on=LONG_AGO, state="aangenomen", decided_on=LONG_AGO)
        for at in range(others)
    )
    CouncilNotice.objects.bulk_create(
        CouncilNotice(**where, title=f"Brief {at}", dated_on=LONG_AGO) for at in range(others)
    )
    asked = [Question(**where, title=f"Vraag {at}", text="Hoe?", asked_on=LONG_AGO) for at in range(others)]
    for row in asked:
        row.begin_term(lambda council: 30)
    Question.objects.bulk_create(asked)


@set_up
def a_session(council: Any, days: int, title: str = "Avond over zorg", **extra: Any) -> CouncilSession:
    day = timezone.localdate() + datetime.timedelta(days=days)
    return CouncilSession.objects.create(council=council, title=title, held_on=day, **extra)


def cost(address: str, client: Client | None = None) -> int:
    client = client or Client()
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return of_the_page(asked)


def first_pages(dossier: Any) -> list[str]:
    names = ("staten", "commitments", "motions", "council_questions", "council_notices", "council_sessions",
             "council_dossiers", "council_requests", "council_facts", "briefings_published")  # fmt: skip
    return [*map(reverse, names), dossier.get_absolute_url()]


def test_first_pages_stay_short_with_two_thousand_rows(world: World) -> None:
    dossier = a_dossier()
    a_commitment(world.council, dossier=dossier)
    for make in (a_motion, a_question, a_notice):
        make(world.staten, dossier=dossier)
    session = a_session(world.staten, 5, dossier=dossier)
    letters.published(world)
    fact = a_fact(world.staten)
    on_an_agenda(world, a_request(world))
    few = {address: cost(address) for address in first_pages(dossier)}
    many(world.staten, dossier, 2_000, 500)
    many_briefings(world, 500)
    for row in (session, fact):
        copies(row, 500)
    assert {address: cost(address) for address in few} == few
    assert max(few.values()) < BUDGET, few


def test_the_desk_stays_short_with_five_hundred_briefings(world: World, as_: Any) -> None:
    client = as_(world.bureau)
    letters.published(world)
    letters.draft(world)
    a_round(world, councils(2))
    asked = "?zoek=overleg&soort=mededeling&stand=bezig&wie=van-mij"
    pages = [reverse("briefings"), reverse("briefings") + asked, reverse("rounds")]
    few = {address: cost(address, client) for address in pages}
    many_briefings(world, 500)
    for _ in range(5):
        a_round(world, [])
    assert {address: cost(address, client) for address in few} == few
    assert max(few.values()) < BUDGET, few


def test_five_hundred_requests_cost_those_who_know_of_them_no_more(world: World, as_: Any) -> None:
    client, asked = as_(world.statenlid), a_request(world)
    on_an_agenda(world, a_request(world))
    few = cost(reverse("council_requests"), client)
    copies(asked, 500)
    on_an_agenda(world, a_request(world))  # the first of the first page
    assert client.get(reverse("council_requests")).context["page"].paginator.count == 503
    assert cost(reverse("council_requests"), client) == few < BUDGET + SIGNED_IN


def test_a_register_goes_on_page_after_page(world: World) -> None:
    many(world.staten, a_dossier(), 70, 0)

    def page(at: int) -> Any:
        return Client().get(reverse("commitments"), {"pagina": at}).context["page"]

    found = [row.pk for at in (1, 2, 3) for row in page(at)]
    assert (len(found), len(set(found))) == (70, 70)


def test_the_front_page_shows_what_comes_and_what_runs_of_every_council(world: World) -> None:
    many(world.staten, a_dossier(), 0, 20)
    a_question(world.council, "Vraag van de raad")
    a_session(world.staten, 5, "Komende avond")
    a_session(world.council, 9, "Avond van de raad")
    a_session(world.staten, -5, "Voorbije avond")
    a_session(world.staten, 6, "GEHEIM", publicity="besloten", publicity_ground="Woo")
    page = text(Client(), reverse("staten"))
    for told in ("Komende avond", "Avond van de raad", "Vraag van de raad", "uiterlijk"):
        assert told in page
    for hidden in ("Voorbije avond", "GEHEIM"):
        assert hidden not in page


def test_the_front_page_counts_all_and_shows_the_longest(world: World) -> None:
    many(world.staten, a_dossier(), 8, 0)
    a_commitment(world.staten, "Vaag", term_text="na de zomer")
    page = text(Client(), reverse("staten"))
    assert "8 voorbij de termijn" in page
    assert "1 zonder dag" in page
