"""Books: pages of our own with the PDFs of others between them.

The pages of others are put in as they are, without their tags, and nothing that acts by itself comes along. So a book
is not claimed to be a tagged PDF or PDF/UA; see docs/decisions/0021. All reading of others' files happens in child
processes with limits on time, memory and size.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from .children import end_child, environment, tail
from .errors import PdfFailed, PdfTooHeavy
from .limits import MIB
from .places import place

CHILD = Path(__file__).with_name("binding_child.py")


class Why(Enum):
    """Why a file is not put in a book, as a Dutch sentence for its reader."""

    BROKEN = "Dit bestand is beschadigd en kan niet in de bundel. Misschien opent het wel apart."
    LOCKED = "Dit bestand is beveiligd en kan daarom niet in de bundel. Open het apart."
    HEAVY = "Dit bestand is te zwaar om in de bundel te zetten. Open het apart."
    LONG = "Dit bestand heeft te veel bladzijden voor de bundel. Open het apart."
    LAYERS = (
        "Dit bestand heeft lagen die uit staan. In de bundel zouden die zichtbaar worden. Open het apart."
    )
    FORM = "Dit bestand is een invulformulier dat alleen apart goed opent."


@dataclass(frozen=True)
class BindingLimits:
    """Limits of the children. `seconds` and `memory` (address space in bytes) hold for each file that is read and for
    the book as a whole; `output` is the size of what a child writes, `most_pages` of one file."""

    seconds: int = 60
    memory: int = 400 * MIB
    output: int = 600 * MIB
    most_pages: int = 2000


LIMITS = BindingLimits()


@dataclass(frozen=True)
class Checked:
    """A file that was read: how many pages its copy at `path` has, or why there is none."""

    pages: int = 0
    path: Path | None = None
    why: Why | None = None


@dataclass(frozen=True)
class Section:
    """Part of a book. `anchor`: its named destination in the front matter, where it begins on a page of its own;
    `label`: what its page is called ("3a"), and the pages of `piece` after that ("3a-1"); `title` and `level` (0 or
    1): its bookmark."""

    anchor: str
    label: str
    title: str
    level: int = 0
    piece: Path | None = None


def check(
    files: Mapping[str, Path], folder: Path, *, told: Callable[[int], None], limits: BindingLimits = LIMITS
) -> dict[str, Checked]:
    """Read each file (key -> path) and leave a copy of its pages in `folder`; `told` hears how many are done.

    Raises PdfFailed when the child itself fails. A key may hold letters, digits and dashes only.
    """
    job = {"do": "check", "folder": str(folder), "files": {key: str(path) for key, path in files.items()}}
    found: dict[str, Checked] = {}
    for step in _steps({**job, **asdict(limits)}, folder):
        key = step["key"]
        if "why" in step:
            found[key] = Checked(why=Why[step["why"].upper()])
        else:
            found[key] = Checked(step["pages"], folder / f"{key}.pdf")
        told(len(found))
    return found


@dataclass(frozen=True)
class Front:
    """Our own pages: a PDF of `render` in which every section begins on a page of its own and is linked to. `cover`
    and `agenda` label the pages before the first section, `title` is their bookmark."""

    pdf: bytes
    cover: str
    agenda: str
    title: str


def bind(front: Front, sections: Sequence[Section], target: Path, *, limits: BindingLimits = LIMITS) -> int:
    """Write the book to `target`; how many pages it has.

    Raises PdfFailed and PdfTooHeavy.
    """
    with tempfile.TemporaryDirectory(prefix="zorgzaam-bind-", dir=target.parent) as room:
        (Path(room) / "front.pdf").write_bytes(front.pdf)
        job = {
            "do": "bind",
            "front": str(Path(room) / "front.pdf"),
            "target": str(target),
            "sections": [
                {**asdict(section), "piece": str(section.piece) if section.piece else None}
                for section in sections
            ],
            "cover": front.cover,
            "agenda": front.agenda,
            "cover_title": front.title,
        }
        (told,) = list(_steps({**job, **asdict(limits)}, Path(room)))
    return int(told["pages"])


def _steps(job: dict[str, Any], room: Path) -> Iterator[dict[str, Any]]:
    """Run the child on a job and give each step it tells."""
    (room / "job.json").write_text(json.dumps(job), "utf-8")
    # By path, not by -m: importing the package would bring the project's settings into the child.
    command = [sys.executable, "-s", "-P", str(CHILD)]
    with place(), (room / "job.json").open("rb") as source, (room / "log").open("wb") as log:
        child = subprocess.Popen(  # noqa: S603
            command,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=room,
            env=environment(room),
            start_new_session=True,
        )
        try:
            assert child.stdout is not None
            for line in child.stdout:
                yield json.loads(line)
            code = child.wait()
        finally:
            end_child(child)
    if code < 0:
        raise PdfTooHeavy(f"exit {code}: {tail(room / 'log')}")
    if code != 0:
        raise PdfFailed(f"exit {code}: {tail(room / 'log')}")
