"""The address of a public body in TOOI, the lists of the government: what a harvester knows it by (domain.md E6).

Only bodies have one: a municipality by its CBS code (gm0034), a province, a water board. A network is no body.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

# The lists DiWoo takes organisations from, as their addresses name them.
LISTS = ("col", "gemeente", "ministerie", "oorg", "provincie", "so", "waterschap", "zbo")
PATTERN = rf"^https://identifier\.overheid\.nl/tooi/id/({'|'.join(LISTS)})/[a-z]+[0-9]+$"
NOT_ONE = (
    "Dit is geen adres uit TOOI. Een gemeente heeft een adres als "
    "https://identifier.overheid.nl/tooi/id/gemeente/gm0000, met haar eigen nummer."
)


def tooi_field() -> "models.CharField[str, str]":
    """The column; empty where nobody looked it up."""
    return models.CharField(
        "adres in TOOI",
        max_length=120,
        blank=True,
        validators=[RegexValidator(PATTERN, NOT_ONE)],
        help_text="Het adres van dit bestuursorgaan in de TOOI-waardelijsten van de overheid. "
        "Leeg: dan staat in de Woo-index alleen de naam.",
    )


def is_tooi(field: str, name: str) -> models.CheckConstraint:
    """Constraint: `field` is empty or such an address, whatever path wrote it."""
    return models.CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": PATTERN}),
        name=name,
        violation_error_message=NOT_ONE,
    )
