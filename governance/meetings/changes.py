"""What a new version of an agenda says it changed, by record and field; never by comparing text.

A change is {"kind", "item", "number", "title", ...}, with the letter of a part as "part": added, removed, moved, nested
(became a part), loosened (is no part any more), opened, closed, changed (with "fields") for items; papers_added,
papers_changed and papers_removed (with "papers") and papers_moved; "meeting" (with "fields") for the meeting itself.
"""

from typing import Any

Content = dict[str, Any]

ITEM_FIELDS = {
    "title": "titel",
    "kind": "wat we vragen",
    "treatment": "behandeling",
    "minutes": "minuten",
    "owner": "wie het inbrengt",
    "explanation": "toelichting",
    "about": "waar het over gaat",
    "initiatives": "het initiatief erachter",
    "parallel": "deelsessies",
    "publicity": "openbaarheid",
}
MEETING_FIELDS = {"title": "titel", "starts_at": "begin", "ends_at": "einde", "location": "plaats"}
PAPER_FIELDS = ("title", "kind", "size", "edocs", "publicity", "version", "late")
# Too long to quote: the change says that it changed, the versions themselves show how.
UNQUOTED = ("explanation", "about", "initiatives", "parallel")


def between(before: Content, after: Content, *, closed: set[str]) -> list[Content]:
    """The changes from one content to the next for the same audience.

    `closed` holds ids of items and papers this audience may not read any more: they are named by number alone.
    """
    old = {line["id"]: line for line in before["items"]}
    new = {line["id"]: line for line in after["items"]}
    found = _of_meeting(before["meeting"], after["meeting"])
    found += [_line("added", line) for key, line in new.items() if key not in old]
    found += [_line("removed", line, hidden=key in closed) for key, line in old.items() if key not in new]
    found += [
        _line("moved", new[key]) for key in moved([k for k in old if k in new], [k for k in new if k in old])
    ]
    for key, line in new.items():
        if key in old and old[key].get("of") != line.get("of"):
            found.append(_line("nested" if "of" in line else "loosened", line))
        if key in old:
            found += _of_item(old[key], line, closed)
    return found


def _line(kind: str, line: Content, *, hidden: bool = False, **more: Any) -> Content:
    title = line["title"] if line["open"] and not hidden else ""
    part = {"part": line["part"]} if "part" in line else {}
    return {"kind": kind, "item": line["id"], "number": line["number"], **part, "title": title, **more}


def _fields(before: Content, after: Content, labels: dict[str, str]) -> list[Content]:
    found = []
    for name, label in labels.items():
        if before.get(name) != after.get(name):
            quoted = {} if name in UNQUOTED else {"before": before.get(name), "after": after.get(name)}
            found.append({"field": name, "label": label, **quoted})
    return found


def _of_meeting(before: Content, after: Content) -> list[Content]:
    fields = _fields(before, after, MEETING_FIELDS)
    return [{"kind": "meeting", "fields": fields}] if fields else []


def _of_item(before: Content, after: Content, closed: set[str]) -> list[Content]:
    if before["open"] != after["open"]:
        return [_line("opened" if after["open"] else "closed", after)]
    found = []
    fields = _fields(before, after, ITEM_FIELDS if after["open"] else {"minutes": ITEM_FIELDS["minutes"]})
    if fields:
        found.append(_line("changed", after, fields=fields))
    return found + (_of_papers(before, after, closed) if after["open"] else [])


def _of_papers(before: Content, after: Content, closed: set[str]) -> list[Content]:
    old, new = ({paper["id"]: paper for paper in line["papers"]} for line in (before, after))
    gone = [paper for key, paper in old.items() if key not in new and key not in closed]
    fresh = [paper for key, paper in new.items() if key not in old]
    other = [
        new[key]
        for key in new
        if key in old and any(new[key].get(f) != old[key].get(f) for f in PAPER_FIELDS)
    ]
    found = []
    for kind, papers in (("papers_added", fresh), ("papers_removed", gone), ("papers_changed", other)):
        if papers:
            named = [{"id": paper["id"], "title": paper["title"]} for paper in papers]
            found.append(_line(kind, after, papers=named))
    if moved([key for key in old if key in new], [key for key in new if key in old]):
        found.append(_line("papers_moved", after))
    return found


def moved(before: list[str], after: list[str]) -> list[str]:
    """The fewest keys that must move to turn one order of the same keys into the other, in the new order."""
    place = {key: index for index, key in enumerate(before)}
    runs: list[list[str]] = []  # the longest run in the old order that ends with each key
    for key in after:
        earlier = sorted((run for run in runs if place[run[-1]] < place[key]), key=len)
        runs.append([*(earlier[-1] if earlier else []), key])
    stayed = set(sorted(runs, key=len)[-1]) if runs else set()
    return [key for key in after if key not in stayed]
