"""The session of 27 November 2024 and the facts told there are in, and on a page."""

from collections import Counter
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from governance.council.models import CouncilFact, CouncilSession
from governance.council.sessions.slides import slides_of
from tests.governance.test_decide import text
from zorgzaam.demo.ids import demo_id
from zorgzaam.standing import NOBODY, StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_demo", "_in_the_demo")]
TOLD = {"verandering": 6, "positie": 3, "rol": 8, "raakvlak": 4, "acute_zorg": 8, "programmalijn": 5}


def session() -> CouncilSession:
    return CouncilSession.objects.get(pk=demo_id("council-session", "sessie-2024-11-27"))


def test_the_programme_and_the_rooms_are_on_its_page() -> None:
    page = text(Client(), session().get_absolute_url())
    for words in ("15:30 – 16:00", "Carrousel", "Kamer Lelystad (O0.02)", "Kamer Almere (O0.03)",
                  "Kamer Waterschap Zuiderzeeland (O0.06)", "16:40 – 17:00", "Gehouden"):  # fmt: skip
        assert words in page


def test_every_fact_is_in_and_on_a_slide() -> None:
    assert Counter(CouncilFact.objects.values_list("kind", flat=True)) == TOLD
    slides = slides_of(session(), StandIn(NOBODY))
    shown = [fact for slide in slides if slide.shape == "facts" for fact in slide.content["facts"]]
    assert len(shown) == sum(TOLD.values())
    assert slides[-1].title == "Carrousel van 3 deelsessies"


def test_the_facts_are_on_their_page() -> None:
    page = unescape(text(Client(), reverse("council_facts")))
    for fact in CouncilFact.objects.all():
        assert fact.text in page
