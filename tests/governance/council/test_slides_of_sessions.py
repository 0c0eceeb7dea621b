"""The presentation of a session: from the records, the same on the screen and in the PDF."""

import io
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.council.models import CouncilDossier, CouncilSession
from governance.council.sessions.slides import MOST_POINTS, slides_of
from tests.governance import printing
from tests.governance.council.meeting import a_breakout, a_carousel, a_fact, a_part, a_session, soon
from tests.governance.council.registers import a_commitment
from tests.governance.council.test_reasons_of_sessions import because
from tests.governance.test_decide import text
from tests.pdfs import failed_rules, letters, page_texts
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


def told(world: World, **extra: Any) -> CouncilSession:
    """A session with a programme, a reason and facts."""
    session = a_session(world.staten, **extra)
    a_part(session, title="Plenaire presentatie")
    a_carousel(session, parts="Presentatie\nVragen")
    because(session, commitment=a_commitment(world.staten, "Beloofd is beloofd"))
    a_fact(world.staten, "Wij doen mee")
    a_fact(world.staten, "Het geld is op", kind="verandering")
    a_fact(world.staten, "Een lijn", kind="programmalijn", subject="Meerjarenplan")
    return session


def titles(session: CouncilSession, reader: Any) -> list[str]:
    return [slide.title for slide in slides_of(session, reader)]


def url_of(session: CouncilSession, number: int) -> str:
    return reverse("council_session_slide", args=[session.pk, number])


def test_the_slides_come_in_the_order_of_a_presentation(world: World) -> None:
    assert titles(told(world), world.bureau) == [
        "Sessie zorg en welzijn", "Wat gaan we doen vandaag?", "Aanleiding", "Inhoud presentatie",
        "Wat verandert deze coalitieperiode", "Rol van de provincie", "Programmalijnen: Meerjarenplan",
        "Carrousel van 3 deelsessies",
    ]  # fmt: skip


def test_each_is_a_page_with_the_way_to_the_next(world: World) -> None:
    session = told(world)
    page = text(Client(), url_of(session, 3))
    assert "Beloofd is beloofd (5 juni 2024)" in page
    assert url_of(session, 2) in page
    assert url_of(session, 4) in page
    assert "Plenaire presentatie (15:30 – 16:00)" in text(Client(), url_of(session, 2))
    assert "Zaal 3" in text(Client(), url_of(session, 8))
    assert url_of(session, 0) not in text(Client(), url_of(session, 1))
    for beyond in (0, 9, 10**9):
        assert Client().get(url_of(session, beyond)).status_code == 404


def test_what_there_is_nothing_of_has_no_slide(world: World) -> None:
    assert titles(a_session(world.staten), world.bureau) == ["Sessie zorg en welzijn"]


def test_a_full_slide_goes_on_in_another(world: World) -> None:
    session = a_session(world.staten)
    for at in range(MOST_POINTS + 1):
        a_fact(world.staten, f"Feit {at}")
    assert titles(session, world.bureau)[-2:] == [
        "Rol van de provincie (1 van 2)",
        "Rol van de provincie (2 van 2)",
    ]


def test_a_slide_has_what_held_on_the_day(world: World) -> None:
    with acting(SystemActor.SETUP):
        dossier = CouncilDossier.objects.create(name="Acute zorg")
    session = a_session(world.staten)
    a_fact(world.staten, "Later", starts_on=soon(20))
    a_fact(world.council, "Van een ander")
    a_fact(world.staten, "Ander onderwerp", dossier=dossier)
    assert titles(session, world.bureau) == ["Sessie zorg en welzijn"]
    with acting(SystemActor.SETUP):
        session.dossier = dossier
        session.save()
    assert titles(session, world.bureau)[-1] == "Rol van de provincie", "the control"


def test_in_an_open_session_everybody_gets_the_same_slides(world: World) -> None:
    session = told(world)
    secret = {"publicity": "besloten", "publicity_ground": "Woo"}
    because(session, commitment=a_commitment(world.staten, "GEHEIM", **secret))
    for reader in (world.bureau, world.statenlid):
        groups = slides_of(session, reader)[2].content["groups"]
        assert "GEHEIM" not in str([row for row, _ in groups[0].rows])
    behind = told(world, **secret)
    because(behind, commitment=a_commitment(world.staten, "GEHEIM", **secret))
    groups = slides_of(behind, world.statenlid)[2].content["groups"]
    assert "GEHEIM" in str([row for row, _ in groups[0].rows]), "the control: behind closed doors it is there"


def test_the_pdf_has_every_slide_in_order(world: World) -> None:
    session = told(world)
    answer = printing.pdf_of(Client(), session, printing.SLIDES)
    assert answer["Content-Type"] == "application/pdf"
    wanted = titles(session, world.bureau)
    pages = page_texts(answer.content)
    assert len(pages) == len(wanted)
    assert [title for title, page in zip(wanted, pages, strict=True) if letters(title) not in page] == []
    assert letters("Een deelsessie duurt 20 minuten") in pages[-1]
    assert failed_rules(answer.content) == set()
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        left, bottom, right, top = document.pages[0].mediabox
    assert float(right - left) / float(top - bottom) == pytest.approx(16 / 9, rel=0.001)


def test_many_facts_cost_as_much_as_few(world: World, as_: Any) -> None:
    session, client = told(world), as_(world.clerk)
    url = url_of(session, 1)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for at in range(10):
        a_fact(world.staten, f"Feit {at}", subject=f"Plan {at}")
    with acting(SystemActor.SETUP):
        session.programme.filter(kind="deelsessies").update(round_minutes=5)
    a_breakout(session.programme.get(kind="deelsessies"), "Nog een")
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
