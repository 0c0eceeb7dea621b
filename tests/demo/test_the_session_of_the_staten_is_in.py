"""The session of 27 November 2024 and the facts told there are in, and on a page."""

from collections import Counter
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from governance.council.models import CouncilFact, CouncilSession
from governance.council.sessions.slides import paper_of, slides_of
from tests.governance.test_decide import text
from tests.pdfs import letters, page_texts
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


def test_the_presentation_has_the_headings_of_the_one_that_was_given() -> None:
    shown = [(slide.part.partition(":")[0], slide.title) for slide in slides_of(session(), StandIn(NOBODY))]
    assert shown == [
        ("", "Beeldvormende sessie EMS: Vitale Samenleving, Zorg & Welzijn"),
        ("", "Wat gaan we doen vandaag?"),
        ("", "Aanleiding"),
        ("", "Inhoud presentatie"),
        ("Deel 1", "Wat verandert deze coalitieperiode"),
        ("Deel 1", "Positie van de provincie"),
        ("Deel 1", "Rol van de provincie"),
        ("Deel 1", "Rol van de provincie: Als middenbestuur"),
        ("Deel 1", "Brede Welvaart: anders kijken, vragen en werken"),
        ("Deel 2", "Van Zorgtafel naar Zorgzaam Flevoland"),
        ("Deel 2", "Raakvlakken met het Regioplan"),
        ("Deel 2", "Acute zorg en aanrijtijden van ambulances"),
        ("Deel 2", "Vraagstukken acute zorg (1 van 2)"),
        ("Deel 2", "Vraagstukken acute zorg (2 van 2)"),
        ("Deel 2", "Evaluatie Flever 2021 – 2023"),
        ("Deel 2", "Programmalijnen: Meerjarenplan Flever 2025-2028"),
        ("Samenvatting", "Focus en rol van de provincie"),
        ("", "Carrousel van 3 deelsessies"),
    ]


def test_every_slide_of_it_fits_on_one_page() -> None:
    slides = slides_of(session(), StandIn(NOBODY))
    pages = page_texts(paper_of(session(), slides).printed().pdf)
    assert len(pages) == len(slides)
    assert letters("De bevindingen t.a.v. de Ambulancezorg aan de Staten te rapporteren") in pages[2]


def test_the_facts_are_on_their_page() -> None:
    page = unescape(text(Client(), reverse("council_facts")))
    for fact in CouncilFact.objects.all():
        assert fact.text in page
