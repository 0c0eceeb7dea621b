"""What somebody saw of a version before a step: it travels with the page, so that nobody agrees to a text unseen.

A page carries the outline of the version as it was when the page was made, signed: names, order and links in words,
every text as its digest. Whatever of it is different when the button is pressed is shown first.
"""

from collections.abc import Iterator
from typing import Any

from django.core import signing
from django.utils.safestring import mark_safe

from regioplan.plans.changes import Change, changes_between
from regioplan.plans.document import LOWEST, Document, build, walk
from regioplan.plans.models import PlanSection, PlanVersion
from zorgzaam.conflicts import ConflictRow, as_opened
from zorgzaam.richfields import tidy
from zorgzaam.snapshots import digest
from zorgzaam.versions import StaleVersion

SALT = "plan-version-seen"


class Unseen(StaleVersion):
    """The text is another one than whoever takes the step looked at."""


def note(version: PlanVersion) -> str:
    """The version as it is now, for a hidden field of a page."""
    rows = {str(row.lineage): [str(row.pk), row.version] for row in version.sections.all()}
    return signing.dumps({"outline": _outline(build(version)), "rows": rows}, salt=SALT, compress=True)


def must_be_seen(version: PlanVersion, seen: str) -> None:
    """Unseen when the version is not as in `seen` (of `note`). Call it with the version locked."""
    if changed_since(version, seen) is not None:
        raise Unseen


def changed_since(version: PlanVersion, seen: str) -> list[ConflictRow] | None:
    """What was read beside what stands there now, per field of a section; None when it is all as it was.

    Nothing to show ([]) where `seen` was not made by us, so that nobody knows what was read.
    """
    try:
        before = signing.loads(seen, salt=SALT)
    except signing.BadSignature:
        return []
    old, new = before["outline"], _outline(build(version))
    return None if old == new else _differences(version, old, new, before["rows"])


def _outline(document: Document) -> Document:
    """What of a document somebody agrees to; neither the day nor how far the municipalities are."""
    kept = {name: document[name] for name in ("plan", "version", "cleared")}
    return {**kept, "chapters": [_skeleton(section) for section in document["chapters"]]}


def _skeleton(section: Document) -> Document:
    return {
        **{name: section[name] for name in ("id", "code", "heading")},
        "html": digest(section["html"]),
        "themes": [row["name"] for row in section["themes"]],
        "tasks": [row["title"] for row in section["tasks"]],
        "sections": [_skeleton(child) for child in section["sections"]],
    }


def _differences(version: PlanVersion, old: Document, new: Document, rows: Any) -> list[ConflictRow]:
    now = {str(row.lineage): row for row in version.sections.all()}
    was = {key: as_opened(PlanSection(pk=pk, version=number)) for key, (pk, number) in rows.items()}
    before, after = _told(old, was), _told(new, now)
    found = [
        ConflictRow(f"{change['name']}: {word}", _of(before, change, word), _of(after, change, word))
        for change in changes_between(old, new)
        for word in _words(change)
    ]
    if old["plan"] != new["plan"] or old["version"] != new["version"]:
        found.append(ConflictRow("Namen van het plan", _names(old), _names(new)))
    return found or [ConflictRow("Volgorde", _order(old), _order(new))]


def _of(told: dict[str, dict[str, str]], change: Change, word: str) -> str:
    """A field of a section in words; "" where the section is not there."""
    return told.get(change["id"], {}).get(word, "")


def _words(change: Change) -> list[str]:
    """What is compared of a changed section: of one that is new or gone its text."""
    words: list[str] = change["fields"] or ["tekst"]
    return words


def _told(outline: Document, rows: Any) -> dict[str, dict[str, str]]:
    """Of each section the fields in words, by the words of `changes`."""
    above: dict[str, str] = {child["id"]: parent["heading"] for parent, child in _pairs(outline["chapters"])}
    return {
        section["id"]: {
            "kop": section["heading"],
            "nummer": section["code"],
            "tekst": _text(rows.get(section["id"])),
            "thema's": ", ".join(section["themes"]),
            "opgaven": ", ".join(section["tasks"]),
            "plaats": f"Onder “{above[section['id']]}”" if section["id"] in above else "Een hoofdstuk",
        }
        for _, section in walk(outline["chapters"])
    }


def _pairs(sections: list[Document]) -> Iterator[tuple[Document, Document]]:
    for _, parent in walk(sections):
        for child in parent["sections"]:
            yield parent, child


def _text(section: Any) -> str:
    # Cleaned as whatever is stored: shown as it reads.
    return mark_safe(tidy(section.text, LOWEST)) if section is not None else ""  # noqa: S308


def _names(outline: Document) -> str:
    plan = outline["plan"]
    named = [plan["title"], plan["short_name"], *plan["aliases"], outline["version"]["name"]]
    return ", ".join(name for name in named if name)


def _order(outline: Document) -> str:
    return ", ".join(
        f"{section['code']} {section['heading']}".strip() for _, section in walk(outline["chapters"])
    )
