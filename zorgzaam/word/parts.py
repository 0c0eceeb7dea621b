"""The parts of a Word file that python-docx has no words for: numbering that begins again, links, tables, language."""

from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

DEEPEST = 3  # Word has a style of its own for so many levels of a list


def element(name: str, **attributes: str) -> Any:
    """An element of the w: namespace; `val="x"` becomes w:val."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def speak(document: Document, language: str) -> None:
    """Every word of the document is in this language, unless it says otherwise."""
    found = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0]
    for old in found.xpath("w:lang"):
        found.remove(old)
    found.append(element("lang", val=language, eastAsia=language, bidi="ar-SA"))


def list_style(ordered: bool, depth: int) -> str:
    """The style of an item so many lists deep, from 1."""
    return _at("List Number" if ordered else "List Bullet", depth)


def continued_style(depth: int) -> str:
    """The style of what follows in the same item."""
    return _at("List Continue", depth)


def _at(style: str, depth: int) -> str:
    level = min(depth, DEEPEST)
    return f"{style} {level}" if level > 1 else style


def new_numbering(document: Document, depth: int) -> int:
    """A numbering that begins at 1, for one list: the style alone would count on through the document."""
    style = document.styles[list_style(True, depth)]
    of_style = style.element.xpath("w:pPr/w:numPr/w:numId/@w:val")[0]
    numbering = document.part.numbering_part.element
    pattern = numbering.xpath(f"w:num[@w:numId='{of_style}']/w:abstractNumId/@w:val")[0]
    made = numbering.add_num(int(pattern))
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def number(paragraph: Any, numbering: int) -> None:
    """Make the paragraph an item of this numbering."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def link(paragraph: Any, address: str) -> Any:
    """An element of the paragraph in which runs lead to `address`."""
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(made)
    return made


def table_of(body: Any, columns: int) -> Any:
    """An empty table at the end of `body`, with lines."""
    made = element("tbl")
    properties = element("tblPr")
    properties.append(element("tblStyle", val="TableGrid"))
    properties.append(element("tblW", w="5000", type="pct"))
    grid = element("tblGrid")
    for _ in range(columns):
        grid.append(element("gridCol", w=str(9000 // columns)))
    made.extend([properties, grid])
    body.append(made)
    return made


def row_of(table: Any, *, heading: bool) -> Any:
    """A row of it; a heading is repeated on every page."""
    made = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if heading:
        properties.append(element("tblHeader"))
    made.append(properties)
    table.append(made)
    return made


def cell_of(row: Any, span: int) -> Any:
    """A cell of it, so many columns wide. Word asks for a paragraph in it."""
    made = element("tc")
    properties = element("tcPr")
    if span > 1:
        properties.append(element("gridSpan", val=str(span)))
    made.append(properties)
    row.append(made)
    return made
