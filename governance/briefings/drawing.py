"""Figures as coordinates: worked out here, written as SVG by a template, the same for page and print."""

import itertools
from textwrap import wrap
from typing import Any

WIDTH = 400
LEFT, TEXT, LINE, GAP = 22, 52, 20, 42


def draw_line(rows: list[dict[str, str]], title: str) -> dict[str, Any]:
    """A vertical line of stops, oldest on top: readable on a phone at its own size. Units are CSS pixels."""
    stops: list[dict[str, Any]] = []
    top = 14
    for row in rows:
        lines = wrap(row["name"], 36) or [""]
        texts: list[dict[str, Any]] = [
            {"text": text, "y": top + 5 + index * LINE} for index, text in enumerate(lines)
        ]
        below = texts[-1]["y"] + LINE
        how = " ".join(part for part in (row["how"], f"({row['when']})" if row["when"] else "") if part)
        stops.append({"y": top, "lines": texts, "period": row["period"], "period_y": below - 2, "how": how})
        end = below + (4 if row["period"] else -LINE + 4)
        stops[-1]["how_y"] = end + 19
        top = end + (GAP if how else 6)
    for stop, following in itertools.pairwise(stops):
        stop["until"] = following["y"]
    return {"title": title, "width": WIDTH, "height": top, "left": LEFT, "text": TEXT, "stops": stops}
