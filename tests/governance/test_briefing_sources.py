"""Every sentence that came from a record says which: on the page with a link, on paper with a number and a list."""

import re
from html import unescape

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from governance.briefings import fragments
from governance.briefings.document import build
from governance.briefings.fragments.sourcing import rows_in
from governance.briefings.printing import to_html, to_pdf, to_plain
from tests.governance import letters
from tests.governance.fragmented import FILLED, TODAY
from tests.pdfs import failed_rules, page_texts
from zorgzaam.snapshots import canonical

KEYS = [fragment.key for fragment in fragments.known()]
# What is read as one: a sentence, a point of a list, a row of a table.
ONE = re.compile(r"<(p|li|tr)\b[^>]*>(?:(?!<(?:p|li|tr)\b).)*?</\1>", re.DOTALL)
LINK = '<a class="zz-letter__source" href="/'


def filled(world, key):
    return fragments.fill(key, FILLED[key](world), TODAY())


def shown(key, data):
    found = fragments.get(key)
    return render_to_string(found.template, {"data": data, "page": True})


def values_in(data):
    """Every word that came from a record; the day of the letter and what only names a source did not."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name not in ("source", "id", "on", "since", "drawing", "kind", "caption"):
                yield from values_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from values_in(value)
    elif isinstance(data, str) and len(data) > 3:
        yield unescape(strip_tags(data))


def without_source(html, data):
    """The sentences with words of a record and without the record. A point in a list within a point has that of the
    point it is in."""
    html = re.sub(r"<(svg|caption|thead)\b.*?</\1>", "", html, flags=re.DOTALL)
    html = re.sub(r"(<ol>)(.*?)(</ol>)", lambda found: unnumbered(found, html), html, flags=re.DOTALL)
    words = set(values_in(data))
    for found in ONE.finditer(html):
        text = unescape(" ".join(strip_tags(found[0]).split()))
        if LINK not in found[0] and any(word in text for word in words):
            yield text


def unnumbered(found, html):
    """A list of besluitpunten is one text of the decision that stands above it."""
    inside = found[2]
    return "" if LINK not in inside else found[0]


def test_every_fragment_is_tried():
    assert sorted(FILLED) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_every_sentence_of_every_fragment_leads_to_its_record(world, as_, key):
    data = filled(world, key)
    html = shown(key, data)
    assert list(without_source(html, data)) == []
    assert LINK in html
    for row in rows_in(data):
        assert row["source"]["label"]
        address = row["source"]["url"].partition("#")[0]
        assert as_(None).get(address).status_code == 200, address
    bare = re.sub(r'<a class="zz-letter__source".*?</a>', "", html, flags=re.DOTALL)
    assert list(without_source(bare, data)), "the control"
    assert canonical(data), "nothing in it that JSON does not know"


def test_the_letter_numbers_its_sources_once_and_lists_them_on_paper(world):
    briefing = letters.draft(world, dated_on=TODAY())
    chapter = letters.section(briefing, "Hoe het staat")
    FILLED["promises"](world)
    for key in ("promises", "term_agenda"):
        letters.fragment(chapter, key, council=world.staten)
    text = canonical(build(briefing))
    html = to_html(text)
    numbers = [int(found) for found in re.findall(r'class="zz-letter__source" href="[^"]*">bron (\d+)', html)]
    assert set(numbers) == set(range(1, max(numbers) + 1))
    assert len(numbers) > max(numbers), "the second time it has the same number"
    assert "bron 1" not in to_plain(text)
    pdf = to_pdf(text)
    assert failed_rules(pdf.pdf) == set()
    words = " ".join(page_texts(pdf.pdf))
    assert "Bronnen" in words
    assert reverse("commitments") in words.replace("\n", "")
