"""What this room knows of where something lies already: initiatives that are not over."""

from collections.abc import Iterator

from governance.intake.lying import Asked, Lying, rows
from partners.initiatives.models import Initiative

BUREAU = "Netwerkbureau"


def initiatives(asked: Asked) -> Iterator[Lying]:
    """Under their own rule: who may see the initiative finds it here."""
    open_now = Initiative.objects.visible_to(asked.reader).open().shown().order_by("-submitted_at", "pk")
    for row, why in rows(open_now, asked, asked.subjects("subjects")):
        at = row.at_whom or BUREAU
        yield Lying(
            f"initiatief-{row.pk}",
            "Initiatief",
            row.title,
            row.get_absolute_url(),
            at,
            row.words.lower(),
            None,
            why,
        )
