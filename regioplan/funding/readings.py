"""Amounts that are about the same thing are readings of one figure: all are shown, one is counted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from regioplan.funding.amounts import Allocation, Certainty

NOUGHT = Decimal(0)


@dataclass(frozen=True)
class Figure:
    """`counted` is the reading the sums use; `others` say something else about the same money, newest first."""

    counted: Allocation
    others: list[Allocation]

    @property
    def disagree(self) -> bool:
        return any(other.amount != self.counted.amount for other in self.others)


def figures(amounts: Iterable[Allocation]) -> list[Figure]:
    """One figure per instrument, giver, year, recipient, region, purpose and subject.

    Counted is the newest reading; of one day what was stated before what was expected, and then the source whose code
    comes first, so that the same data always give the same sum.
    """
    about: dict[tuple[object, ...], list[Allocation]] = defaultdict(list)
    for amount in amounts:
        about[_subject(amount)].append(amount)
    return [_figure(readings) for readings in about.values()]


def total(found: Iterable[Figure]) -> Decimal:
    return sum((figure.counted.amount for figure in found), NOUGHT)


@dataclass(frozen=True)
class Origin:
    """Where an amount comes from: its source, the day of it in words, and the remark."""

    source: Any
    stated: str
    source_note: str


def one_origin(found: Iterable[Figure]) -> Origin | None:
    """The origin that all figures of a block share, to be said once above it; None where they differ, and for one
    figure alone, which says it itself."""
    counted = [figure.counted for figure in found]
    origins = {(one.source_id, one.stated, one.source_note) for one in counted}
    if len(counted) < 2 or len(origins) != 1:
        return None
    return Origin(counted[0].source, counted[0].stated, counted[0].source_note)


def years_named(found: Iterable[Figure]) -> str:
    """The years that amounts are about: "2025 en 2026"; "" when none has a year."""
    years = [str(year) for year in sorted({figure.counted.year for figure in found if figure.counted.year})]
    return " en ".join([", ".join(years[:-1]), years[-1]] if len(years) > 1 else years)


def _subject(amount: Allocation) -> tuple[object, ...]:
    who = (amount.recipient_id, amount.recipient_note, amount.region_id)
    return (amount.instrument_id, amount.giver_id, amount.year, *who, amount.purpose, amount.about)


def _figure(readings: list[Allocation]) -> Figure:
    first, *others = sorted(
        readings,
        key=lambda one: (-one.stated_on.toordinal(), one.certainty == Certainty.EXPECTED, one.source.code),
    )
    return Figure(first, others)
