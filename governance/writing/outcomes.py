"""What became of the worked-out tasks of a text, with the proposals that follow from it; for pages."""

import uuid
from dataclasses import dataclass

from governance.writing.models import TakenOver, WritingAssignment
from regioplan.agreements.models import Agreement
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Became:
    """One task that was taken over; `agreements` are those of its transformation task this reader may see."""

    taken: TakenOver
    agreements: list[Agreement]


def became_of(user: Reader, assignment: WritingAssignment) -> dict[str, Became]:
    """Id of a worked-out task (as text) -> what became of it; two queries."""
    rows = list(TakenOver.objects.visible_to(user).filter(hand_in__assignment=assignment).shown())
    if not rows:
        return {}
    agreements: dict[uuid.UUID, list[Agreement]] = {}
    tasks = {row.task_id for row in rows}
    for one in Agreement.objects.visible_to(user).filter(task__in=tasks).shown():
        agreements.setdefault(one.task_id, []).append(one)
    return {str(row.worked_task_id): Became(row, agreements.get(row.task_id, [])) for row in rows}
