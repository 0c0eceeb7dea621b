"""Kinds of briefing: the fixed parts of each, in the order they are printed (domain.md 15).

A kind is data. The provincial Mededeling is the first; a letter to a municipal council is another entry here.
"""

from dataclasses import dataclass

from django.db import models

from governance.bodies.models import BodyKind


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
        required=("registration_number", "dated_on", "publicity", "portfolio_holder"),
    )
}

# Who gets a copy follows who is written to, whatever the kind of document.
_INFORMED: dict[str, str] = {
    BodyKind.PROVINCIAL_COUNCIL: "PS en burgerleden",
    BodyKind.PROVINCIAL_COMMITTEE: "PS en burgerleden",
    BodyKind.MUNICIPAL_COUNCIL: "leden van de raad",
}


def informed_with(body_kind: str) -> str:
    """Who gets a copy of what is sent to a council of this kind; "" when nobody in particular."""
    return _INFORMED.get(body_kind, "")
