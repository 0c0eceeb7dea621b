"""Which blocks somebody gets who chose themes and municipalities. Nothing chosen, on either side, is everything."""

import uuid
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from newsletters.issues.models import BlockKind
from partners.regions.models import Municipality
from themes.themes.models import Theme


class Choice(NamedTuple):
    """For whom one block is."""

    block: uuid.UUID
    themes: frozenset[uuid.UUID]
    municipalities: frozenset[uuid.UUID]

    def is_for(self, themes: Collection[uuid.UUID], municipalities: Collection[uuid.UUID]) -> bool:
        """Whether who chose these gets it."""
        return _meet(self.themes, themes) and _meet(self.municipalities, municipalities)


def _meet(wanted: frozenset[uuid.UUID], chosen: Collection[uuid.UUID]) -> bool:
    return not wanted or not chosen or not wanted.isdisjoint(chosen)


def choices_in(content: dict[str, Any]) -> list[Choice]:
    """For whom each block is of the content of an issue, in their order."""
    return [
        Choice(
            uuid.UUID(block["id"]),
            frozenset(map(uuid.UUID, block["themes"])),
            frozenset(map(uuid.UUID, block["municipalities"])),
        )
        for block in content["blocks"]
    ]


def limited(content: dict[str, Any]) -> list[tuple[str, list[str], list[str]]]:
    """(heading, themes, municipalities) of each block that is not for everybody, by name; two queries at most."""
    blocks = [block for block in content["blocks"] if block["themes"] or block["municipalities"]]
    themes = {pk for block in blocks for pk in block["themes"]}
    places = {pk for block in blocks for pk in block["municipalities"]}
    names = {str(row.pk): row.name for row in Theme.objects.filter(pk__in=themes)} if themes else {}
    if places:
        names |= {str(row.pk): row.name for row in Municipality.objects.filter(pk__in=places)}
    gone = "wat er niet meer is"
    return [
        (
            block["heading"] or str(BlockKind(block["kind"]).label),
            [names.get(pk, gone) for pk in block["themes"]],
            [names.get(pk, gone) for pk in block["municipalities"]],
        )
        for block in blocks
    ]


def blocks_shown(
    content: dict[str, Any], themes: Iterable[uuid.UUID], municipalities: Iterable[uuid.UUID]
) -> tuple[uuid.UUID, ...]:
    """Ids of the blocks of this content that a reader with these choices gets, in their order; none when nothing in it
    is for them."""
    mine = frozenset(themes), frozenset(municipalities)
    return tuple(each.block for each in choices_in(content) if each.is_for(*mine))
