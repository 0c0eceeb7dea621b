"""From HTML to Word, block by block in the order of reading."""

import datetime
import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

import docx
import lxml.html
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

from zorgzaam.word import parts
from zorgzaam.xml_texts import fit_for_xml

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGE = "nl-NL"
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BOLD, ITALIC, RAISED = ("strong", "b"), ("em", "i"), ("sup",)
# What holds blocks, and is nothing itself.
HOLDERS = ("section", "header", "footer", "div", "figure", "article", "main", "body", "dl", "dd")
BLOCKS = (*HOLDERS, *HEADINGS, "p", "ul", "ol", "li", "table", "blockquote", "dt", "hr", "svg", "figcaption")
ABROAD = ("http://", "https://", "mailto:")
_SPACE = re.compile(r"\s+")
# A zip file knows no earlier moment.
_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Facts:
    """What the properties of the file say: title, who wrote it, and the day it is of."""

    title: str
    author: str
    day: datetime.date


def from_html(html: str, facts: Facts) -> bytes:
    """The body of an HTML document as a file for Word."""
    document = docx.Document()
    parts.speak(document, LANGUAGE)
    _say(document.core_properties, facts)
    parser = lxml.html.HTMLParser(encoding="utf-8")
    tree = lxml.html.document_fromstring(fit_for_xml(html).encode(), parser=parser)
    body = document.element.body
    page = body.sectPr
    _Writer(document).blocks(tree.body, body)
    body.append(page)  # Word wants the sizes of the page last
    return _pack(document)


def _say(properties: Any, facts: Facts) -> None:
    moment = datetime.datetime.combine(facts.day, datetime.time())
    properties.title, properties.author = fit_for_xml(facts.title)[:255], fit_for_xml(facts.author)[:255]
    properties.last_modified_by, properties.comments = properties.author, ""
    properties.language, properties.revision = LANGUAGE, 1
    properties.created = properties.modified = moment


def _pack(document: Any) -> bytes:
    """The file with one moment on all its parts: the same document gives the same bytes."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return packed.getvalue()


@dataclass(frozen=True)
class Style:
    """How words are written."""

    bold: bool = False
    italic: bool = False
    raised: bool = False

    def within(self, tag: str) -> "Style":
        return Style(self.bold or tag in BOLD, self.italic or tag in ITALIC, self.raised or tag in RAISED)


class _Writer:
    """Writes elements into the body of a document or a cell of a table."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def blocks(self, node: Any, into: Any, *, style: str = "Normal", then: str = "", depth: int = 0) -> None:
        """Everything in `node`: words between blocks become a paragraph. `then`: the style after the first one."""
        loose: list[Any] = []
        before = len(into)

        def now() -> str:
            return then if then and len(into) > before else style

        for piece in _pieces(node):
            if isinstance(piece, str) or piece.tag not in BLOCKS:
                loose.append(piece)
                continue
            self._loose(loose, into, now())
            self.block(piece, into, style=now(), depth=depth)
        self._loose(loose, into, now())

    def block(self, node: Any, into: Any, *, style: str, depth: int) -> None:
        """One block."""
        if node.tag in HEADINGS:
            self.paragraph(_pieces(node), into, f"Heading {HEADINGS[node.tag]}")
        elif node.tag in ("ul", "ol"):
            self.items(node, into, depth + 1)
        elif node.tag == "table":
            self.table(node, into)
        elif node.tag == "svg":
            self.paragraph([f"[Afbeelding: {_words(node.find('title'))}]"], into, style)
        elif node.tag == "dl":
            self.facts(node, into, style)
        elif node.tag == "blockquote":
            self.blocks(node, into, style="Quote", depth=depth)
        elif node.tag == "p":
            self.paragraph(_pieces(node), into, style)
        elif node.tag != "hr":
            self.blocks(node, into, style="Caption" if node.tag == "figcaption" else style, depth=depth)

    def items(self, node: Any, into: Any, depth: int) -> None:
        """A list; one in an item is one deeper."""
        ordered = node.tag == "ol"
        numbering = parts.new_numbering(self.document, min(depth, parts.DEEPEST)) if ordered else 0
        for item in node.iterchildren("li"):
            before = len(into)
            style, then = parts.list_style(ordered, depth), parts.continued_style(depth)
            self.blocks(item, into, style=style, then=then, depth=depth)
            first = into[before] if len(into) > before and into[before].tag.endswith("}p") else None
            if ordered and first is not None:
                parts.number(Paragraph(first, self.document._body), numbering)

    def facts(self, node: Any, into: Any, style: str) -> None:
        """Labels, each on one line with what it is about."""
        label = ""
        for each in node.iter("dt", "dd"):
            if each.tag == "dt":
                label = _words(each)
                continue
            said = lxml.html.Element("strong")
            said.text = f"{label}: "
            if any(child.tag in BLOCKS for child in each):
                self.paragraph([said], into, style)
                self.blocks(each, into, style=style)
            else:
                self.paragraph([said, *_pieces(each)], into, style)

    def table(self, node: Any, into: Any) -> None:
        """A table with the rows that head it; a caption goes before."""
        for caption in node.iterchildren("caption"):
            self.paragraph(_pieces(caption), into, "Caption")
        rows = [row for row in node.iter("tr") if next(row.iterancestors("table")) is node]
        width = max((sum(_span(cell) for cell in row.iterchildren("th", "td")) for row in rows), default=0)
        if not width:
            return
        table = parts.table_of(into, width)
        for row in rows:
            heading = _heads(row, rows[0])
            made = parts.row_of(table, heading=heading)
            for cell in row.iterchildren("th", "td"):
                self.cell(cell, made, bold=heading)
        if into is self.document.element.body:
            into.append(OxmlElement("w:p"))  # two tables in a row would become one

    def cell(self, node: Any, row: Any, *, bold: bool) -> None:
        made = parts.cell_of(row, _span(node))
        before = len(made)
        if bold:
            self.paragraph(_pieces(node), made, "Normal", Style(bold=True))
        else:
            self.blocks(node, made)
        if len(made) == before or not made[-1].tag.endswith("}p"):
            made.append(OxmlElement("w:p"))

    def _loose(self, loose: list[Any], into: Any, style: str) -> None:
        if any(_words(piece).strip() or not isinstance(piece, str) for piece in loose):
            self.paragraph(loose, into, style)
        loose.clear()

    def paragraph(self, pieces: Any, into: Any, style: str, look: Style = Style()) -> None:
        """A paragraph of these words, without space around it. Nothing where there are none."""
        made = Paragraph(OxmlElement("w:p"), self.document._body)
        made.style = self.document.styles[style]
        for piece in pieces:
            self.words(piece, made, made._p, look)
        texts = made._p.xpath(".//w:t")
        if not texts:
            return
        texts[0].text = texts[0].text.lstrip()
        texts[-1].text = texts[-1].text.rstrip()
        into.append(made._p)

    def words(self, piece: Any, paragraph: Any, into: Any, look: Style) -> None:
        """Words, or an element with words in it."""
        if isinstance(piece, str):
            self.run(_SPACE.sub(" ", piece), paragraph, into, look)
        elif piece.tag == "br":
            self.run("\n", paragraph, into, look)
        elif piece.tag == "svg":
            self.run(f"[Afbeelding: {_words(piece.find('title'))}]", paragraph, into, look)
        else:
            href = piece.get("href", "") if piece.tag == "a" else ""
            inner = parts.link(paragraph, href) if href.startswith(ABROAD) else into
            for each in _pieces(piece):
                self.words(each, paragraph, inner, look.within(str(piece.tag)))

    def run(self, text: str, paragraph: Any, into: Any, look: Style) -> None:
        if not text:
            return
        made = paragraph.add_run(text)
        made.bold, made.italic = look.bold or None, look.italic or None
        made.font.superscript = look.raised or None
        into.append(made._r)


def _pieces(node: Any) -> list[Any]:
    """Words and elements in `node`, in order; comments and styles are neither."""
    found: list[Any] = [node.text] if node.text else []
    for child in node:
        if isinstance(child.tag, str) and child.tag not in ("style", "script"):
            found.append(child)
        if child.tail:
            found.append(child.tail)
    return found


def _words(piece: Any) -> str:
    if piece is None:
        return ""
    return piece if isinstance(piece, str) else " ".join("".join(piece.itertext()).split())


def _heads(row: Any, first: Any) -> bool:
    """Whether a row heads the table: it says so, or it is the first and has nothing but headings."""
    return row.getparent().tag == "thead" or (row is first and all(cell.tag == "th" for cell in row))


def _span(cell: Any) -> int:
    wide = cell.get("colspan", "1")
    return int(wide) if wide.isdigit() and 0 < int(wide) <= 20 else 1
