"""Where each sentence of a fragment comes from: the record, its page and its day.

A fragment puts `sourced(record)` in every row it gives. The row is known by its `id` from then on: a letter that comes
later says what changed in it (record_changes.py), and who writes hears which rows are not for everybody (left_out.py).
"""

from collections.abc import Iterator
from typing import Any

from django.db import models

from zorgzaam.periods import describe

LONGEST = 140
# What a list says of the period of its document, so that a later one knows which rows are there, or are not, by that:
# a row of what the period holds; the day of a row (ISO), and the last day (ISO) its list looks ahead to.
BY_SPAN, FALLS_ON, LOOKS_UNTIL = "by_span", "falls_on", "looks_until"


def sourced(
    record: models.Model, label: str = "", on: str = "", *, about: models.Model | None = None, url: str = ""
) -> dict[str, Any]:
    """`id` and `source` of a row.

    label  the name of the record, where its own words are not that
    on     the day of the record in words; "" where it has none
    about  what the row is known by, where each period has another record
    url    the page it stands on, where it has no page of its own
    """
    known_by = about or record
    kind = str(record._meta.verbose_name)
    address = url or record.get_absolute_url()  # type: ignore[attr-defined]
    return {
        "id": f"{known_by._meta.label_lower}:{known_by.pk}",
        "source": {
            "label": _cut(f"{kind[0].upper()}{kind[1:]}: {label or record}"),
            "url": address,
            "on": on,
        },
    }


def begun(record: Any) -> str:
    """The day of something that has a period, in words: its first. Its end may come after a letter that tells of it."""
    return describe(record.starts_on, record.starts_precision) if record.starts_on else ""


def _cut(words: str) -> str:
    words = words.rstrip(".")
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def rows_in(data: Any) -> Iterator[dict[str, Any]]:
    """Every row with an id in what a fragment gave, in order; a row in a row after the row it is in."""
    if isinstance(data, dict):
        if "id" in data and "source" in data:
            yield data
        for value in data.values():
            yield from rows_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from rows_in(value)


class Sources:
    """The sources of one document, numbered in the order in which its fragments are shown; each once."""

    def __init__(self, site: str) -> None:
        self.found: list[dict[str, str]] = []
        self._site = site
        self._numbers: dict[tuple[str, str], int] = {}

    def number(self, data: Any) -> None:
        """Give the source of every row its number."""
        for row in rows_in(data):
            source = row["source"]
            key = (source["label"], source["url"])
            if key not in self._numbers:
                self.found.append({**source, "address": f"{self._site}{source['url']}"})
                self._numbers[key] = len(self.found)
            source["number"] = self._numbers[key]
