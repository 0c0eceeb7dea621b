"""Plain text and CSV: letters that can be read, and nothing that something else would run."""

import re
from pathlib import Path

from django.core.exceptions import ValidationError

UNREADABLE = "Dit is geen leesbare tekst. Bewaar het bestand als tekst in UTF-8 en probeer het opnieuw."
MARKED_UP = (
    "De inhoud van dit bestand past niet bij de naam: het is een webpagina of een programma. Bewaar het als gewone"
    " tekst."
)
# Text of another kind: a browser or a shell would do something with it.
RUNS = frozenset({
    "text/html", "text/xml", "text/x-shellscript", "text/x-php", "text/x-msdos-batch", "text/javascript",
    "text/x-perl", "text/x-python", "text/x-ruby", "text/rtf", "text/troff", "text/x-script.python",
})  # fmt: skip
# libmagic knows some tables and letters better than we ask for, and of a few letters it knows nothing.
AS_GOOD_AS_TEXT = ("application/csv", "application/json", "message/", "application/octet-stream")
# What no text has: a tab, an end of line or of page, and the way old machines marked letters are no harm.
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
ENCODINGS = ("utf-8-sig", "cp1252")


def check(path: Path, found: str) -> None:
    """Raises ValidationError when these bytes are not text; `found` is what libmagic says of them."""
    content = path.read_bytes()
    if CONTROL.search(content) or not any(_decodes(content, encoding) for encoding in ENCODINGS):
        raise ValidationError(UNREADABLE)
    if found in RUNS or not found.startswith(("text/", *AS_GOOD_AS_TEXT)):
        raise ValidationError(MARKED_UP)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
