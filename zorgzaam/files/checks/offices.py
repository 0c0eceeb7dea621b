"""Documents, sheets and slides: really what their name says, and without macros."""

import re
import zipfile
from pathlib import Path

from django.core.exceptions import ValidationError

from zorgzaam.files.checks import archives

XML = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
# Of Microsoft Office: what the part everything hangs on says it is.
MAIN = {
    ".docx": "wordprocessingml.document.main+xml",
    ".xlsx": "spreadsheetml.sheet.main+xml",
    ".pptx": "presentationml.presentation.main+xml",
}
KIND = {".odt": "text", ".ods": "spreadsheet", ".odp": "presentation"}
OLD_OR_LOCKED = (
    "Dit is een bestand van een oude versie van Office, of het is beveiligd met een wachtwoord. Bewaar het opnieuw"
    " zonder wachtwoord als %(kind)s."
)
NOT_THIS = "De inhoud van dit bestand past niet bij de naam. Sla het opnieuw op als %(kind)s."
# A list of parts is small; it is read whole.
MOST_LISTED = 2_000_000
# A library of macros with modules in it; the index of an empty library is no macro.
MODULES = re.compile(
    r"(?:^|/)(?:basic/.+/(?!script-lb\.xml$|dialog-lb\.xml$)[^/]+\.xml|scripts/.+[^/])$", re.I
)


def check(path: Path, suffix: str) -> None:
    """Raises ValidationError when this is no whole document of this kind."""
    with path.open("rb") as source:
        if source.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise ValidationError(OLD_OR_LOCKED, params={"kind": suffix.lstrip(".")})
        source.seek(0)
        if source.read(4) != b"PK\x03\x04":
            raise _not_this(suffix)
        archives.check(source, suffix, _contents)


def _contents(archive: zipfile.ZipFile, suffix: str) -> None:
    (_microsoft if suffix in MAIN else _open)(archive, suffix)


def _microsoft(archive: zipfile.ZipFile, suffix: str) -> None:
    listed = _listed(archive, "[Content_Types].xml", suffix).lower()
    if "macroenabled" in listed or "vbaproject" in listed:
        raise ValidationError(archives.MACROS)
    if f"{XML}{MAIN[suffix]}" not in listed:
        raise _not_this(suffix)


def _open(archive: zipfile.ZipFile, suffix: str) -> None:
    if _listed(archive, "mimetype", suffix).strip() != f"{OPEN}{KIND[suffix]}":
        raise _not_this(suffix)
    if any(MODULES.search(name) for name in archive.namelist()):
        raise ValidationError(archives.MACROS)


def _listed(archive: zipfile.ZipFile, name: str, suffix: str) -> str:
    if name not in archive.namelist():
        raise _not_this(suffix)
    if archive.getinfo(name).file_size > MOST_LISTED:
        raise ValidationError(archives.TOO_MUCH)
    return archive.read(name).decode("utf-8", "replace")


def _not_this(suffix: str) -> ValidationError:
    return ValidationError(NOT_THIS, params={"kind": suffix.lstrip(".")})
