"""What changed between two documents by record and field: their order says nothing, and text is not compared.

Only what both documents tell of is compared: a list that one of them does not have makes nothing new, and neither does
a row that one of them leaves out for its period.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from governance.briefings import fragments
from governance.briefings.fragments.sourcing import BY_SPAN, FALLS_ON, LOOKS_UNTIL, rows_in

CHANGED, NEW, GONE = "veranderd", "nieuw", "weg"
NOTHING = "nog niet bekend"
Rows = dict[str, dict[str, Any]]
# What follows from the rest, or is no part of what a section says.
LEFT_OUT = ("drawing", "source", "id", "told", "sentences", BY_SPAN, FALLS_ON, LOOKS_UNTIL)


def record_changes(old: Iterable[dict[str, Any]], new: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """From the sections of one document to those of another: {"what", "name", "url", "fields": [{"label", "was",
    "now"}]} per record, in the order of the new one and what is gone last; each change once."""
    old, new = list(old), list(new)
    before, after = _by_fragment(old), _by_fragment(new)
    first, last = _ends(old), _ends(new)
    found: list[dict[str, Any]] = []
    for key in (key for key in after if key in before):
        fragment = fragments.get(key)
        if fragment and fragment.compared:
            # What only one of them could tell of is no change, whichever has it.
            was = {
                pk: row for pk, row in before[key].items() if pk in after[key] or _told(row, last.get(key))
            }
            now = {
                pk: row for pk, row in after[key].items() if pk in before[key] or _told(row, first.get(key))
            }
            found += [each for each in _between(fragment, was, now) if each not in found]
    return sorted(found, key=lambda each: each["what"] == GONE)


def tells_of_a_period_alone(sections: Iterable[dict[str, Any]]) -> bool:
    """Whether every fragment is of a kind that cannot be compared, and there is one."""
    keys = {block["fragment"] for section in sections for block in section["blocks"] if "fragment" in block}
    return bool(keys) and not any(found.compared for key in keys if (found := fragments.get(key)))


def in_words(change: dict[str, Any]) -> str:
    """One change as a sentence."""
    if change["what"] == NEW:
        return f"Nieuw: {change['name']}."
    if change["what"] == GONE:
        return f"Staat er niet meer in: {change['name']}."
    said = "; ".join(f"{each['label']}: was {each['was']}, nu {each['now']}" for each in change["fields"])
    return f"{change['name']}. {said}."


def without_order(section: dict[str, Any]) -> list[Any]:
    """The blocks of a section as they are compared: without drawings and sources, rows in the order of their ids."""
    return [_bare(block) for block in section["blocks"]]


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(inner) for name, inner in value.items() if name not in LEFT_OUT}
    if isinstance(value, list):
        if all(isinstance(inner, dict) and "id" in inner for inner in value):
            value = sorted(value, key=lambda row: str(row["id"]))
        return [_bare(inner) for inner in value]
    return value


def _by_fragment(sections: Iterable[dict[str, Any]]) -> dict[str, Rows]:
    """The rows of every fragment by its key, each by its id."""
    found: dict[str, Rows] = {}
    for section in sections:
        for block in section["blocks"]:
            rows = {row["id"]: row for row in rows_in(block.get("data"))}
            if rows:
                found.setdefault(block["fragment"], {}).update(rows)
    return found


def _ends(sections: Iterable[dict[str, Any]]) -> dict[str, str]:
    """The last day (ISO) to which a list looks ahead, by the key of its fragment."""
    blocks = [block for section in sections for block in section["blocks"]]
    return {block["fragment"]: end for block in blocks if (end := (block.get("data") or {}).get(LOOKS_UNTIL))}


def _told(row: dict[str, Any], end: str | None) -> bool:
    """Whether a document whose list ends there tells of this row, whatever its period."""
    return not row.get(BY_SPAN) and not (end and row.get(FALLS_ON, "") > end)


def _between(fragment: fragments.Fragment, before: Rows, after: Rows) -> Iterator[dict[str, Any]]:
    for key, row in after.items():
        if key not in before:
            yield _change(NEW, row)
        elif fields := list(_fields(fragment, before[key], row)):
            yield _change(CHANGED, row, fields)
    yield from (_change(GONE, before[key]) for key in before if key not in after)


def _fields(
    fragment: fragments.Fragment, before: dict[str, Any], after: dict[str, Any]
) -> Iterator[dict[str, str]]:
    for name, label in fragment.fields.items():
        if name in before and name in after:
            was, now = _words(before[name]), _words(after[name])
            if was != now:
                yield {"label": label, "was": was, "now": now}


def _words(value: Any) -> str:
    """A value as a reader gets it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dict):
        return " ".join(str(inner) for inner in value.values() if inner)
    if isinstance(value, list):
        return ", ".join(_words(inner) for inner in value) or NOTHING
    return str(value) or NOTHING


def _change(what: str, row: dict[str, Any], fields: list[dict[str, str]] | None = None) -> dict[str, Any]:
    source = row["source"]
    return {"what": what, "name": source["label"], "url": source["url"], "fields": fields or []}
