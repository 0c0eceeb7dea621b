"""Advice for plain words: long and passive sentences, abbreviations without explanation, words of offices."""

import time

import pytest

from zorgzaam.plain_words.abbreviations import listed, meanings, unexplained, used
from zorgzaam.plain_words.checks import LONG, Sort, advise
from zorgzaam.plain_words.passive import is_passive
from zorgzaam.plain_words.sentences import sentences

PASSIVE = [
    "Het plan wordt in de raad besproken.",
    "De kosten worden gedekt uit de reserve.",
    "Vorig jaar werd de tafel opgeheven.",
    "Het voorstel is door het college vastgesteld.",
    "Wij vinden dat het stuk eerst gelezen wordt.",
    "De inwoners werden niet betrokken.",
]
ACTIVE = [
    "De zorg wordt duurder.",
    "Wij worden allemaal ouder.",
    "Iedereen wordt gezond oud in dit gebied.",
    "Het wordt een mooi jaar, en de raad heeft het plan vastgesteld.",
    "De raad stelt het plan vast.",
    "Zij is door de stad gelopen naar het gebied.",
    "Het beleid wordt strenger.",
    "Zijn moeder was ziek.",
    "Dat wordt later bekend.",
]


@pytest.mark.parametrize("sentence", PASSIVE)
def test_a_passive_sentence_is_found(sentence):
    assert is_passive(sentence)


@pytest.mark.parametrize("sentence", ACTIVE)
def test_control_an_active_one_is_not(sentence):
    assert not is_passive(sentence)


def test_sentences_end_where_a_reader_thinks_so():
    html = (
        "<p>Dit is art. 5 van de wet. Dat komt o.a. door geld. Op 3.5 hectare!</p>"
        "<ul><li>Eerste punt</li><li>Tweede &amp; laatste</li></ul><p>Vijf.[noot: Een noot. Met meer.]</p>"
    )
    assert list(sentences(html)) == [
        "Dit is art. 5 van de wet.",
        "Dat komt o.a. door geld.",
        "Op 3.5 hectare!",
        "Eerste punt",
        "Tweede & laatste",
        "Vijf.",
    ]


@pytest.mark.parametrize(("count", "expected"), [(LONG, []), (LONG + 1, [Sort.LONG])])
def test_a_sentence_is_long_from_the_twenty_first_word(count, expected):
    sentence = " ".join(["woord"] * count) + "."
    assert [each.sort for each in advise(f"<p>{sentence}</p>")] == expected


def test_the_advice_names_the_sentence_and_something_easier():
    found = advise("<p>Dit is goed. Wij gaan middels een plan echter verder.</p>")
    assert {each.sentence for each in found} == {"Wij gaan middels een plan echter verder."}
    assert [each.what for each in found] == [
        "Schrijf in plaats van “middels” liever “met”.",
        "Schrijf in plaats van “echter” liever “maar”.",
    ]
    assert advise("<p>De slechter wordende weg, en Middelsburg.</p>") == []


@pytest.mark.parametrize(
    ("text", "short", "clear"),
    [
        ("De Raad van Bestuur (RvB) komt. De RvB gaat.", "RvB", True),
        ("De RvB (Raad van Bestuur) komt.", "RvB", True),
        ("De RvB komt. De Raad van Bestuur (RvB) gaat.", "RvB", False),
        ("De RvB komt.", "RvB", False),
    ],
)
def test_an_abbreviation_is_explained_where_it_is_first_used(text, short, clear):
    assert (short not in unexplained(text)) is clear
    asked = [each for each in advise(text) if each.sort == Sort.ABBREVIATION]
    assert bool(asked) is not clear
    assert not [each for each in advise(text, known=[short]) if each.sort == Sort.ABBREVIATION]


def test_what_looks_like_an_abbreviation_and_is_none():
    assert used("In DRONTEN en Lelystad, deel III van de PDF, zegt de EU: OK.") == []
    assert used("De NZa, het IZA-akkoord, de Wmo en de ggz.") == ["NZa", "IZA", "Wmo", "ggz"]


def test_the_list_takes_the_words_of_the_text_itself_first():
    text = "Het Integraal Zorgakkoord (IZA) en de Grote Gezamenlijke Dag (GGD). De VNG en de QXZ."
    assert listed(text) == [
        ("GGD", "Grote Gezamenlijke Dag"),
        ("IZA", "Integraal Zorgakkoord"),
        ("VNG", "Vereniging van Nederlandse Gemeenten"),
    ]
    assert "QXZ" not in meanings("Wij gaan morgen naar huis (QXZ).")


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("Zo (GGD) is, na de Grote Gezamenlijke Dag (GGD).", "Grote Gezamenlijke Dag"),
        ("Een “Grote Gezamenlijke Dag (GGD)” en de Goede Gewone Dag (GGD).", "Grote Gezamenlijke Dag"),
        ("Voor wonen, ondersteuning en zorg voor ouderen (WOZO) is geld.",
         "wonen, ondersteuning en zorg voor ouderen"),
        ("Grote Gezamenlijke.\nDag (GGD)", "Gemeentelijke Gezondheidsdienst"),
        (f"{'x' * 5000} {'lang ' * 100}Grote Gezamenlijke Dag (GGD)", "Grote Gezamenlijke Dag"),
    ],
)  # fmt: skip
def test_what_it_stands_for_is_right_before_its_brackets(text, long):
    short = "WOZO" if "WOZO" in text else "GGD"
    assert meanings(text)[short] == long


HOSTILE = {
    "brackets": "(" * 50_000,
    "participles": "aan" * 30_000,
    "letters": "A a " * 20_000 + "(AB)",
    "tags": "<p>" * 20_000,
    "becomes": "wordt " * 20_000,
    "one word": "a" * 60_000 + " GGD",
    "one word of capitals": "A" * 60_000 + " GGD",
    "is": "is " * 60_000,
    "begun notes": "[noot:" * 30_000,
    "shortened": "Art. " * 40_000,
    "abbreviations": " ".join(f"A{n:05}B" for n in range(15_000)),
    "explained": " ".join(f"Aa Bb (A{n:05}B)" for n in range(10_000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_costs_little(text):
    begun = time.process_time()
    advise(text)
    listed(text)
    assert time.process_time() - begun < 3
