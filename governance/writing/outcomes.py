"""What became of the worked-out tasks of a text, with the proposals that follow from it; for pages."""

import uuid
from dataclasses import dataclass, field

from governance.writing.models import LeftOut, ProposalFromText, TakenOver, WritingAssignment
from regioplan.agreements.models import Agreement
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Became:
    """One task that was taken over, or left out; `agreements` are those proposed when it was taken over, as far as
    this reader may see them."""

    taken: TakenOver | None = None
    agreements: list[Agreement] = field(default_factory=list)
    left: LeftOut | None = None


def became_of(user: Reader, assignment: WritingAssignment) -> dict[str, Became]:
    """Id of a worked-out task (as text) -> what became of it; four queries."""
    left = LeftOut.objects.visible_to(user).active().filter(hand_in__assignment=assignment)
    found = {str(row.worked_task_id): Became(left=row) for row in left.select_related("person")}
    rows = list(TakenOver.objects.visible_to(user).filter(hand_in__assignment=assignment).shown())
    if not rows:
        return found
    agreements: dict[uuid.UUID, list[Agreement]] = {}
    links = ProposalFromText.objects.filter(taken_over__in=rows).values_list("agreement", "taken_over")
    came_from = dict(links)
    for one in Agreement.objects.visible_to(user).filter(pk__in=came_from).shown():
        agreements.setdefault(came_from[one.pk], []).append(one)
    return found | {str(row.worked_task_id): Became(row, agreements.get(row.pk, [])) for row in rows}
