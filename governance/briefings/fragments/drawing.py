"""Figures as coordinates: worked out here, written as SVG by a template, the same for page and print."""

import itertools
from textwrap import wrap
from typing import Any

from zorgzaam.lights import Light

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


# ---------------------------------------------------------------- lights
BAR_LEFT, BAR_HIGH, BAR_STEP, CELL = 170, 22, 32, 34
WORDS = {Light.GREEN: "groen", Light.ORANGE: "oranje", Light.RED: "rood"}


def draw_lights(rows: list[tuple[str, list[str]]], title: str) -> dict[str, Any] | None:
    """A bar per row of (label, lights), one cell per light, green first; a letter in each cell, so that colour is never
    alone. None where there is no light at all. Units are CSS pixels."""
    if not any(lights for _, lights in rows):
        return None
    widest = max(len(lights) for _, lights in rows)
    cell = min(CELL, (WIDTH - BAR_LEFT) // widest)
    bars = [_bar(label, lights, index, cell) for index, (label, lights) in enumerate(rows)]
    told = " ".join(bar["told"] for bar in bars)
    size = {"width": WIDTH, "height": BAR_STEP * len(bars), "left": BAR_LEFT}
    return {"title": title, "told": told, **size, "bars": bars}


def _bar(label: str, lights: list[str], index: int, cell: int) -> dict[str, Any]:
    top = index * BAR_STEP
    order = sorted(lights, key=Light.values.index)
    cells = [
        {"x": BAR_LEFT + at * cell, "width": cell - 2, "middle": BAR_LEFT + at * cell + cell // 2 - 1, "light": light,
         "letter": light[0].upper()}
        for at, light in enumerate(order)
    ]  # fmt: skip
    counted = [f"{lights.count(light)} {WORDS[light]}" for light in Light if light in lights]
    said = ", ".join(counted) or "nog geen rapportage"
    return {
        "label": label,
        "y": top,
        "text_y": top + 16,
        "high": BAR_HIGH,
        "cells": cells,
        "told": f"{label}: {said}.",
    }
