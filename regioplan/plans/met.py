"""Of last days that are over: whether they were met, as far as anybody stated."""

from collections.abc import Callable, Iterable
from uuid import UUID

from regioplan.plans.models import Deadline, DeadlineKind
from zorgzaam.periods import last_day_of
from zorgzaam.standing import Reader

# Gets a reader and last days that are over; gives a Dutch sentence for those it knows of.
Provider = Callable[[Reader, list[Deadline]], dict[UUID, str]]

UNSTATED = "Of dat is gelukt, is nog niet bekend."
_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let a room say of last days whether they were met; the same name replaces."""
    _providers[name] = provider


def tell(reader: Reader, deadlines: Iterable[Deadline]) -> list[Deadline]:
    """The same last days, each that is over with `met`: a sentence. `version_of` has to be there."""
    found = list(deadlines)
    over = [row for row in found if row.is_over]
    told = {row.pk: _own(row) for row in over}
    for provider in _providers.values():
        told.update(provider(reader, over))
    for row in found:
        row.met = told.get(row.pk, "")
    return found


def _own(row: Deadline) -> str:
    """What the version itself says: when it was published or delivered."""
    version = row.version_of
    if version is None or row.kind == DeadlineKind.DECIDE:
        return UNSTATED
    publish = row.kind == DeadlineKind.PUBLISH
    day = version.published_on if publish else version.delivered_on
    if day is None:
        return UNSTATED
    precision = version.published_precision if publish else version.delivered_precision
    words = version.published if publish else version.delivered
    if last_day_of(day, precision) <= row.last_day:
        return f"Dat is gelukt: {words}."
    if day > row.last_day:
        return f"Dat werd later: {words}."
    return f"Bekend is alleen: {words}."
