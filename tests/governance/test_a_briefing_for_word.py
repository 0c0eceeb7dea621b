"""A briefing as a document for Word: the same parts in the same order, with real headings, and nothing breaks it."""

import io
import re
import zipfile

import pytest
from django.core.cache import cache
from django.urls import reverse
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from governance.briefings.document import build
from governance.briefings.printing import to_html, to_word
from governance.briefings.views import reading
from tests.governance import letters, states
from tests.governance.letters import HEADINGS, headings_in
from tests.governance.test_briefing_publishing import HOSTILE
from zorgzaam.snapshots import canonical


def opened(content):
    return Document(io.BytesIO(content))


def headings(document, deepest=2):
    names = [f"Heading {level}" for level in range(1, deepest + 1)]
    return [row.text for row in document.paragraphs if row.style.name in names]


def lines(document):
    """All words in order, those in tables included."""
    found = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            found += [cell.text for row in part.rows for cell in row.cells]
        elif isinstance(part, Paragraph):
            found.append(part.text)
    return found


def test_the_headings_are_those_of_the_letter_in_its_order(world, as_):
    publication = letters.published(world, letters.full(world))
    answer = as_(None).get(reverse("briefing_word", args=[publication.briefing_id, 1]))
    document = opened(answer.content)
    assert headings_in(publication.html) == [publication.subject, *HEADINGS]
    assert headings(document) == [publication.subject, *HEADINGS, "Bronnen"], "a page folds its sources away"
    assert f"Registratienummer: {publication.registration_number}" in lines(document)
    assert answer["Content-Disposition"].endswith('.docx"')
    assert publication.made_with["address"] in " ".join(lines(document))


def test_a_proposal_keeps_its_numbers(world):
    proposal = states.draft_proposal(world)
    document = opened(to_word(canonical(build(proposal)), draft=True))
    wanted = headings_in(to_html_of(proposal))
    assert headings(document) == wanted
    codes = [text for text in headings(document, 3) if re.match(r"[0-9]+[.][0-9]+ ", text)]
    grounds = sum(point.grounds.count() for point in proposal.points.all())
    assert len(codes) == grounds > 0
    points = [row for row in document.paragraphs if row.style.name == "List Number"]
    assert [row.text for row in points][: proposal.points.count()] == [
        row.text for row in proposal.points.all()
    ]


def to_html_of(briefing):
    return to_html(canonical(build(briefing)), draft=True)


def test_tables_lists_links_notes_and_drawings_survive(world):
    briefing = letters.full(
        world,
        core="<p>Zie <a href='https://voorbeeld.example/a?b=1&amp;c=2'>hier</a> "
        "[noot: Een bron.] en <strong>dit</strong>.</p><ol><li>een</li><li>twee</li></ol><ol><li>opnieuw</li></ol>"
        "<table><tr><th>Wat</th><th>Wie</th></tr><tr><td colspan='2'>samen</td></tr></table>",
    )
    document = opened(to_word(canonical(build(briefing))))
    said = lines(document)
    core = next(row for row in document.paragraphs if row.text.startswith("Zie hier"))
    assert [link.address for link in core.hyperlinks] == ["https://voorbeeld.example/a?b=1&c=2"]
    assert [run.text for run in core.runs if run.bold] == ["dit"]
    assert [run.text for run in core.runs if run.font.superscript] == ["1"]
    assert any(line.startswith("Een bron.") for line in said)
    assert any(line.startswith("[Afbeelding: ") for line in said)
    items = [row for row in document.paragraphs if row.text in ("een", "twee", "opnieuw")]
    numbered = [row._p.xpath("w:pPr/w:numPr/w:numId/@w:val")[0] for row in items]
    assert numbered[0] == numbered[1] != numbered[2]
    table = next(table for table in document.tables if table.cell(0, 0).text == "Wat")
    assert table._tbl.xpath("w:tr[1]/w:trPr/w:tblHeader")
    assert table.cell(1, 0).text == table.cell(1, 1).text == "samen"


def test_it_says_its_language_and_title_and_is_the_same_each_time(world):
    text = canonical(build(letters.full(world)))
    first = to_word(text)
    assert first == to_word(text)
    document = opened(first)
    assert document.core_properties.title == "Mededeling: Een nieuw overleg voor de regio"
    assert document.core_properties.language == "nl-NL"
    assert document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == ["nl-NL"]
    assert document.core_properties.created.date() == letters.DAY


def test_it_is_made_once_and_not_for_who_has_it(world, as_, monkeypatch):
    publication = letters.published(world, letters.draft(world))
    url, made = reverse("briefing_word", args=[publication.briefing_id, 1]), []
    real = reading.to_word
    monkeypatch.setattr(reading, "to_word", lambda *args, **more: made.append(1) or real(*args, **more))
    first, second = as_(None).get(url), as_(world.statenlid).get(url)
    assert first.content == second.content != b""
    assert opened(first.content)
    cache.clear()
    again = as_(None).get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, made) == (304, b"", [1])
    assert as_(None).get(url, headers={"If-None-Match": '"other"'}).content == first.content
    assert len(made) == 2, "the control"


def test_a_draft_says_so(world, as_):
    briefing = letters.draft(world)
    answer = as_(world.bureau).get(reverse("briefing_draft_word", args=[briefing.pk]))
    assert opened(answer.content).core_properties.title.startswith("CONCEPT")
    assert "no-store" in answer["Cache-Control"]


CONTROL = "".join(map(chr, (*range(1, 32), 0xFFFE, 0xFFFF))) + "\u202e]]><w:p>&#x1;"


@pytest.mark.parametrize(
    "text", [*HOSTILE, CONTROL, "<td>los</td>" * 50, "<h2></h2><table></table><ul></ul>"]
)
def test_hostile_text_does_not_break_it(world, text):
    plain = text[:100].replace("\x00", "")
    briefing = letters.draft(world, subject=plain, portfolio_holder=plain, core=text, follow_up=text)
    letters.section(briefing, plain, text)
    letters.attachment(briefing, plain)
    content = canonical(build(briefing))
    document = opened(to_word(content))
    assert "Vervolg" in headings(document)
    assert zipfile.ZipFile(io.BytesIO(to_word(content))).testzip() is None
