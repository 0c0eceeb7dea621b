"""The parent's side: start the child with nothing it does not need, wait, read its answer."""

import base64
import contextlib
import datetime
import hashlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .errors import PdfFailed, PdfTooHeavy
from .limits import DEFAULT, Limits

logger = logging.getLogger(__name__)

CHILD = Path(__file__).with_name("child.py")
# Seconds between two looks at how far a child is.
LOOK_EVERY = 0.5
TOO_HEAVY, REFUSED = 3, 4  # exit codes of child.py
MISSING_PART = "De PDF kon niet worden gemaakt, omdat een onderdeel van het document ontbreekt."
# Where a system keeps Pango outside the linker's usual places.
LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


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

    `assets` maps ids to the only files the document may use (`asset:<id>`). Raises `PdfTooHeavy` where the
    limits were reached and `PdfFailed` where the document is broken, asks for something else, or lacks its
    language, its title or an alternative text.
    """
    with tempfile.TemporaryDirectory(prefix="zorgzaam-pdf-") as folder:
        room = Path(folder)
        (room / "job").write_bytes(_job(html, assets or {}, source))
        code = _run(room, limits, told or _nobody)
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


def _run(room: Path, limits: Limits, told: Callable[[int], None]) -> int:
    """Run the child on `room/job`; its answer and its log go to files, whose size the kernel can limit."""
    # By path, not by -m: importing the package would bring the project's settings into the child.
    command = [sys.executable, "-s", "-P", str(CHILD), json.dumps(asdict(limits))]
    with (
        (room / "job").open("rb") as job,
        (room / "answer").open("wb") as out,
        (room / "log").open("wb") as log,
    ):
        child = subprocess.Popen(  # noqa: S603
            command,
            stdin=job,
            stdout=out,
            stderr=log,
            cwd=room,
            env=environment(room),
            close_fds=True,
            start_new_session=True,
        )
        try:
            return _followed(child, room / "pages", time.monotonic() + limits.seconds, told)
        finally:
            end_child(child)


def _followed(
    child: "subprocess.Popen[bytes]", pages: Path, until: float, told: Callable[[int], None]
) -> int:
    """Wait for the child and tell which page it is at; its exit code, or that of one that was killed for its time."""
    last = 0
    while (left := until - time.monotonic()) > 0:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return child.wait(timeout=min(left, LOOK_EVERY))
        page = int(pages.read_text("ascii").strip() or 0) if pages.exists() else 0
        if page > last:
            told(last := page)
    return -signal.SIGKILL


def end_child(child: "subprocess.Popen[bytes]") -> None:
    """Kill the child's process group if it still runs, also where the parent itself is being interrupted."""
    if child.poll() is None:
        with contextlib.suppress(PermissionError):  # macOS answers so for a process that just ended
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def environment(room: Path) -> dict[str, str]:
    """No secret of the parent, and nothing in which two machines differ."""
    fixed = {
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": "0",
        "HOME": str(room),
        "TMPDIR": str(room),
        "XDG_CACHE_HOME": str(room),
        "FONTCONFIG_FILE": str(room / "fonts.conf"),
    }
    return fixed | {name: os.environ[name] for name in LIBRARY_PATHS if name in os.environ}


def tail(path: Path, size: int = 4000) -> str:
    return path.read_bytes()[-size:].decode("utf-8", "replace").strip()


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
