"""What is published explains its abbreviations; who writes gets advice on the words, and is stopped by none of it."""

import json

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from governance.briefings.document import build
from governance.briefings.printing import to_html, to_pdf
from tests.governance import letters
from zorgzaam.snapshots import canonical

pytestmark = pytest.mark.django_db
CORE = '<p>Het IZA geldt. <a href="https://a.example/VNG">VNG</a> en de VNG, en het IZA.</p>'


def test_the_list_is_part_of_the_document_and_the_first_use_has_a_button(world, client):
    publication = letters.published(world, core=CORE)
    listed = json.loads(publication.canonical)["abbreviations"]
    assert listed == [["IZA", "Integraal Zorgakkoord"], ["VNG", "Vereniging van Nederlandse Gemeenten"]]
    page = client.get(publication.briefing.get_absolute_url()).content.decode()
    assert "<li>IZA: Integraal Zorgakkoord</li>" in page
    assert page.count('popovertarget="uitleg-1"') == page.count('popovertarget="uitleg-2"') == 1
    assert page.count('id="uitleg-1"') == 1
    # In no link, and beside the second VNG.
    assert '<a href="https://a.example/VNG">VNG</a>' in page
    assert "IZA: Integraal Zorgakkoord" in publication.plain


def test_on_paper_there_is_the_list_and_no_button(world):
    publication = letters.published(world, core=CORE)
    assert publication.pdf
    html = to_html(publication.canonical)
    assert "<button" in html
    assert (
        to_pdf(publication.canonical, address=publication.made_with["address"]).sha256
        == publication.pdf_sha256
    )


def test_a_bracket_stays_with_the_abbreviation_it_is_around(world):
    text = canonical(build(letters.draft(world, core="<p>Het akkoord (IZA) geldt. De VNG ook.</p>")))
    page = to_html(text)
    assert '<span class="zz-abbr-whole">(<button' in page
    assert "</button>)</span> geldt." in page
    assert "(IZA, uitleg) geldt" in strip_tags(page), "no letter of it is lost"


def test_a_document_of_before_has_no_list(world):
    publication = letters.published(world, core=CORE)
    old = json.loads(publication.canonical)
    del old["abbreviations"]
    page = to_html(json.dumps(old))
    assert "Afkortingen" not in page
    assert "<button" not in page


def test_without_abbreviations_there_is_no_list(world):
    assert "Afkortingen" not in letters.published(world).html


def test_advice_stands_beside_the_part_and_on_the_page_for_reviewing_and_stops_nobody(world, as_):
    briefing = letters.draft(world, core="<p>Het plan wordt middels de RvB besproken.</p>")
    letters.section(briefing, "Kop", f"<p>{' '.join(['woord'] * 25)}.</p>")
    bureau = as_(world.bureau)
    compose = bureau.get(reverse("briefing_compose", args=[briefing.pk])).content.decode()
    core, section = compose.split('id="kern"')[1].split("</section>")[0], compose.split(">Kop</h2>")[1]
    for words in ("Wie doet dit?", "liever “met”", "“RvB” staat hier zonder uitleg", "Leesbaarheid: 3 tips"):
        assert words in core
    assert "Deze zin heeft 25 woorden" in section
    review = bureau.get(reverse("briefing_review", args=[briefing.pk])).content.decode()
    assert "Deze zin heeft 25 woorden" in review
    assert briefing.submit(by=world.bureau)


def test_a_plain_text_gets_no_advice(world, as_):
    briefing = letters.draft(world)
    page = as_(world.bureau).get(reverse("briefing_compose", args=[briefing.pk])).content.decode()
    assert "Leesbaarheid" not in page
