"""What became of the worked-out tasks of a text, with the proposals that follow from it; for pages."""

import uuid
from dataclasses import dataclass, field

from governance.writing.models import LeftOut, TakenOver, WritingAssignment
from regioplan.agreements.models import Agreement
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Became:
    """One task that was taken over, or left out; `agreements` are those of its transformation task this reader may
    see."""

    taken: TakenOver | None = None
    agreements: list[Agreement] = field(default_factory=list)
    left: LeftOut | None = None


def became_of(user: Reader, assignment: WritingAssignment) -> dict[str, Became]:
    """Id of a worked-out task (as text) -> what became of it; three queries."""
    left = LeftOut.objects.visible_to(user).active().filter(hand_in__assignment=assignment)
    found = {str(row.worked_task_id): Became(left=row) for row in left.select_related("person")}
    rows = list(TakenOver.objects.visible_to(user).filter(hand_in__assignment=assignment).shown())
    if not rows:
        return found
    agreements: dict[uuid.UUID, list[Agreement]] = {}
    tasks = {row.task_id for row in rows}
    for one in Agreement.objects.visible_to(user).filter(task__in=tasks).shown():
        agreements.setdefault(one.task_id, []).append(one)
    return found | {str(row.worked_task_id): Became(row, agreements.get(row.task_id, [])) for row in rows}
