"""Kinds of briefing: the fixed parts of each, in the order they are printed (domain.md 15).

A kind is data. The provincial Mededeling is the first; a letter to a municipal council is another entry here.
"""

from dataclasses import dataclass

from django.db import models


class BriefingKind(models.TextChoices):
    NOTICE = "mededeling", "Mededeling"


@dataclass(frozen=True)
class Structure:
    """The fixed words of one kind. `required` are the fields it cannot be reviewed without."""

    subject: str
    core: str
    follow_up: str
    attachments: str
    attachment_columns: tuple[str, str, str]
    for_information_to: str
    template_code: str
    required: tuple[str, ...]


STRUCTURES: dict[str, Structure] = {
    # domain.md 15.1
    BriefingKind.NOTICE: Structure(
        subject="Onderwerp",
        core="Kern mededeling:",
        follow_up="Vervolg",
        attachments="Bijlagen",
        attachment_columns=(
            "Naam bijlage",
            "eDocs nummer",
            "Openbaar in de zin van de Woo (ja/nee aangeven)",
        ),
        for_information_to="PS en burgerleden",
        template_code="voor1",
        required=("registration_number", "dated_on", "publicity", "portfolio_holder"),
    )
}
