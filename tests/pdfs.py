"""What a PDF says to a screen reader, and whether it passes PDF/UA-1."""

import io
import re
from collections.abc import Iterator
from typing import Any

import page
import pikepdf


def failed_rules(pdf: bytes) -> set[str]:
    """Rule ids of PDF/UA-1 that fail, e.g. "PDFUA1-METADATA-TITLE-001"."""
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    return {failure.rule_id for failure in report.failures} or (set() if report.is_compliant else {"unknown"})


def reading_order(pdf: bytes) -> list[tuple[str, str]]:
    """(tag, text) of every marked piece of text in the order of the structure tree; list markers left out."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pieces = {p.objgen: dict(_marked_text(p.obj)) for p in document.pages}
        return list(_walk(document.Root.StructTreeRoot.K, "", None, pieces))


def page_texts(pdf: bytes) -> list[str]:
    """All text of each page, running headers and footers included, without white space."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [letters(_all_text(page.obj)) for page in document.pages]


def page_of(pdf: bytes, tag: str) -> int:
    """On which page (from 1) the first structure element with this tag stands."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        return next(
            numbers[node.Pg.objgen]
            for node in _nodes(document.Root.StructTreeRoot.K)
            if str(node.get("/S")) == f"/{tag}" and "/Pg" in node
        )


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _nodes(child)
    elif isinstance(node, pikepdf.Dictionary):
        yield node
        yield from _nodes(node.get("/K", pikepdf.Array()))


def _all_text(page_object: Any) -> str:
    fonts = {name: _to_unicode(font) for name, font in page_object.Resources.Font.items()}
    found, font = "", {}
    for operands, operator in pikepdf.parse_content_stream(page_object):
        if str(operator) == "Tf":
            font = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            found += _decode(operands[0], font)
    return found


def letters(text: str) -> str:
    """The text without white space and without the hyphens of word breaks."""
    return re.sub(r"[\s\u2010]+", "", text)


def _walk(node: Any, tag: str, on_page: Any, pieces: dict[Any, dict[int, str]]) -> Iterator[tuple[str, str]]:
    if isinstance(node, int):
        yield tag, pieces[on_page].get(node, "")
    elif isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child, tag, on_page, pieces)
    elif "/S" in node and str(node.S) != "/Lbl":
        here = node.Pg.objgen if "/Pg" in node else on_page
        inner = str(node.S)[1:]
        yield from _walk(node.get("/K", []), tag if inner in ("Span", "NonStruct") else inner, here, pieces)


def _marked_text(page_object: Any) -> Iterator[tuple[int, str]]:
    fonts = {name: _to_unicode(font) for name, font in page_object.Resources.Font.items()}
    found: dict[int, str] = {}
    mark, font = None, {}
    for operands, operator in pikepdf.parse_content_stream(page_object):
        match str(operator):
            case "BDC":
                mark = int(operands[1].MCID) if "/MCID" in operands[1] else None
            case "EMC":
                mark = None
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ" if mark is not None:
                found[mark] = found.get(mark, "") + _decode(operands[0], font)
    yield from found.items()


def _decode(shown: Any, font: dict[int, str]) -> str:
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(font.get(int.from_bytes(codes[i : i + 2]), "") for i in range(0, len(codes), 2))


def _to_unicode(font: Any) -> dict[int, str]:
    if "/ToUnicode" not in font:  # a page somebody else made
        return {}
    cmap = font.ToUnicode.read_bytes().decode("ascii", "replace")
    table: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            table[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return table


def failed_archive_rules(pdf: bytes) -> set[str]:
    """Rule ids of PDF/A-3a that fail."""
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_A_3A)
    return {failure.rule_id for failure in report.failures} or (set() if report.is_compliant else {"unknown"})


def inside(pdf: bytes) -> dict[str, tuple[str, bytes]]:
    """What is embedded: per file name its relationship to the document and its bytes."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            name: (str(found.relationship), found.get_file().read_bytes())
            for name, found in document.attachments.items()
        }


def alternatives(pdf: bytes) -> list[str]:
    """The words that stand for each picture."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(node.Alt) for node in _nodes(document.Root.StructTreeRoot.K) if "/Alt" in node]
