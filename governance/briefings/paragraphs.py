"""The paragraphs of a document, each with a stable anchor: what a comment or an advice about the words stands beside.

An anchor is the part of the document (the name of a text, or the id of a chapter, block, besluitpunt or argument) with
the place within it; 0 is its heading or itself. The digest of its words says whether they are still the same.
"""

import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags

from governance.briefings.kinds import GroundKind
from governance.briefings.models import Briefing
from governance.briefings.structure import Sort
from zorgzaam.snapshots import canonical, digest

# Signs nobody types (Unicode, private use): they pass through every template as they are, and mark a place in the page.
_BEGIN, _END = "\ue000", "\ue001"
# A mark stands after what it is about: out of the heading or paragraph it was printed in.
_MARK = re.compile(rf"(?<!\s)\s*{_BEGIN}(\d+){_END}((?:\s*</(?:h[1-6]|strong|em|a|p)>)*)")
_TAG = re.compile(r'<(/?)([a-z0-9]+)(?:[^">]|"[^"]*")*>', re.IGNORECASE)
_VOID = ("br",)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: `key` and `index` are its anchor, `called` its name for who hears the page, `words` its text."""

    key: str
    index: int
    called: str
    words: str

    @property
    def anchor(self) -> str:
        return f"{self.key}:{self.index}"

    @property
    def sha256(self) -> str:
        return digest(self.words)


Blocks = dict[str, list[str]]
# (key, index, called, words) -> what is put after them
Visit = Callable[[str, int, str, str], str]


def blocks_of(briefing: Briefing) -> Blocks:
    """Ids of the blocks per chapter, in the order of the document."""
    sections = briefing.sections.prefetch_related("blocks")
    return {str(section.pk): [str(block.pk) for block in section.blocks.all()] for section in sections}


def paragraphs_of(document: dict[str, Any], blocks: Blocks) -> list[Paragraph]:
    """All paragraphs in the order of reading."""
    found: list[Paragraph] = []

    def note(*about: Any) -> str:
        found.append(Paragraph(*about))
        return ""

    _walk(document, blocks, note)
    return found


def marked(document: dict[str, Any], blocks: Blocks) -> dict[str, Any]:
    """The document with a mark after every paragraph; `beside` puts something there in the page made of it."""
    number = iter(range(1_000_000))
    return _walk(document, blocks, lambda *about: f"{_BEGIN}{next(number)}{_END}")


def beside(page: str, put: Callable[[int], str]) -> str:
    """The page of a marked document with `put(n)` after its n-th paragraph, out of the heading or sentence itself."""
    return _MARK.sub(lambda mark: mark[2] + put(int(mark[1])), page)


def _walk(document: dict[str, Any], blocks: Blocks, visit: Visit) -> dict[str, Any]:
    made = deepcopy(document)
    _clean(made)
    made["subject"] += visit("subject", 0, "Onderwerp", made["subject"])
    for part in made["parts"]:
        called = part["heading"].rstrip(":") or part["name"]
        match part["sort"]:
            case Sort.TEXT:
                name = part["name"]
                made[name] = _rich(made[name], name, called if part["heading"] else "Inleiding", visit)
            case Sort.SENTENCE if made[part["name"]]:
                made[part["name"]] += visit(part["name"], 0, called, made[part["name"]])
            case Sort.POINTS:
                for number, point in enumerate(made["points"], start=1):
                    point["text"] += visit(point["id"], 0, f"Besluitpunt {number}", point["text"])
            case Sort.GROUNDS:
                _grounds(made["points"], part["name"], visit)
            case Sort.SECTIONS:
                for section in made["sections"]:
                    _section(section, blocks.get(section["id"], []), visit)
    return made


def _clean(value: Any) -> None:
    """Take the signs of the marks out of what somebody may have pasted."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, str) and (_BEGIN in inner or _END in inner):
            value[key] = inner.replace(_BEGIN, "").replace(_END, "")
        elif isinstance(inner, (dict, list)):
            _clean(inner)


def _grounds(points: list[dict[str, Any]], kind: str, visit: Visit) -> None:
    for number, point in enumerate(points, start=1):
        for sequence, row in enumerate(point["grounds"][kind], start=1):
            called = f"{GroundKind(kind).label} {number}.{sequence}"
            row["thesis"] += visit(row["id"], 0, called, row["thesis"])
            row["html"] = _rich(row["html"], row["id"], called, visit)


def _section(section: dict[str, Any], ids: list[str], visit: Visit) -> None:
    heading, shown = section["heading"], []
    # A document may leave a block out; then place in the chapter is the only anchor there is.
    known = len(ids) == len(section["blocks"])
    section["heading"] += visit(section["id"], 0, f"Kop “{heading}”", heading)
    for place, block in enumerate(section["blocks"]):
        key = ids[place] if known else f"{section['id']}.{place}"
        shown.append(block)
        if block["kind"] == "text":
            block["html"] = _rich(block["html"], key, heading, visit)
        elif mark := visit(key, 0, f"Overzicht in “{heading}”", _words_of_fragment(block)):
            shown.append({"kind": "text", "html": mark})
    section["blocks"] = shown


def _words_of_fragment(block: dict[str, Any]) -> str:
    return canonical({**block, "data": {**block.get("data", {}), "drawing": None}})


def _rich(html: str, key: str, called: str, visit: Visit) -> str:
    found = []
    for index, piece in enumerate(pieces(html), start=1):
        words = " ".join(strip_tags(piece).split())
        found.append(piece + (visit(key, index, f"{called}, alinea {index}", words) if words else ""))
    return "".join(found)


def pieces(html: str) -> Iterable[str]:
    """The paragraphs, lists, tables and headings that stand beside each other in cleaned rich text."""
    depth = start = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() in _VOID:
            continue
        depth += -1 if tag[1] else 1
        if depth == 0:
            yield html[start : tag.end()]
            start = tag.end()
    if html[start:].strip():
        yield html[start:]
