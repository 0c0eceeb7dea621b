"""What every line in a register of a council has: the council, a number there, the dossier it belongs to, who may read
it, and where it comes from."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.bodies.models import COUNCIL_KINDS, Body
from governance.council.dossiers.models import CouncilDossier
from governance.council.keeping import in_house, kept_by
from zorgzaam.publicity import Publicity, WithPublicity, open_now
from zorgzaam.publicity import no_embargo as embargo_over
from zorgzaam.sources import Sourced
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned


class CouncilRecordQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Reader) -> Self:
        """What is open; what is besloten for who serves that council; and everything for who keeps its register."""
        house = in_house(standing_of(user).councils) & embargo_over()
        return self.filter(open_now() | house | kept_by(user))

    def of(self, council: Body) -> Self:
        """Of this council and its committees."""
        return self.filter(in_house([council.pk]))

    def shown(self) -> Self:
        """With what a line shows."""
        return self.select_related("council__part_of", "dossier")


class CouncilRecord(Versioned, WithPublicity, Sourced):
    """Abstract. `page_name` is the name of the address of one row."""

    page_name = ""
    # The words of a row and its day: what tells it from others when it has no number.
    essence = ("title", "dated_on")
    # Whether its day is one on which something happened: then it is not still to come.
    happened = False
    # Fields a word is sought in.
    looked_in: tuple[str, ...] = ("title",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(
        Body, models.PROTECT, related_name="+", verbose_name="raad of Staten",
        limit_choices_to={"kind__in": COUNCIL_KINDS},
    )  # fmt: skip
    dossier = models.ForeignKey(
        CouncilDossier,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name="dossier",
    )
    number = models.CharField(
        "nummer", max_length=30, blank=True, help_text="Het nummer in het register van de griffie."
    )
    created_at = models.DateTimeField("genoteerd op", auto_now_add=True)

    class Meta:
        abstract = True
        constraints = [
            *WithPublicity.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(publicity=Publicity.CONFIDENTIAL),
                name="%(app_label)s_%(class)s_register_is_read_by_the_council",
                violation_error_message="In een register staat wat de hele raad mag lezen: openbaar of besloten.",
            ),
            models.UniqueConstraint(
                "council", "number", condition=~Q(number=""), name="%(app_label)s_%(class)s_number_once",
                violation_error_message="Dit nummer staat al in het register van deze raad.",
            ),
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        return reverse(self.page_name, args=[self.pk])
