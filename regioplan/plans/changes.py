"""What the next version says has changed: by record and field, not by comparing text."""

from typing import Any

from regioplan.plans.document import LOWEST, Document, walk
from regioplan.plans.models.sections import LEVELS

FIELDS = {"heading": "kop", "code": "nummer", "html": "tekst", "themes": "thema's", "tasks": "opgaven"}

Change = dict[str, Any]


def changes_between(old: Document, new: Document) -> list[Change]:
    """Per section that is new, gone, moved or edited: {"id", "what", "name", "kind", "fields"}, in reading order."""
    before, after = _placed(old), _placed(new)
    found = [_change(key, before.get(key), after[key]) for key in after]
    gone = [_line(key, before[key][0], "vervallen", []) for key in before if key not in after]
    return [change for change in found if change] + gone


def _placed(document: Document) -> dict[str, tuple[Document, str, int]]:
    """Section by lineage, with what it hangs under and its level."""
    found: dict[str, tuple[Document, str, int]] = {}
    above: list[str] = []
    for level, section in walk(document["chapters"]):
        above = above[: level - 1]
        found[section["id"]] = (section, above[-1] if above else "", level)
        above.append(section["id"])
    return found


def _change(
    key: str, before: tuple[Document, str, int] | None, after: tuple[Document, str, int]
) -> Change | None:
    section, parent, level = after
    if before is None:
        return _line(key, section, "nieuw", [], level)
    fields = [words for name, words in FIELDS.items() if before[0][name] != section[name]]
    if before[1] != parent:
        fields.append("plaats")
    return _line(key, section, "veranderd", fields, level) if fields else None


def _line(key: str, section: Document, kind: str, fields: list[str], level: int = 1) -> Change:
    name = f"{section['code']} {section['heading']}".strip()
    what = LEVELS[min(level, LOWEST - 1) - 1]
    return {"id": key, "what": what, "name": name, "kind": kind, "fields": fields}
