"""What a task needs, what was allocated to it, and the gap; the same per step (R27)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from regioplan.funding.amounts import Allocation, AllocationShare
from regioplan.funding.estimates import CostEstimate
from regioplan.funding.readings import figures
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.standing import Reader

NOUGHT = Decimal(0)


@dataclass(frozen=True)
class Line:
    """A task or a step of it. `needed` is None when nobody said; `parts` are the shares that count, `open` those whose
    part is not known yet; `readings` are the estimates, the counted one first."""

    step: str
    needed: Decimal | None
    allocated: Decimal
    readings: list[CostEstimate] = field(default_factory=list)
    parts: list[AllocationShare] = field(default_factory=list)
    open: list[AllocationShare] = field(default_factory=list)

    @property
    def gap(self) -> Decimal | None:
        """What is still missing; nought when it is covered, None when nobody said what is needed."""
        return None if self.needed is None else max(self.needed - self.allocated, NOUGHT)

    @property
    def is_covered(self) -> bool:
        return self.needed is not None and self.allocated >= self.needed

    @property
    def estimate(self) -> CostEstimate | None:
        return self.readings[0] if self.readings else None


@dataclass(frozen=True)
class Coverage:
    """A task as a whole, and its steps. `unknown_steps` of the steps have no estimate yet."""

    task: TransformationTask
    whole: Line
    steps: list[Line]

    @property
    def unknown_steps(self) -> int:
        return sum(step.needed is None for step in self.steps)

    @property
    def has_anything(self) -> bool:
        return bool(self.whole.readings or self.whole.parts or self.whole.open or self.steps)


def of_region(user: Reader) -> list[Coverage]:
    """Every task of the leading list, in order; five queries whatever the number of tasks."""
    leading = TaskList.objects.visible_to(user).leading()
    if leading is None:
        return []
    tasks = TransformationTask.objects.visible_to(user).filter(task_list=leading).order_by("number")
    return of_tasks(user, list(tasks))


def of_tasks(user: Reader, tasks: list[TransformationTask]) -> list[Coverage]:
    """The coverage of each of these tasks, in their order; three queries."""
    estimates, parts = defaultdict(list), defaultdict(list)
    for estimate in CostEstimate.objects.visible_to(user).filter(task__in=tasks).select_related("source"):
        estimates[estimate.task_id].append(estimate)
    shares = list(_shares(user, tasks))
    known = _what_counts(user, shares)
    for share in shares:
        parts[share.task_id].append(share)
    return [_coverage(task, estimates[task.pk], parts[task.pk], known) for task in tasks]


def _shares(user: Reader, tasks: list[TransformationTask]) -> Iterable[AllocationShare]:
    """Each with `siblings`: into how many parts its amount goes."""
    beside = AllocationShare.objects.filter(allocation=OuterRef("allocation")).values("allocation")
    found: Iterable[AllocationShare] = (
        AllocationShare.objects.visible_to(user)
        .filter(task__in=tasks)
        .annotate(siblings=Subquery(beside.annotate(many=Count("pk")).values("many")))
        .select_related("allocation__instrument", "allocation__source", "allocation__recipient")
    )
    return found


def _what_counts(user: Reader, shares: list[AllocationShare]) -> dict[Any, Decimal | None]:
    """Of each share what it adds: its own amount, or the whole when it is the only share; None when nobody said.

    A reading that another source has overtaken adds nothing.
    """
    about = Allocation.objects.visible_to(user).filter(
        instrument__in={share.allocation.instrument_id for share in shares}
    )
    counted = {figure.counted.pk for figure in figures(about.select_related("source"))}
    return {
        share.pk: NOUGHT
        if share.allocation_id not in counted
        else share.amount or (share.allocation.amount if share.siblings == 1 else None)  # type: ignore[attr-defined]
        for share in shares
    }


def _coverage(
    task: TransformationTask,
    estimates: list[CostEstimate],
    shares: list[AllocationShare],
    known: dict[Any, Decimal | None],
) -> Coverage:
    names = list(
        dict.fromkeys(one.step for one in sorted(estimates, key=lambda one: one.position) if one.step)
    )
    names += [share.step for share in shares if share.step and share.step not in names]
    steps = [
        _line(step, estimates, [s for s in shares if s.step == step], known) for step in dict.fromkeys(names)
    ]
    whole = _line("", estimates, shares, known)
    if whole.needed is None and any(step.needed is not None for step in steps):
        needed = sum((step.needed for step in steps if step.needed is not None), NOUGHT)
        whole = Line("", needed, whole.allocated, whole.readings, whole.parts, whole.open)
    return Coverage(task, whole, steps)


def _line(
    step: str,
    estimates: list[CostEstimate],
    shares: list[AllocationShare],
    known: dict[Any, Decimal | None],
) -> Line:
    """The newest estimate with an amount counts; other readings stay beside it."""
    readings = sorted((one for one in estimates if one.step == step), key=_newest)
    needed = readings[0].amount if readings else None
    parts = [share for share in shares if known[share.pk]]
    allocated = sum((known[share.pk] or NOUGHT for share in parts), NOUGHT)
    return Line(step, needed, allocated, readings, parts, [s for s in shares if known[s.pk] is None])


def _newest(estimate: CostEstimate) -> tuple[bool, int, str]:
    day = estimate.stated_on.toordinal() if estimate.stated_on else 0
    return (estimate.amount is None, -day, estimate.source.code if estimate.source else "")
