"""Who signs for a college, and the range its outgoing numbers come from: kept, so that nobody types it for each letter.

A letter takes over what stands here when it is begun; what was signed with keeps the names it has.
"""

import re
import uuid
from dataclasses import dataclass

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from governance.bodies.models import Body
from governance.briefings.models import Briefing
from governance.rounds.models import OfRound
from zorgzaam.audit.history import track
from zorgzaam.versions import Versioned, version_trigger

# U, the year in two figures, a point and six figures (domain.md 15.2); others have another form of the same sort.
_NUMBER = re.compile(r"^(?P<head>.*?)(?P<figures>\d{1,9})$")
ends_in_figures = RegexValidator(_NUMBER, "Een nummer eindigt op cijfers, zoals U26.000101.")


@track()
class CollegeSignature(Versioned):
    """What letters to one council are signed with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.OneToOneField(
        Body, models.PROTECT, related_name="signature", verbose_name="raad", editable=False
    )
    portfolio_holder = models.CharField(
        "portefeuillehouder", max_length=120, blank=True, help_text="De naam of de rol."
    )
    secretary = models.CharField("naam van de secretaris", max_length=120, blank=True)
    mayor = models.CharField("naam van de burgemeester", max_length=120, blank=True)
    number_from = models.CharField(
        "eerste nummer van de reeks", max_length=20, blank=True, validators=[ends_in_figures],
        help_text="Gaf dit college nummers uit om te gebruiken? Bijvoorbeeld U26.000101.",
    )  # fmt: skip
    number_until = models.CharField(
        "laatste nummer van de reeks", max_length=20, blank=True, validators=[ends_in_figures]
    )

    objects = OfRound.as_manager()

    class Meta:
        verbose_name = "ondertekening van een college"
        verbose_name_plural = "ondertekeningen van colleges"
        constraints = [
            models.CheckConstraint(
                condition=Q(number_from="", number_until="") | (~Q(number_from="") & ~Q(number_until="")),
                name="signature_range_has_two_ends",
                violation_error_message="Vul het eerste en het laatste nummer van de reeks in, of geen van beide.",
            )
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return str(self.council_id)


@dataclass(frozen=True)
class NumberRange:
    """Outgoing numbers a college gave out: the same beginning, and figures from `first` to `last`."""

    head: str
    first: int
    last: int
    width: int

    def at(self, figures: int) -> str:
        return f"{self.head}{figures:0{self.width}}"

    def figures_of(self, number: str) -> int | None:
        """The figures of a number that lies in this range."""
        found = _NUMBER.match(number)
        if found is None or found["head"] != self.head or len(found["figures"]) != self.width:
            return None
        figures = int(found["figures"])
        return figures if self.first <= figures <= self.last else None


def range_between(first: str, last: str) -> NumberRange | None:
    """The numbers from one to the other; None where they are no range."""
    one, other = _NUMBER.match(first), _NUMBER.match(last)
    if not one or not other or one["head"] != other["head"] or len(one["figures"]) != len(other["figures"]):
        return None
    found = NumberRange(one["head"], int(one["figures"]), int(other["figures"]), len(one["figures"]))
    return found if found.first <= found.last else None


def next_number(signature: CollegeSignature | None) -> str:
    """The first number of the range after all that letters to this council have; "" where there is none left."""
    given = range_between(signature.number_from, signature.number_until) if signature else None
    if given is None or signature is None:
        return ""
    used = Briefing.objects.filter(addressee=signature.council_id).values_list(
        "registration_number", flat=True
    )
    taken = [figures for number in used if (figures := given.figures_of(number)) is not None]
    following = max(taken, default=given.first - 1) + 1
    return given.at(following) if following <= given.last else ""
