"""Minutes over items so that they come to a wanted sum. Pure: no database, no clock."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

MOST = 600  # the longest item the database takes


class CannotFit(Exception):
    """The chosen items cannot give (or take) that many minutes; `short_by` is how many are missing."""

    def __init__(self, short_by: int) -> None:
        super().__init__(f"{short_by} minutes cannot be found")
        self.short_by = short_by


def spread(
    minutes: Sequence[int],
    chosen: Collection[int],
    wanted: int,
    *,
    step: int = 5,
    least: int | Sequence[int] = 5,
) -> list[int]:
    """`minutes` with those at the indexes `chosen` changed so that all together last `wanted` minutes.

    Each of the chosen keeps its share, in steps of `step` minutes; a few odd minutes land where there is room. When
    time has to come off, nobody gets more than they had nor less than `least` (one number, or one per item; an item
    that was shorter already stays as it was); when there is time over, nobody gets less. A longer item stays at least
    as long as a shorter one, as far as `least` lets it. CannotFit when the chosen cannot make that sum.
    """
    old = {index: minutes[index] for index in sorted(chosen)}
    target = wanted - (sum(minutes) - sum(old.values()))
    lowest = least if isinstance(least, Sequence) else [least] * len(minutes)
    if target < sum(old.values()):
        bounds = {index: (min(old[index], lowest[index]), old[index]) for index in old}
    else:
        bounds = {index: (old[index], max(old[index], MOST)) for index in old}
    too_little = sum(low for low, _ in bounds.values()) - target
    too_much = target - sum(high for _, high in bounds.values())
    if (missing := max(too_little, too_much)) > 0:
        raise CannotFit(missing)
    found = list(minutes)
    for index, length in _rounded(_shares(old, bounds, target), old, bounds, target, step).items():
        found[index] = length
    return found


Bounds = Mapping[int, tuple[int, int]]


def _shares(old: Mapping[int, int], bounds: Bounds, target: int) -> dict[int, Fraction]:
    """What each would get to the fraction of a minute: its share of `target`, within its bounds."""
    shares: dict[int, Fraction] = {}
    free = list(old)
    while free:
        rest = target - sum(shares.values())
        whole = sum(old[index] for index in free)
        weights = {index: Fraction(old[index], whole) if whole else Fraction(1, len(free)) for index in free}
        wish = {index: rest * weights[index] for index in free}
        held = {index: _within(wish[index], bounds[index]) for index in free}
        bound = [index for index in free if held[index] != wish[index]]
        shares |= {index: held[index] for index in bound or free}
        free = [index for index in free if index not in shares]
    return shares


def _within(share: Fraction, bounds: tuple[int, int]) -> Fraction:
    return min(max(share, Fraction(bounds[0])), Fraction(bounds[1]))


def _rounded(
    shares: Mapping[int, Fraction], old: Mapping[int, int], bounds: Bounds, target: int, step: int
) -> dict[int, int]:
    found = {index: max(bounds[index][0], int(share // step) * step) for index, share in shares.items()}
    left = target - sum(found.values())
    # Who lost most by rounding down is given first; of two alike the longer one.
    turns = sorted(found, key=lambda index: (found[index] - shares[index], -old[index], index))
    while left > 0:
        for index in turns:
            more = min(step, left, bounds[index][1] - found[index])
            found[index] += more
            left -= more
    return _longer_stays_longer(found, old, bounds)


def _longer_stays_longer(found: dict[int, int], old: Mapping[int, int], bounds: Bounds) -> dict[int, int]:
    ranked = sorted(found, key=lambda index: (old[index], index))
    lengths = dict(zip(ranked, sorted(found.values()), strict=True))
    fits = all(low <= lengths[index] <= high for index, (low, high) in bounds.items())
    return lengths if fits else found
