"""The amounts as rows of a file, through the same eyes as the pages."""

from collections.abc import Iterator
from typing import Any

from regioplan.funding.amounts import Allocation
from zorgzaam.standing import Reader

HEAD = [
    "Geldstroom", "Wie betaalt", "Jaar", "Bedrag", "Hoe zeker", "Voor wie", "Gemeente", "Regio", "Waarvoor",
    "Toelichting", "Opgaven", "Bron", "Stand van", "Precies tot op", "Opmerking",
]  # fmt: skip


def rows_for(user: Reader) -> Iterator[list[Any]]:
    """One row per amount, every reading of it included; two queries."""
    found = Allocation.objects.visible_to(user).shown().select_related("giver")
    for one in found.prefetch_related("shares__task").order_by("-year", "instrument__name", "id"):
        place = one.recipient.municipality if one.recipient else None
        yield [
            one.instrument.name,
            one.from_whom,
            one.year,
            one.amount,
            one.get_certainty_display(),
            one.to_whom,
            place.name if place else "",
            one.region.name if one.region else "",
            one.get_purpose_display(),
            one.about,
            "; ".join(share.task.title for share in one.shares.all()),
            one.source.title,
            one.stated_on,
            one.get_stated_precision_display(),
            one.source_note,
        ]
