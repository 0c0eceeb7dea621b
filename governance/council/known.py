"""What the registers know of where something lies already: who wants to bring a matter up finds what a council was
promised, asked and told about it."""

from collections.abc import Iterator

from django.db.models import Q

from governance.council.shelves import SHELVES
from governance.intake.lying import Asked, Lying, rows
from zorgzaam.ui.dates import day as in_words


def registers(asked: Asked) -> Iterator[Lying]:
    """Rows of every register: about a theme by the dossier they lie in, and in the same words."""
    about = Q(dossier__themes__in=asked.themes) if asked.themes else None
    for shelf in SHELVES:
        for row, why in rows(shelf.model.objects.visible_to(asked.reader).shown(), asked, about):
            on = getattr(row, shelf.day)
            key = f"{shelf.model._meta.model_name}-{row.pk}"
            yield Lying(
                key, shelf.noun, str(row), row.get_absolute_url(), row.council.name,
                in_words(on, weekday=False), on, why,
            )  # fmt: skip
