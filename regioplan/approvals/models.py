"""What each municipality does with a plan: facts that follow each other, none of them ever changed (R24)."""

import datetime
import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from partners.regions.models import Municipality
from regioplan.approvals.guards import decided_after_the_text, decided_on_fixed_text
from regioplan.plans.models import PlanVersion
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.periods import Precision, describe, last_day_of
from zorgzaam.sources import Sourced
from zorgzaam.standing import Reader
from zorgzaam.webfield import WebAddressField, is_web_address
from zorgzaam.years import FAR_OFF, day_within, sensible


class Outcome(models.TextChoices):
    """Steps and outcomes in a college (P1, P7)."""

    PROPOSAL = "voorstel", "Collegevoorstel"
    TO_SCHEDULE = "te_agenderen", "Wacht op agendering"
    AGREED = "ingestemd", "Ingestemd"
    HELD = "aangehouden", "Aangehouden"
    REJECTED = "afgewezen", "Afgewezen"


FINAL = (Outcome.AGREED, Outcome.REJECTED)
DECIDED = (*FINAL, Outcome.HELD)


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def visible_to(self, user: Reader) -> Self:
        """Who sees the version sees what municipalities did with it."""
        return self.filter(version_of__in=PlanVersion.objects.visible_to(user).values("pk"))

    def latest(self, on: datetime.date | None = None) -> Self:
        """Of every municipality and version the last fact; with `on` the last of those of that day or before."""
        later = Approval.objects.filter(
            version_of=OuterRef("version_of"),
            municipality=OuterRef("municipality"),
            number__gt=OuterRef("number"),
        )
        if on is None:
            return self.filter(~Exists(later))
        return self.known_on(on).filter(~Exists(later.known_on(on)))

    def known_on(self, day: datetime.date) -> Self:
        """Facts of `day` or before: decided then, or without a day of decision written down then."""
        return self.filter(Q(decided_on__lte=day) | Q(decided_on__isnull=True, recorded_on__lte=day))


@track()
class Approval(Sourced):
    """One fact about one municipality and one version. The last one holds; a correction is a new fact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version_of = models.ForeignKey(
        PlanVersion, models.PROTECT, related_name="approvals", verbose_name="versie van het plan"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="approvals", verbose_name="gemeente"
    )
    number = models.PositiveSmallIntegerField("volgnummer", editable=False)
    outcome = models.CharField("stand", max_length=12, choices=Outcome.choices)
    decided_on = models.DateField(
        "besloten op", null=True, blank=True, validators=[sensible], help_text="Leeg: nog niet bekend."
    )
    decided_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    remarks = models.TextField("opmerkingen van het college", blank=True)
    conditions = models.TextField("voorwaarden", blank=True)
    council_informed_on = models.DateField(
        "raad geïnformeerd op", null=True, blank=True, validators=[sensible]
    )
    correction = models.CharField(
        "waarom dit een verbetering is",
        max_length=300,
        blank=True,
        help_text="Alleen als het vorige niet klopte. Dat blijft in de geschiedenis staan.",
    )
    source_url = WebAddressField(
        "of een link naar het stuk",
        blank=True,
        help_text="Bijvoorbeeld de besluitenlijst van het college op de site van de gemeente.",
    )
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="vastgelegd door", editable=False
    )
    recorded_on = models.DateField("vastgelegd op", default=timezone.localdate, editable=False)
    recorded_at = models.DateTimeField("vastgelegd om", auto_now_add=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit van een gemeente"
        verbose_name_plural = "besluiten van gemeenten"
        ordering = ["municipality__name", "-number"]
        constraints = [
            models.UniqueConstraint(
                "version_of",
                "municipality",
                "number",
                name="approval_after_the_last",
                violation_error_message="Iemand anders legde hier net iets vast. Kijk wat er nu staat.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(outcome__in=DECIDED),
                name="approval_day_of_a_decision",
                violation_error_message="Een besluitdatum hoort bij een besluit. Kies wat het college besloot.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__lte=F("recorded_on")),
                name="approval_not_of_a_day_to_come",
                violation_error_message="Deze dag komt nog. Leg een besluit vast als het genomen is.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True)
                | Q(council_informed_on__isnull=True)
                | Q(council_informed_on__gte=F("decided_on")),
                name="approval_council_hears_after_the_decision",
                violation_error_message="Dit is voor de dag van het besluit. De raad hoort het daarna.",
            ),
            models.CheckConstraint(
                condition=Q(council_informed_on__isnull=True) | Q(council_informed_on__lte=F("recorded_on")),
                name="approval_council_not_told_on_a_day_to_come",
                violation_error_message="Deze dag komt nog. Leg het vast als de raad is geïnformeerd.",
            ),
            is_web_address("source_url", "approval_source_is_http"),
            models.CheckConstraint(
                condition=Q(conditions="") | Q(outcome__in=[Outcome.AGREED, Outcome.HELD]),
                name="approval_conditions_belong_to_yes",
                violation_error_message="Voorwaarden horen bij instemmen of aanhouden.",
            ),
            models.CheckConstraint(
                condition=day_within("decided_on") & day_within("council_informed_on"),
                name="approval_days_are_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]
        triggers = [*keep_as_is(), decided_on_fixed_text(), decided_after_the_text()]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.get_outcome_display()}"

    def get_absolute_url(self) -> str:
        return self.version_of.get_absolute_url()

    @property
    def decided(self) -> str:
        """When, no more precise than the source; "" when unknown."""
        return describe(self.decided_on, self.decided_precision) if self.decided_on else ""

    @property
    def last_day(self) -> datetime.date | None:
        """The last day it can have been decided on, by what is known; only for counting."""
        return last_day_of(self.decided_on, self.decided_precision) if self.decided_on else None

    @property
    def is_final(self) -> bool:
        return self.outcome in FINAL
