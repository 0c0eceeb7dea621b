"""The drawing of the tasks: the overarching one in the middle, the others around it."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from themes.tasks.models import TransformationTask

# In units of a drawing of 400 by 400.
CENTRE, HEART, REACH, BIGGEST = 200, 88, 156, 34
LINE, LETTERS = 21, 15


@dataclass(frozen=True)
class Spoke:
    """One task on the rim: a line from (x1, y1) to a knob at (x, y)."""

    task: TransformationTask
    x: int
    y: int
    x1: int
    y1: int


@dataclass(frozen=True)
class Wheel:
    """`radius` of a knob (smaller when there are many), and the words in the middle as (baseline, words)."""

    spokes: list[Spoke]
    radius: int
    middle: list[tuple[int, str]]


def wheel(overarching: TransformationTask | None, tasks: Sequence[TransformationTask]) -> Wheel:
    """A place on the circle for every task, clockwise from the top."""
    angles = [2 * pi * index / len(tasks) - pi / 2 for index in range(len(tasks))]
    spokes = [
        Spoke(task, *_point(angle, REACH), *_point(angle, HEART))
        for task, angle in zip(tasks, angles, strict=True)
    ]
    apart = REACH * sin(pi / max(len(tasks), 2))
    return Wheel(spokes, min(BIGGEST, int(apart) - 4), _middle(overarching.title if overarching else ""))


def _middle(title: str) -> list[tuple[int, str]]:
    lines = textwrap.wrap(title, LETTERS, max_lines=6, placeholder=" …")
    top = CENTRE - LINE * (len(lines) - 1) / 2 + 6
    return [(round(top + LINE * index), words) for index, words in enumerate(lines)]


def _point(angle: float, distance: int) -> tuple[int, int]:
    return round(CENTRE + distance * cos(angle)), round(CENTRE + distance * sin(angle))
