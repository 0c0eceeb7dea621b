"""A printed document passes PDF/UA-1 and is read aloud in the order it was written."""

import io
from html.parser import HTMLParser

import pikepdf
import pytest
import weasyprint

from tests.kernel.pdf.documents import LETTER, document
from tests.pdfs import failed_rules, letters, reading_order
from zorgzaam import pdf
from zorgzaam.richtext import clean_html

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}<rect width="9" height="9"/></svg>'


@pytest.fixture(scope="module")
def letter() -> pdf.Rendered:
    return pdf.render(LETTER)


class Words(HTMLParser):
    """The text of the letter as its author wrote it, without what is no running text."""

    def __init__(self) -> None:
        super().__init__()
        self.silent: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("head", "svg"):
            self.silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.text.append(data)


def test_passes_the_validator_without_a_warning(letter: pdf.Rendered) -> None:
    assert failed_rules(letter.pdf) == set()
    assert letter.warnings == ()
    assert letter.missing == ""


def test_is_read_in_the_order_it_was_written(letter: pdf.Rendered) -> None:
    words = Words()
    words.feed(LETTER)
    read = "".join(text for tag, text in reading_order(letter.pdf) if tag != "Figure")
    assert letters(read) == letters("".join(words.text))


def test_tags_say_what_a_text_is(letter: pdf.Rendered) -> None:
    tags = {letters(text): tag for tag, text in reading_order(letter.pdf)}
    assert tags["Kernmededeling"] == "H2"
    assert tags["Wiedoenermee"] == "H3"
    assert tags["eDocs"] == "TH" or tags["eDocsnummer"] == "TH"
    assert tags["hetdossierZorgtafel"] == "Link"
    assert tags["3141592"] == "TD"


def test_title_language_bookmarks_and_links_are_there(letter: pdf.Rendered) -> None:
    with pikepdf.open(io.BytesIO(letter.pdf)) as file:
        assert str(file.Root.Lang) == "nl"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert str(file.docinfo.Title).startswith("Mededeling 3332275")
        with file.open_outline() as outline:
            top = outline.root
            assert [item.title for item in top] == [
                "Van Zorgtafel naar Verbindende Coalitie Zorgzaam Flevoland"
            ]
            assert [item.title for item in top[0].children][-2:] == ["Vervolg", "Bijlagen"]
        targets = [str(link.A.URI) for sheet in file.pages for link in sheet.get("/Annots", [])]
        assert targets == ["https://www.zorgzaam.example/dossiers/zorgtafel"]


def test_only_our_own_fonts_are_used(letter: pdf.Rendered) -> None:
    with pikepdf.open(io.BytesIO(letter.pdf)) as file:
        names = {str(font.BaseFont) for sheet in file.pages for font in sheet.Resources.Font.values()}
    assert names
    assert all("Noto-Sans" in name for name in names)


def test_signs_outside_the_text_font_are_printed_and_unknown_ones_reported() -> None:
    printed = pdf.render(document("<p>van → naar, ≤ 3, ✓ klaar, ☐ open, Łódź, Ελλάδα, 🙂 en 中</p>"))
    assert printed.missing == "中🙂"
    assert failed_rules(printed.pdf) == set()
    assert "✓klaar,☐open,Łódź,Ελλάδα,�en�" in letters("".join(text for _, text in reading_order(printed.pdf)))


def test_what_a_screen_reader_needs_may_not_be_forgotten() -> None:
    bare = document(SVG.format(""), title=" ").replace(' lang="nl"', "")
    with pytest.raises(pdf.PdfFailed) as refused:
        pdf.render(bare)
    for reason in ("no title", '"lang"', "svg has no title"):
        assert reason in refused.value.detail
    assert "onderdeel" in str(refused.value)


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        (document(title=""), "PDFUA1-METADATA-TITLE-001"),
        (document().replace(' lang="nl"', ""), "PDFUA1-LANGUAGE-TAG-001"),
        (document(SVG.format("")), "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001"),
        (document("<h3>overgeslagen</h3>"), "PDFUA1-HEADING-NESTING-001"),
    ],
    ids=["title", "language", "alternative text", "skipped heading"],
)
def test_control_the_validator_sees_what_is_lacking(html: str, rule: str) -> None:
    assert rule in failed_rules(weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))
    good = document(SVG.format("<title>Vierkant</title>") + "<h2>volgt</h2>")
    assert failed_rules(weasyprint.HTML(string=good).write_pdf(pdf_variant="pdf/ua-1")) == set()


TYPED = """<h1>Kop</h1><blockquote>Citaat</blockquote>
<ul><li><p>een</p><ol><li>twee</li><li><p>drie</p></li></ol></li><li>vier<ul><li>vijf</li></ul></li></ul>
<table><tr><td colspan=2>Naam</td></tr><tr><td>a</td><td>b</td></tr></table>"""


def test_text_as_an_editor_makes_it_passes_the_validator() -> None:
    printed = pdf.render(document(clean_html(TYPED)))
    assert failed_rules(printed.pdf) == set()
    read = [text for _, text in reading_order(printed.pdf)]
    assert read == ["Proef", "Kop", "Citaat", "een", "twee", "drie", "vier", "vijf", "Naam", "a", "b"]


def test_control_a_plain_printer_tags_such_text_wrongly() -> None:
    plain = weasyprint.HTML(string=document(clean_html(TYPED))).write_pdf(pdf_variant="pdf/ua-1")
    assert failed_rules(plain) == {"PDFUA1-LI-KIDS-001", "PDFUA1-TABLE-HEADERS-SCOPE-001"}
