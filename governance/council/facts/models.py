"""Facts about a province or municipality that its sessions and letters need: dated, and each with its source."""

import datetime
import uuid
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import COUNCIL_KINDS, Body
from governance.council.dossiers.models import CouncilDossier
from governance.council.keeping import in_house
from zorgzaam.audit.history import track
from zorgzaam.periods import Period, PeriodQuerySet
from zorgzaam.sources import Sourced
from zorgzaam.standing import Reader
from zorgzaam.versions import Versioned, version_trigger


class FactKind(models.TextChoices):
    """The order is that of a presentation (domain.md 15.5)."""

    CHANGE = "verandering", "Wat verandert deze coalitieperiode"
    POSITION = "positie", "Positie"
    ROLE = "rol", "Rol"
    OVERLAP = "raakvlak", "Raakvlakken met het Regioplan"
    ACUTE_CARE = "acute_zorg", "Vraagstukken acute zorg"
    PROGRAMME = "programmalijn", "Programmalijnen"


class FactQuerySet(PeriodQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """Everybody: these are what the council was told in public."""
        return self

    def told_on(self, day: datetime.date) -> Self:
        """What held on that day, in order: without what a later wording had taken the place of by then."""
        later = CouncilFact.objects.filter(replaces=OuterRef("pk"), starts_on__lte=day)
        return self.on(day).filter(~Exists(later)).in_order()

    def of(self, council: Body) -> Self:
        """Of this council, the council it is a committee of, and its committees."""
        return self.filter(in_house([council.pk, *([council.part_of_id] if council.part_of_id else [])]))

    def for_session_of(self, council: Body, dossier_id: uuid.UUID | None) -> Self:
        """Of this council, of no dossier or of this one."""
        return self.of(council).filter(Q(dossier__isnull=True) | Q(dossier=dossier_id))

    def in_order(self) -> Self:
        """Kind by kind, as a presentation has them."""
        ranks = [models.When(kind=kind, then=at) for at, kind in enumerate(FactKind.values)]
        return self.alias(rank=models.Case(*ranks)).order_by("rank", "subject", "position", "pk")


@track()
class CouncilFact(Versioned, Period, Sourced):
    """Nothing is overwritten: a fact that changes ends, and another takes its place (`replaces`). A wording that was
    wrong is replaced from the day it began."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(
        Body, models.PROTECT, related_name="+", verbose_name="raad of Staten",
        limit_choices_to={"kind__in": COUNCIL_KINDS},
    )  # fmt: skip
    dossier = models.ForeignKey(
        CouncilDossier, models.PROTECT, null=True, blank=True, related_name="facts", verbose_name="dossier",
        help_text="Alleen in presentaties van dit dossier. Zonder dossier staat het in elke presentatie.",
    )  # fmt: skip
    kind = models.CharField("soort", max_length=16, choices=FactKind.choices)
    subject = models.CharField(
        "waar het bij hoort", max_length=120, blank=True, help_text="Bijvoorbeeld de naam van een meerjarenplan."
    )  # fmt: skip
    text = models.CharField("feit", max_length=300, help_text="In één zin.")
    detail = models.CharField("toelichting", max_length=600, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=1)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", editable=False
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = "feit"
        verbose_name_plural = "feiten"
        ordering = ["kind", "subject", "position", "pk"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(text=""), name="council_fact_says_what", violation_error_message="Schrijf het feit op."
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=False) | ~Q(source_note=""), name="council_fact_has_a_source",
                violation_error_message="Zeg waar dit staat: kies een bron, of schrijf het erbij.",
            ),
        ]  # fmt: skip
        triggers = [
            version_trigger(),
            pgtrigger.ReadOnly(
                name="stays_as_told", exclude=["version", "ends_on", "ends_precision", "position", "dossier"]
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{reverse('council_facts')}#feit-{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A fact that nobody dated holds from today."""
        if self._state.adding and self.starts_on is None:
            self.starts_on = timezone.localdate()
        super().save(*args, **kwargs)
