"""Lists as files: CSV for every spreadsheet, XLSX for the one most people have, ODS for the open one.

A text that a spreadsheet would take for a formula is written so that it stays a text (OWASP, CSV injection): people
type names and reasons here, and others open them elsewhere.
"""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from django.http import HttpResponse

from zorgzaam.xml_texts import fit_for_xml

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
# What a spreadsheet reads as the beginning of a formula, also after a space or a line break of its own.
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST = 32_767  # characters in one cell of XLSX


def as_download(name: str, kind: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A file `name.kind` (kind: one of FORMATS) with a row of headings."""
    content = {"csv": as_csv, "xlsx": as_xlsx, "ods": as_ods}[kind](head, rows)
    response = HttpResponse(content, content_type=FORMATS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def harmless(value: Any) -> Any:
    """The value as a cell: nothing is empty, yes and no are words, a text that looks like a formula gets an apostrophe
    before it. So does one that has such an apostrophe of its own, so that `as_it_was` gives back what went in."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, str) and value.lstrip("' ").startswith(STARTS_FORMULA):
        return f"'{value}"
    return value


def as_it_was(text: str) -> str:
    """A cell of a file of ours as the text it was made of."""
    guarded = text.startswith("'") and text[1:].lstrip("' ").startswith(STARTS_FORMULA)
    return text[1:] if guarded else text


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a mark (Excel needs it), semicolons (Dutch Excel expects them) and decimal commas."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([[_plain(harmless(cell)) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    return str(value).replace(".", ",") if isinstance(value, Decimal) else value


def as_xlsx(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet: texts as texts, figures as figures, days as days."""
    lines = [_line(1, head), *(_line(number, row) for number, row in enumerate(rows, start=2))]
    sheet = f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as book:
        for path, content in _BOOK.items():
            book.writestr(path, content)
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return found.getvalue()


def _line(number: int, row: Sequence[Any]) -> str:
    return f'<row r="{number}">{"".join(_cell(value) for value in row)}</row>'


def _cell(value: Any) -> str:
    value = harmless(value)
    if isinstance(value, int | Decimal):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return f'<c s="1"><v>{(value - datetime.date(1899, 12, 30)).days}</v></c>'
    text = escape(fit_for_xml(str(value))[:LONGEST])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def as_ods(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet of OpenDocument: texts as texts, figures as figures, days as days."""
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in (head, *rows)
    )
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as book:
        # First and not packed: that is how others know what it is.
        book.writestr("mimetype", FORMATS["ods"], zipfile.ZIP_STORED)
        book.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
        book.writestr("content.xml", f"{_ODS_HEAD}{lines}{_ODS_FOOT}")
    return found.getvalue()


def _ods_cell(value: Any) -> str:
    value = harmless(value)
    kind, text = '"string"', fit_for_xml(str(value))[:LONGEST]
    if isinstance(value, int | Decimal):
        kind, text = f'"float" office:value="{value}"', str(value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        text = value.isoformat()
        kind = f'"date" office:date-value="{text}" table:style-name="dag"'
    return f"<table:table-cell office:value-type={kind}>{_ods_text(text)}</table:table-cell>"


def _ods_text(text: str) -> str:
    """Paragraphs; a reader folds spaces and tabs unless they are spelled out."""
    lines = [escape(line).replace("\t", "<text:tab/>") for line in text.replace("\r\n", "\n").split("\n")]
    return "".join(f"<text:p>{line.replace(' ', '<text:s/>')}</text:p>" for line in lines) if text else ""


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0" '
    f'xmlns:text="{_OASIS}:text:1.0" xmlns:style="{_OASIS}:style:1.0" xmlns:number="{_OASIS}:datastyle:1.0" '
    'office:version="1.3"><office:automatic-styles><number:date-style style:name="dagmaandjaar">'
    '<number:day number:style="long"/><number:text>-</number:text><number:month number:style="long"/>'
    '<number:text>-</number:text><number:year number:style="long"/></number:date-style>'
    '<style:style style:name="dag" style:family="table-cell" style:data-style-name="dagmaandjaar"/>'
    '</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Lijst">'
)
_ODS_FOOT = "</table:table></office:spreadsheet></office:body></office:document-content>"
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{FORMATS["ods"]}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOOK = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEETS}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEETS}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Lijst" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'{_XML}<styleSheet xmlns="{_MAIN}">'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
        "</styleSheet>"
    ),
}
