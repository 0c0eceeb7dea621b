"""The letter: the exact structure of a Mededeling, on the page and on paper, made of live records."""

import datetime
import re

from governance.bodies.models import Mandate, Role
from governance.briefings import fragments
from governance.briefings.document import build
from governance.briefings.printing import to_html, to_pdf
from tests.governance import letters
from tests.pdfs import failed_rules, page_of, page_texts, reading_order
from tests.world import end, mandate, person, seat
from zorgzaam.snapshots import canonical, digest


def text_of(briefing) -> str:
    return canonical(build(briefing))


def squeezed(pdf: bytes) -> str:
    return re.sub(r"[\s\u2010\u00ad]+", "", "".join(text for _, text in reading_order(pdf)))


def test_the_headings_stand_in_the_order_of_the_form(world):
    briefing = letters.full(world)
    text = text_of(briefing)
    assert letters.headings_in(to_html(text)) == [briefing.subject, *letters.HEADINGS]
    order = reading_order(to_pdf(text).pdf)
    printed = "".join(text for tag, text in order if tag in ("H1", "H2"))
    expected = "".join([briefing.subject, *letters.HEADINGS, "Bronnen"])
    assert re.sub(r"\s", "", printed) == re.sub(r"\s", "", expected)


def test_the_header_block_and_the_table_say_all_the_form_asks(world):
    briefing = letters.full(world)
    letters.attachment(briefing, "Startnotitie", edocs_number="0004711", woo_public=False)
    html, paper = to_html(text_of(briefing)), squeezed(to_pdf(text_of(briefing)).pdf)
    said = [
        *("Registratienummer", briefing.registration_number, "Datum", "3 november 2026", "Expertiseteam"),
        *("Team Samenleving", "Openbaarheid", "Openbaar", "Portefeuillehouder", "de gedeputeerde voor zorg"),
        *("Ter kennisname aan", "PS en burgerleden", "Onderwerp", "Naam bijlage", "eDocs nummer"),
        *("Openbaar in de zin van de Woo (ja/nee aangeven)", "Startnotitie", "0004711", "nee", "voor1"),
    ]
    position = 0
    for words in said[:12]:
        assert words in html
        position = paper.index(words.replace(" ", ""), position)
    for words in said[12:]:
        assert words in html
        assert words.replace(" ", "") in paper


def test_pages_are_numbered_and_follow_up_pages_say_what_they_belong_to(world):
    briefing = letters.full(world)
    letters.section(briefing, "Lang", *[f"<p>{'Een lange alinea. ' * 30}</p>"] * 12)
    pages = page_texts(to_pdf(text_of(briefing)).pdf)
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"pagina{number}van{len(pages)}" in page
        assert (f"bladnummer{number}" in page) is (number > 1)
        assert briefing.registration_number in page


def test_the_line_of_a_body_stays_with_its_text(world):
    briefing = letters.draft(world)
    letters.with_predecessor(world)
    section = letters.section(briefing, "Hoe het zo kwam", *[f"<p>{'Een lange alinea. ' * 24}</p>"] * 4)
    letters.fragment(section, "succession", body=world.coalition)
    assert page_of(to_pdf(text_of(briefing)).pdf, "Figure") == 1


def test_an_empty_table_of_attachments_is_printed(world):
    text = text_of(letters.draft(world))
    assert "Geen bijlagen" in to_html(text)
    assert "Geenbijlagen" in squeezed(to_pdf(text).pdf)


def test_draft_and_final_pass_pdf_ua_1(world):
    briefing = letters.full(world)
    letters.attachment(briefing, "Startnotitie")
    for draft in (True, False):
        made = to_pdf(text_of(briefing), draft=draft)
        assert failed_rules(made.pdf) == set()
        assert made.missing == ""


def test_the_same_json_gives_the_same_pdf(world):
    text = text_of(letters.full(world))
    assert to_pdf(text).sha256 == to_pdf(text).sha256
    assert to_pdf(text).sha256 != to_pdf(text, draft=True).sha256


def test_a_draft_says_so(world):
    text = text_of(letters.draft(world))
    assert "CONCEPT" in squeezed(to_pdf(text, draft=True).pdf)
    assert "CONCEPT" not in squeezed(to_pdf(text).pdf)


def test_only_people_who_agreed_are_named(world):
    named = person("Noor Naam", named_publicly=True)
    hidden = person("Vera Verborgen")
    letters.set_up(
        lambda: [
            mandate(one, world.coalition, seat=seat(world.coalition, f"zetel {one}"))
            for one in (named, hidden)
        ]
    )()
    text = text_of(letters.full(world))
    assert "Noor Naam" in text
    assert "Zetel Vera Verborgen" in text
    assert "Vera Verborgen" not in text.replace("Zetel Vera Verborgen", "")


def test_members_are_those_of_the_day_of_the_letter(world):
    named = person("Noor Naam", named_publicly=True)
    held = mandate(named, world.coalition, Role.MEMBER)
    briefing = letters.full(world, dated_on=datetime.date(2024, 5, 1))
    before = text_of(briefing)
    assert "Noor Naam" in before
    end(held, datetime.date(2025, 1, 1))
    assert text_of(briefing) == before
    end(Mandate.objects.get(pk=held.pk), datetime.date(2024, 4, 30))
    assert "Noor Naam" not in text_of(briefing)


def test_the_line_of_a_body_is_drawn_and_told(world):
    html = to_html(text_of(letters.full(world)))
    assert "<svg" in html
    assert "Zorgtafel Deltaland (sinds 2019) werd vervangen door Zorgraad Deltaland (zomer 2024)." in html


def test_a_fragment_whose_record_is_gone_stops_the_letter_and_says_why(world):
    briefing = letters.draft(world)
    block = letters.fragment(letters.section(briefing, "Kop"), "members", body=world.coalition)
    letters.set_up(
        lambda: type(block).objects.filter(pk=block.pk).update(parameters={"body": str(briefing.pk)})
    )()
    shown = build(briefing)["sections"][0]["blocks"][0]
    assert shown["kind"] == "empty"
    assert "er niet meer" in shown["why"]


def test_every_fragment_says_what_it_is_and_stores_what_it_can_read_again(world):
    keys = {fragment.key for fragment in fragments.known()}
    assert keys >= {"succession", "members", "themes", "tasks", "body_purpose"}
    form = fragments.get("members").form({"body": world.coalition.pk, "on": "2024-05-01"})
    assert form.is_valid()
    stored = fragments.stored(form)
    assert stored == {"body": str(world.coalition.pk), "on": "2024-05-01"}
    assert fragments.fill("members", stored, letters.DAY)["on"] == "1 mei 2024"


def test_canonical_json_is_one_text_whatever_the_order_of_keys():
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'
    assert digest("a") == digest(b"a")
