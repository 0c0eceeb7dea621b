"""The parent's side: put the document in a room of its own, have it printed there, read the answer."""

import base64
import datetime
import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from . import rooms
from .children import tail
from .errors import PdfFailed, PdfTooHeavy
from .limits import DEFAULT, Limits
from .places import place
from .press import run

logger = logging.getLogger(__name__)

TOO_HEAVY, REFUSED = 3, 4  # exit codes of child.py
MISSING_PART = "De PDF kon niet worden gemaakt, omdat een onderdeel van het document ontbreekt."


@dataclass(frozen=True)
class Asset:
    """A file the document may use as `asset:<id>`: its bytes and media type ("image/png", "text/css")."""

    content: bytes
    media_type: str


@dataclass(frozen=True)
class Source:
    """The data a document was made from, which travel inside the PDF: under which file name, what they are in Dutch,
    and the day they are of."""

    name: str
    about: str
    text: str
    day: datetime.date


@dataclass(frozen=True)
class Rendered:
    """A finished PDF.

    `sha256`: hex digest of `pdf`. `versions`: what the bytes depend on (weasyprint, pydyf, pango, harfbuzz,
    fonttools, pyphen, and the hashes `fonts` and `print_css`); the caller adds its template. `missing`:
    characters the fonts lack, printed as "�". `warnings`: what WeasyPrint passed over, such as an unknown
    style rule.
    """

    pdf: bytes
    sha256: str
    versions: dict[str, str]
    missing: str = ""
    warnings: tuple[str, ...] = field(default=())


def render(
    html: str,
    *,
    assets: Mapping[str, Asset] | None = None,
    source: Source | None = None,
    limits: Limits = DEFAULT,
    told: Callable[[int], None] | None = None,
) -> Rendered:
    """Print an HTML document as PDF/UA-1; the same input gives the same bytes on every machine with these
    versions.

    With `source` it is an archive copy: PDF/A-3a as well, the source inside, and a validator read it.

    `told` hears, while it goes on, which page is being laid out; what it raises ends the printing.

    `assets` maps ids to the only files the document may use (`asset:<id>`). Raises `PdfBusy` when too many others are
    being printed, `PdfTooHeavy` where the
    limits were reached and `PdfFailed` where the document is broken, asks for something else, or lacks its
    language, its title or an alternative text.
    """
    with rooms.room() as folder:
        room = Path(folder)
        (room / "job").write_bytes(_job(html, assets or {}, source))
        with place():
            code = run(room, limits, told or _nobody)
        log = tail(room / "log")
        if code != 0:
            error = _error(code, log)
            # Whoever catches it shows a sentence: the reason is told here, once.
            logger.warning("no PDF: %s", error.detail)
            raise error
        return _read(room / "answer")


def _job(html: str, assets: Mapping[str, Asset], source: Source | None) -> bytes:
    packed = {
        name: [asset.media_type, base64.b64encode(asset.content).decode("ascii")]
        for name, asset in assets.items()
    }
    inside = {**asdict(source), "day": source.day.isoformat()} if source else None
    return json.dumps({"html": html, "assets": packed, "source": inside}).encode("ascii")


def _nobody(_page: int) -> None:
    """Nobody wants to hear how far it is."""


def _error(code: int, log: str) -> PdfTooHeavy | PdfFailed:
    detail = f"exit {code}: {log}"
    # Death by a signal is a limit: the kernel's, ours, or Pango's abort when it gets no more memory.
    if code == TOO_HEAVY or code < 0:
        return PdfTooHeavy(detail)
    if code == REFUSED:
        return PdfFailed(detail, MISSING_PART)
    return PdfFailed(detail)


def _read(answer: Path) -> Rendered:
    header, _, pdf = answer.read_bytes().partition(b"\n")
    facts: dict[str, Any] = json.loads(header)
    return Rendered(
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        versions=facts["versions"],
        missing=facts["missing"],
        warnings=tuple(facts["warnings"]),
    )
