"""What a task needs, what was allocated to it, and the gap; the same per step (R27)."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from regioplan.funding.amounts import Allocation, AllocationShare, Certainty
from regioplan.funding.estimates import CostEstimate
from regioplan.funding.readings import figures
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.standing import Reader

NOUGHT = Decimal(0)


@dataclass(frozen=True)
class Part:
    """A share and what it surely adds: None when nobody knows. `short` is by how much a newer source gives less than
    was divided of the same money; of which share that goes off nobody said, so each is sure of the rest only."""

    share: AllocationShare
    amount: Decimal | None
    short: Decimal = NOUGHT


@dataclass(frozen=True)
class Line:
    """A task or a step of it. `needed` is None when nobody said; `parts` are the shares that count, `hoped` those of
    which a source only expects the money, `open` those whose part is not known yet, `before` those of an older source
    whose money a newer one divides anew; `readings` are the estimates, the counted one first. Of `unknown` steps nobody
    said what they need, so `needed` is at least that much."""

    step: str
    needed: Decimal | None
    allocated: Decimal
    expected: Decimal = NOUGHT
    readings: list[CostEstimate] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    hoped: list[Part] = field(default_factory=list)
    open: list[Part] = field(default_factory=list)
    before: list[AllocationShare] = field(default_factory=list)
    unknown: int = 0

    @property
    def has_money(self) -> bool:
        """Whether any money is for it, known or not."""
        return bool(self.parts or self.hoped or self.open or self.before)

    @property
    def gap(self) -> Decimal | None:
        """What is still missing, not counting what is only expected; nought when it is covered, None when nobody said
        what is needed."""
        return None if self.needed is None else max(self.needed - self.allocated, NOUGHT)

    @property
    def is_covered(self) -> bool:
        return self.needed is not None and not self.unknown and self.allocated >= self.needed

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
        return bool(self.whole.readings or self.whole.has_money or self.steps)


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
    money = _money_beside(user, tasks)
    wanted = {task.pk for task in tasks}
    rows = AllocationShare.objects.visible_to(user).filter(allocation__in=[one.pk for one in money])
    shares = list(rows)
    known = _what_counts(money, shares)
    by_id = {one.pk: one for one in money}
    for share in shares:
        if share.task_id in wanted:
            share.allocation = by_id[share.allocation_id]
            parts[share.task_id].append(share)
    return [_coverage(task, estimates[task.pk], parts[task.pk], known) for task in tasks]


def _money_beside(user: Reader, tasks: list[TransformationTask]) -> list[Allocation]:
    """The amounts these tasks have a share of, and every other reading of the same instruments."""
    theirs = AllocationShare.objects.visible_to(user).filter(task__in=tasks)
    rows = Allocation.objects.visible_to(user).filter(instrument__in=theirs.values("allocation__instrument"))
    return list(rows.select_related("instrument", "source", "recipient"))


@dataclass(frozen=True)
class Counted:
    """What the shares of a reading add: nothing when they are of an `older` one than was divided last; `short` as of
    Part; `stated`: the money was stated, not only expected."""

    older: bool
    stated: bool
    short: Decimal


def _what_counts(money: list[Allocation], shares: list[AllocationShare]) -> dict[Any, Counted]:
    """Of each reading (by id) of these amounts how its shares count.

    A share is of a figure, whichever source it was written down with: a newer source for the same money does not undo
    it. The shares of the newest reading that has any count; those of the readings before it say the same again. Where a
    newer source gives less than was divided, only that difference is open.
    """
    divided: dict[Any, Decimal] = defaultdict(lambda: NOUGHT)
    for one in shares:
        divided[one.allocation_id] += one.amount or NOUGHT
    known: dict[Any, Counted] = {}
    for figure in figures(money):
        readings = [figure.counted, *figure.others]
        newest = next((reading.pk for reading in readings if reading.pk in divided), None)
        short = max(divided[newest] - figure.counted.amount, NOUGHT)
        stated = figure.counted.certainty == Certainty.STATED
        for reading in readings:
            known[reading.pk] = Counted(reading.pk != newest, stated, short)
    return known


def _part(share: AllocationShare, short: Decimal) -> Part:
    sure = None if share.amount is None else share.amount - short
    return Part(share, sure if sure is not None and sure > 0 else None, short)


def _coverage(
    task: TransformationTask,
    estimates: list[CostEstimate],
    shares: list[AllocationShare],
    known: dict[Any, Counted],
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
        whole = replace(whole, needed=needed, unknown=sum(step.needed is None for step in steps))
    return Coverage(task, whole, steps)


def _line(
    step: str,
    estimates: list[CostEstimate],
    shares: list[AllocationShare],
    known: dict[Any, Counted],
) -> Line:
    """The newest estimate with an amount counts; other readings stay beside it."""
    readings = sorted((one for one in estimates if one.step == step), key=_newest)
    needed = readings[0].amount if readings else None
    counted = [(share, known[share.allocation_id]) for share in shares]
    parts = [(_part(share, how.short), how.stated) for share, how in counted if not how.older]
    stated = [part for part, is_stated in parts if part.amount and is_stated]
    hoped = [part for part, is_stated in parts if part.amount and not is_stated]
    return Line(
        step,
        needed,
        allocated=_sum(stated),
        expected=_sum(hoped),
        readings=readings,
        parts=stated,
        hoped=hoped,
        open=[part for part, _ in parts if part.amount is None],
        before=[share for share, how in counted if how.older],
    )


def _sum(parts: list[Part]) -> Decimal:
    return sum((part.amount or NOUGHT for part in parts), NOUGHT)


def _newest(estimate: CostEstimate) -> tuple[bool, int, str]:
    day = estimate.stated_on.toordinal() if estimate.stated_on else 0
    return (estimate.amount is None, -day, estimate.source.code if estimate.source else "")
