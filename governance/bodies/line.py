"""The line of a body: what it came from and what came after it, as rows from old to new, with a picture."""

import uuid
from dataclasses import dataclass, field

from governance.bodies.models import Body, Succession
from zorgzaam.ui.measure import clip, wrap

WIDTH = 520
GAP = 16
PAD = 16
LINE = 24
BETWEEN = 78


@dataclass(frozen=True)
class Node:
    """A body in the picture; `here` is the one whose page this is."""

    body: Body
    here: bool
    x: int
    y: int
    width: int
    height: int
    lines: list[tuple[int, str]]
    note: tuple[int, str]

    @property
    def centre(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Arrow:
    """From the bottom of one node to the top of another, with what happened beside it."""

    x1: int
    y1: int
    x2: int
    y2: int
    text: str

    @property
    def middle(self) -> int:
        return (self.y1 + self.y2) // 2

    @property
    def tip(self) -> str:
        return f"{self.x2 - 8},{self.y2 - 12} {self.x2 + 8},{self.y2 - 12} {self.x2},{self.y2}"


@dataclass(frozen=True)
class Line:
    """Empty `successions` means that the body stands alone."""

    successions: list[Succession]
    height: int = 0
    nodes: list[Node] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    width: int = WIDTH


def line_of(body: Body) -> Line:
    """Everything connected to `body` by succession; one query. A circle in the data ends where it closes."""
    steps = _connected(body.pk)
    if not steps:
        return Line([])
    rows = _rows(steps)
    level = {body.pk: number for number, row in enumerate(rows) for body in row}
    steps.sort(key=lambda step: (level[step.predecessor_id], level[step.successor_id]))
    nodes, height = _place(rows, body.pk)
    at = {node.body.pk: node for node in nodes}
    arrows = [_arrow(at[step.predecessor_id], at[step.successor_id], step) for step in steps]
    return Line(steps, height, nodes, arrows)


def _connected(start: uuid.UUID) -> list[Succession]:
    every = list(Succession.objects.select_related("predecessor", "successor", "source"))
    known, found = {start}, True
    while found:
        near = {
            i
            for s in every
            if {s.predecessor_id, s.successor_id} & known
            for i in (s.predecessor_id, s.successor_id)
        }
        found = not near <= known
        known |= near
    return [step for step in every if step.predecessor_id in known]


def _rows(steps: list[Succession]) -> list[list[Body]]:
    """Bodies by their distance from the oldest."""
    bodies = {body.pk: body for step in steps for body in (step.predecessor, step.successor)}
    depth = dict.fromkeys(bodies, 0)
    for _ in bodies:
        for step in steps:
            deeper = min(depth[step.predecessor_id] + 1, len(bodies) - 1)
            depth[step.successor_id] = max(depth[step.successor_id], deeper)
    return [
        row for level in range(len(bodies)) if (row := [b for pk, b in bodies.items() if depth[pk] == level])
    ]


def _place(rows: list[list[Body]], here: uuid.UUID) -> tuple[list[Node], int]:
    nodes: list[Node] = []
    y = 4
    for row in rows:
        room = (WIDTH - 8 - GAP * (len(row) - 1)) // len(row)
        placed = [_node(body, body.pk == here, 4 + i * (room + GAP), y, room) for i, body in enumerate(row)]
        nodes += placed
        y += max(node.height for node in placed) + BETWEEN
    return nodes, y - BETWEEN + 4


def _node(body: Body, here: bool, x: int, y: int, room: int) -> Node:
    inside = room - 2 * PAD
    lines = [
        (y + PAD + 16 + number * LINE, line)
        for number, line in enumerate(wrap(body.name, inside, 18, bold=True, most=3))
    ]
    note_y = lines[-1][0] + LINE
    note = clip(body.period or "periode nog niet bekend", inside, 16)
    return Node(body, here, x, y, room, note_y + 4 + PAD - y, lines, (note_y, note))


def _arrow(start: Node, end: Node, step: Succession) -> Arrow:
    text = ", ".join(part for part in (step.get_kind_display(), step.when) if part)
    return Arrow(start.centre, start.y + start.height, end.centre, end.y, text)
