"""PDF: a PDF from its first byte to its last, and nothing else at the same time.

A PDF with a password of its own is taken: many are only locked against printing, and every reader says what it needs.
The maker of a book leaves it out and says so (`zorgzaam.pdf.binding`).
"""

import re
from pathlib import Path

from django.core.exceptions import ValidationError

from zorgzaam.files.checks.archives import is_archive

NOT_FROM_THE_START = "Dit bestand begint niet als een PDF. Open het en bewaar het opnieuw als PDF."
NOT_WHOLE = "Deze PDF is niet heel: het einde ontbreekt. Bewaar haar opnieuw als PDF."
SOMETHING_ELSE = (
    "Dit bestand is een PDF en tegelijk %(what)s. Zulke bestanden nemen we niet aan. Open het en bewaar het opnieuw"
    " als PDF."
)
HEAD = 1024
# The directory of a zip stands at most this far before the end.
TAIL = 65_536 + 64
MOST_AFTER = 1024
MARKUP = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|object|embed|svg|img|\?php)\b", re.I
)


def check(path: Path) -> None:
    """Raises ValidationError when this is no whole PDF, or a PDF and something else."""
    with path.open("rb") as source:
        head = source.read(HEAD)
        source.seek(max(0, path.stat().st_size - TAIL))
        tail = source.read()
    if not head.startswith(b"%PDF-"):
        raise ValidationError(NOT_FROM_THE_START)
    _, end, after = tail.rpartition(b"%%EOF")
    if not end:
        raise ValidationError(NOT_WHOLE)
    if MARKUP.search(head.partition(b"stream")[0]) or MARKUP.search(after):
        raise _both("een webpagina")
    if is_archive(path):
        raise _both("een archief (zip)")
    if len(after.strip(b"\0\r\n\t ")) > MOST_AFTER:
        raise _both("iets anders")


def _both(what: str) -> ValidationError:
    return ValidationError(SOMETHING_ELSE, params={"what": what})
