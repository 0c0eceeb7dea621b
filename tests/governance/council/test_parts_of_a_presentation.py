"""A presentation in parts: general, background for the breakouts, summary; and its reasons in the official words."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.council.models import CouncilSession
from governance.council.sessions.slides import Slide, slides_of
from tests.governance.council.meeting import a_carousel, a_fact, a_session
from tests.governance.council.registers import a_commitment, a_motion
from tests.governance.council.test_reasons_of_sessions import because
from tests.governance.council.test_writing_slides import write
from tests.governance.test_decide import text
from tests.world import World

pytestmark = pytest.mark.django_db


def shown(session: CouncilSession, world: World) -> list[Slide]:
    return slides_of(session, world.bureau)


def test_written_slides_stand_where_they_belong_among_the_facts(world: World, as_: Any) -> None:
    session, client = a_session(world.staten), as_(world.clerk)
    a_carousel(session)
    a_fact(world.staten, "Wij doen mee")
    a_fact(world.staten, "Te veel wachten", kind="acute_zorg")
    for title, place in (
        ("Tot slot", "samenvatting"),
        ("Zo zit het", "acute_zorg"),
        ("Ook nog", "achtergrond"),
        ("Een andere blik", "algemeen"),
    ):
        assert write(client, session, title, place=place).status_code == 302
    found = [(slide.part.partition(":")[0], slide.title) for slide in shown(session, world)[2:]]
    assert found == [
        ("", "Inhoud presentatie"),
        ("Deel 1", "Rol van de provincie"),
        ("Deel 1", "Een andere blik"),
        ("Deel 2", "Zo zit het"),
        ("Deel 2", "Vraagstukken acute zorg"),
        ("Deel 2", "Ook nog"),
        ("Samenvatting", "Tot slot"),
        ("", "Carrousel van 3 deelsessies"),
    ]
    page = text(Client(), reverse("council_session_slide", args=[session.pk, 3]))
    order = ["Deel 1: algemeen", "Een andere blik", "Deel 2: achtergrondinformatie deelsessies", "Zo zit het"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_one_part_alone_is_called_no_part(world: World) -> None:
    session = a_session(world.staten)
    a_fact(world.staten, "Wij doen mee")
    assert {slide.part for slide in shown(session, world)} == {""}


def test_a_place_that_is_none_is_refused(world: World, as_: Any) -> None:
    refused = write(as_(world.clerk), a_session(world.staten), "Ergens", place="nergens")
    assert refused.status_code == 422


def test_the_reasons_are_told_in_the_official_words(world: World) -> None:
    session = a_session(world.staten)
    because(
        session, commitment=a_commitment(world.staten, "De taak van de tafel te bespreken", short="De tafel")
    )
    because(session, commitment=a_commitment(world.staten, "Cijfers te geven"))
    because(session, motion=a_motion(world.staten))
    page = text(Client(), reverse("council_session_slide", args=[session.pk, 2]))
    assert "De taak van de tafel te bespreken (5 juni 2024)" in page
    assert "In het kort: De tafel" in page
    assert page.count("In het kort") == 1, "without a short form there is nothing to say second"
    assert "Toezeggingen</h2>" in page
    assert "Motie</h2>" in page
