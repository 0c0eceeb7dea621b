"""The drawing of the tasks: the overarching one in the middle, the others around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from themes.tasks.models import TransformationTask

CENTRE, REACH = 200, 138


@dataclass(frozen=True)
class Spoke:
    """One task on the rim, in the units of a drawing of 400 by 400; (x1, y1) is where its line begins."""

    task: TransformationTask
    x: int
    y: int
    x1: int
    y1: int


def wheel(tasks: Sequence[TransformationTask]) -> list[Spoke]:
    """A place on the circle for every task, clockwise from the top."""
    spokes = []
    for index, task in enumerate(tasks):
        angle = 2 * pi * index / len(tasks) - pi / 2
        far, near = _point(angle, REACH), _point(angle, 62)
        spokes.append(Spoke(task, *far, *near))
    return spokes


def _point(angle: float, distance: int) -> tuple[int, int]:
    return round(CENTRE + distance * cos(angle)), round(CENTRE + distance * sin(angle))
