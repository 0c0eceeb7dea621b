"""Office files are zips: opened entry by entry, within limits, with nothing kept in memory.

Every entry is read to its end, so that a size or checksum that lies is found here and not by whoever opens it.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from django.core.exceptions import ValidationError

from zorgzaam.files.checks.refusing import refusing

MOST_ENTRIES = 5_000
MOST_BYTES = 300_000_000
# XML of a large sheet is packed some fifty times, and further where its rows are empty: those are small enough.
MOST_RATIO, SMALL = 200, 50_000_000
# A document in a presentation in a document is the deepest that people make.
DEEPEST = 2
CHUNK = 65_536
OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
WITH_MACROS = (".docm", ".xlsm", ".xlsb", ".pptm", ".dotm", ".xltm", ".potm", ".ppsm", ".ppam", ".xlam")
ARCHIVES = (
    ".zip",
    ".jar",
    ".war",
    ".apk",
    ".7z",
    ".rar",
    ".gz",
    ".tgz",
    ".tar",
    ".bz2",
    ".xz",
    ".cab",
    ".iso",
)

BROKEN = "Dit bestand is niet heel: het kan niet worden geopend. Bewaar het opnieuw en probeer het nog eens."
TOO_MUCH = "Uitgepakt is dit bestand veel groter dan een gewoon document. Zulke bestanden nemen we niet aan."
LOCKED = "Dit bestand is beveiligd met een wachtwoord. Haal dat eraf en bewaar het opnieuw."
NESTED = (
    "In dit bestand zit een ander archief (zip). Dat nemen we niet aan. Stuur wat erin zit als eigen bestand."
)
MACROS = "In dit bestand zitten macro's. Die nemen we niet aan. Bewaar het zonder macro's."
STRANGE = "Dit bestand is niet opgebouwd als een gewoon document. Open het en bewaar het opnieuw."

Checked = Callable[[zipfile.ZipFile, str], None]


@dataclass
class Budget:
    """What may still be unpacked, over a file and all that stands in it."""

    left: int = MOST_BYTES

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise ValidationError(TOO_MUCH)


def is_archive(path: Path) -> bool:
    """Whether something would open this file as a zip, wherever in it that begins."""
    try:
        with path.open("rb") as source:
            if not zipfile.is_zipfile(source):
                return False
            _few_entries(source)
            with zipfile.ZipFile(source) as archive:
                return bool(archive.namelist())
    except ValidationError:
        return True
    except Exception:  # no zip after all: the letters of one stood there by chance
        return False


def check(source: IO[bytes], suffix: str, contents: Checked) -> None:
    """Raises ValidationError (Dutch) unless this is a whole zip within limits of which `contents` thinks well."""
    _check(source, suffix, contents, Budget(), 0)


def _check(source: IO[bytes], suffix: str, contents: Checked, budget: Budget, depth: int) -> None:
    with refusing(BROKEN):
        source.seek(0)
        head = source.read(1024)
        if not head.startswith(b"PK\x03\x04") or b"%PDF-" in head:
            raise ValidationError(STRANGE)
        _few_entries(source)
        source.seek(0)
        with zipfile.ZipFile(source) as archive:
            _directory(archive)
            contents(archive, suffix)
            for entry in archive.infolist():
                _entry(archive, entry, contents, budget, depth)


def _few_entries(source: IO[bytes]) -> None:
    """Counted in the bytes: a directory says itself how long it is, and reading it would take the memory first."""
    source.seek(0)
    found, rest = 0, b""
    while chunk := source.read(CHUNK):
        found += (rest + chunk).count(b"PK\x01\x02")
        rest = chunk[-3:]
        if found > MOST_ENTRIES:
            raise ValidationError(TOO_MUCH)


def _directory(archive: zipfile.ZipFile) -> None:
    names = [entry.filename for entry in archive.infolist()]
    if archive.comment or any(map(_leads_out, names)) or Counter(names).most_common(1)[0][1] > 1:
        raise ValidationError(STRANGE)
    for entry in archive.infolist():
        name = entry.filename.lower()
        if entry.flag_bits & 0x1:
            raise ValidationError(LOCKED)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValidationError(STRANGE)
        if name.endswith(ARCHIVES):
            raise ValidationError(NESTED)
        if name.endswith(WITH_MACROS) or "vbaproject" in name:
            raise ValidationError(MACROS)
        if entry.file_size > max(SMALL, MOST_RATIO * entry.compress_size):
            raise ValidationError(TOO_MUCH)


def _leads_out(name: str) -> bool:
    """A name that would be written outside the folder it is unpacked in, or that nobody sees as it is."""
    plain = name.replace("\\", "/")
    strange = re.search(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", plain)
    return not name or bool(strange) or plain.startswith("/") or ".." in plain.split("/") or plain[1:2] == ":"


def _entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, contents: Checked, budget: Budget, depth: int
) -> None:
    suffix = next((each for each in OFFICE if entry.filename.lower().endswith(each)), "")
    chunks = _read(archive, entry, budget)
    if not suffix:
        if next(chunks, b"").startswith(b"PK\x03\x04"):
            raise ValidationError(NESTED)
        for _ in chunks:
            pass
        return
    if depth == DEEPEST:
        raise ValidationError(NESTED)
    with SpooledTemporaryFile(max_size=1_000_000) as inner:
        for chunk in chunks:
            inner.write(chunk)
        _check(inner, suffix, contents, budget, depth + 1)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    with archive.open(entry) as source:
        while chunk := source.read(CHUNK):
            budget.take(len(chunk))
            yield chunk
