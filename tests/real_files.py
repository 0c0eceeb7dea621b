"""Real files to send, small but whole: one of every kind that is taken, and what to make of them."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from zorgzaam.files.kinds import ALLOWED

MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
}


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf(about: str = "stuk") -> bytes:
    """One empty page; what it is about stands inside it."""
    body = b"%PDF-1.4\n%% " + about.encode() + b"\n"
    places = []
    for number, thing in enumerate(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ),
        start=1,
    ):
        places.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 4\n0000000000 65535 f \n%strailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            table,
            len(body),
        )
    )


def packed(entries: Mapping[str, bytes | str], comment: bytes = b"") -> bytes:
    """A zip; `mimetype` is stored as it is, the rest is packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, how)
        archive.comment = comment
    return buffer.getvalue()


def parts(kind: str) -> dict[str, bytes | str]:
    """What an office file of this kind is made of, by name."""
    if kind in MAIN:
        path, type_ = MAIN[kind]
        content_type = f"application/vnd.openxmlformats-officedocument.{type_}"
        return {
            "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'content-types"><Override PartName="/{path}" ContentType="{content_type}"/></Types>',
            "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships/officeDocument" Target="{path}"/></Relationships>',
            path: "<x/>",
        }
    sort = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}[kind]
    return {"mimetype": f"application/vnd.oasis.opendocument.{sort}", "content.xml": "<x/>"}


def office(kind: str, more: Mapping[str, bytes | str] | None = None) -> bytes:
    """An office file, with more in it."""
    return packed({**parts(kind), **(more or {})})


def sheet() -> bytes:
    """As a program for sheets writes it."""
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["gemeente", "inwoners"])
    book.save(buffer)
    return buffer.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 3), mode: str = "RGB", **extra: Any) -> bytes:
    buffer = io.BytesIO()
    image = Image.new(mode, size)
    if mode == "RGB":
        image.putpixel((0, 0), (200, 10, 30))
    image.save(buffer, kind, **extra)
    return buffer.getvalue()


def huge_picture(width: int, height: int) -> bytes:
    """A PNG that says it is this large; its dots are not there."""
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


MAKERS: dict[str, Callable[[], bytes]] = {
    ".pdf": pdf,
    ".docx": lambda: office("docx"),
    ".xlsx": sheet,
    ".pptx": lambda: office("pptx"),
    ".odt": lambda: office("odt"),
    ".ods": lambda: office("ods"),
    ".odp": lambda: office("odp"),
    ".png": picture,
    ".jpg": lambda: picture("JPEG"),
    ".jpeg": lambda: picture("JPEG"),
    ".txt": "Beste lezer, één regel.\n".encode,
    ".csv": lambda: b"gemeente;inwoners\nAlmere;226000\n",
}
assert set(MAKERS) == set(ALLOWED)
