"""What stands in the way of a merge: two that have a place of their own in the same thing cannot be one there.

Rooms above register what they know, so that each rule stays where it belongs.
"""

from collections.abc import Callable, Iterator

from partners.organisations.models import Organisation

# Gets who stays and who goes; gives sentences in Dutch, each saying what to do first.
Provider = Callable[[Organisation, Organisation], list[str]]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let a room say what it cannot have. The same name replaces the first."""
    _providers[name] = provider


def hindrances(kept: Organisation, gone: Organisation) -> list[str]:
    """Why these two cannot be merged now; empty when they can."""
    found = list(_between(kept, gone))
    for provider in _providers.values():
        found += provider(kept, gone)
    return found


def _between(kept: Organisation, gone: Organisation) -> Iterator[str]:
    if kept.merged_into_id:
        yield f"{kept} is zelf samengevoegd met {kept.merged_into}. Voeg samen met {kept.merged_into}."
    if gone.merged_into_id:
        yield f"{gone} is al samengevoegd met {gone.merged_into}."
    for one, other in ((kept, gone), (gone, kept)):
        if one.part_of_id == other.pk:
            yield f"{one} is een onderdeel van {other}, en geen dubbele. Haal dat eerst weg als het niet klopt."
        if one.predecessor_id == other.pk:
            yield f"{one} komt voort uit {other}: dat zijn er twee. Haal dat eerst weg als het niet klopt."
    if kept.is_municipal and gone.is_municipal and kept.municipality_id != gone.municipality_id:
        yield "Dit zijn twee verschillende gemeenten."
