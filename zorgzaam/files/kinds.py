"""Which files we take: by extension, with what libmagic may say of them and the name we serve them under."""

from dataclasses import dataclass
from pathlib import Path

import magic
from django.core.exceptions import ValidationError

from zorgzaam.files.checks import images, offices, pdfs, texts
from zorgzaam.files.checks.refusing import refusing
from zorgzaam.files.names import clean_name

UNKNOWN = "Dit soort bestand kunnen we niet aannemen. Kies een van: %(known)s."
NOT_THIS = "De inhoud van dit bestand past niet bij de naam. Sla het opnieuw op als %(kind)s."

# Extension -> the media type it is kept and served under.
ALLOWED: dict[str, str] = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".txt": "text/plain",
    ".csv": "text/csv",
}


@dataclass(frozen=True)
class Known:
    """A file that may be kept: its media type, and other bytes to keep in its place, if any."""

    media_type: str
    instead: bytes | None = None


def suffix_of(name: str) -> str:
    """The extension we take a file by, as people will see it. Raises ValidationError (Dutch) for one we do not take."""
    suffix = Path(clean_name(name)).suffix.lower()
    if suffix not in ALLOWED:
        known = ", ".join(sorted(each.lstrip(".") for each in ALLOWED))
        raise ValidationError(UNKNOWN, params={"known": known})
    return suffix


def checked(path: Path, suffix: str) -> Known:
    """What this file really is. Raises ValidationError (Dutch) when it is not what its extension says, is not whole, or
    is something else at the same time."""
    mismatch = NOT_THIS % {"kind": suffix.lstrip(".")}
    with refusing(mismatch):
        found = magic.from_file(str(path), mime=True)
        if suffix == ".pdf":
            _must_be(found == ALLOWED[suffix], mismatch)
            pdfs.check(path)
        elif suffix in images.FORMAT:
            _must_be(found == ALLOWED[suffix], mismatch)
            return Known(ALLOWED[suffix], images.rewritten(path, suffix))
        elif suffix in (".txt", ".csv"):
            texts.check(path, found)
        else:
            offices.check(path, suffix)
    return Known(ALLOWED[suffix])


def _must_be(right: bool, words: str) -> None:
    if not right:
        raise ValidationError(words)
