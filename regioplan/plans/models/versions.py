"""A version of a plan. Publication and what municipalities decide are two axes (O15, R23): this is the first one."""

import datetime
import uuid
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from regioplan.plans.guards import named_as_published, stays_when_decided
from regioplan.plans.models.plans import Plan
from regioplan.plans.models.reach import PlanVersionQuerySet
from regioplan.plans.models.states import OUT, STEPS, Binding, Status
from regioplan.plans.models.steps import Steps, person_of
from themes.generations.models import ThemeGeneration
from themes.tasks.models import TaskList
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.periods import Precision, describe
from zorgzaam.sources import Sourced
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.webfield import WebAddressField, is_web_address
from zorgzaam.years import FAR_OFF, day_within, sensible

if TYPE_CHECKING:
    from regioplan.plans.models.publications import PlanPublication


@track()
class PlanVersion(Steps, Versioned, Sourced):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions", verbose_name="plan")
    number = models.PositiveSmallIntegerField("versie", default=1, editable=False)
    label = models.CharField("naam van de versie", max_length=80, blank=True, help_text="Bijvoorbeeld: 2023")
    status = models.CharField(
        "toestand", max_length=12, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    binding = models.CharField("wat het plan betekent", max_length=16, choices=Binding.choices, blank=True)
    delivered_on = models.DateField("opgeleverd", null=True, blank=True, validators=[sensible])
    delivered_precision = models.CharField(
        "opgeleverd, precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    # Who agreed to publication, under its official name: bodies live a floor higher, and names change.
    cleared_by = models.CharField("akkoord gegeven door", max_length=160, blank=True)
    cleared_on = models.DateField("akkoord gegeven op", null=True, blank=True, validators=[sensible])
    cleared_limits = models.CharField("voorbehoud bij het akkoord", max_length=300, blank=True)
    published_on = models.DateField("gepubliceerd op", null=True, blank=True, validators=[sensible])
    published_precision = models.CharField(
        "gepubliceerd, precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    publication_url = WebAddressField("waar het plan staat", blank=True)
    generation = models.ForeignKey(
        ThemeGeneration,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="thema's van dit plan",
    )
    task_list = models.ForeignKey(
        TaskList, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="opgaven van dit plan"
    )
    imported = models.BooleanField("overgenomen van buiten", default=False, editable=False)
    reminders_from = models.DateField("herinneringen vanaf", null=True, editable=False)
    input_opened_on = models.DateField("inbreng gevraagd op", null=True, editable=False)
    input_until = models.DateField("inbreng tot en met", null=True, editable=False)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, editable=False)
    withdrawn_because = models.CharField("reden van intrekken", max_length=300, blank=True, editable=False)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een plan"
        verbose_name_plural = "versies van plannen"
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(
                "plan",
                "number",
                name="plan_version_once",
                violation_error_message="Deze versie is er al.",
            ),
            models.UniqueConstraint(
                "plan",
                condition=Q(status__in=[Status.DRAFT, Status.CLEARED]),
                name="plan_one_version_in_the_making",
                violation_error_message="Er is al een versie in de maak. Werk daar verder aan.",
            ),
            models.CheckConstraint(
                condition=Q(imported=True)
                | Q(status__in=[Status.DRAFT, Status.WITHDRAWN])
                | (~Q(cleared_by="") & Q(cleared_on__isnull=False)),
                name="plan_version_cleared_by_somebody",
                violation_error_message="Noem wie akkoord gaf voor publicatie, en op welke dag.",
            ),
            models.CheckConstraint(
                condition=Q(binding="") | Q(status__in=OUT),
                name="plan_version_binds_when_out",
                violation_error_message="Pas na publicatie is een plan richtinggevend of vastgesteld.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.WITHDRAWN)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="plan_version_withdrawn_with_reason",
                violation_error_message="Schrijf op waarom het plan wordt ingetrokken.",
            ),
            models.CheckConstraint(
                condition=day_within("delivered_on")
                & day_within("cleared_on")
                & day_within("published_on")
                & day_within("input_until"),
                name="plan_version_days_are_sensible",
                violation_error_message=FAR_OFF,
            ),
            is_web_address("publication_url", "plan_version_url_is_http"),
        ]
        triggers = [
            version_trigger(),
            stays_when_decided(),
            named_as_published(),
            pgtrigger.FSM(
                name="steps", field="status", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            pgtrigger.Protect(name="keep_row", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("plan_version", args=[self.plan_id, self.number])

    @staticmethod
    def told_in_history(event: Any) -> str:
        """Which version a kept row was."""
        return f"“{event.label or f'versie {event.number}'}”"

    @property
    def name(self) -> str:
        return self.label or f"versie {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether its text can be changed now; the database holds the same (`guards.only_while_open`)."""
        if self.status == Status.DRAFT:
            return True
        return self.imported and self.status != Status.WITHDRAWN and not hasattr(self, "publication")

    @property
    def is_out(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def asks_input(self) -> bool:
        """Whether portfolio holders can give input today."""
        return (
            self.status == Status.DRAFT
            and self.input_until is not None
            and self.input_until >= timezone.localdate()
        )

    @property
    def day(self) -> datetime.date:
        """The day whose municipalities decide: that of publication, or today while it is not published."""
        return self.published_on or timezone.localdate()

    @property
    def published(self) -> str:
        """When, no more precise than the source; "" when unknown."""
        return describe(self.published_on, self.published_precision) if self.published_on else ""

    @property
    def delivered(self) -> str:
        return describe(self.delivered_on, self.delivered_precision) if self.delivered_on else ""

    # ------------------------------------------------------------ publication
    def publish(self, *, by: Person | User, url: str = "", seen: str | None = None) -> "PlanPublication":
        """Freeze the text as it is and publish it; a version from outside is only frozen, its dates stay.

        Raises Refused in another state or without text, PdfError where no PDF could be made, Unseen when it is not as
        in `seen` (of `plans.seen.note`; None: of no page); then nothing was done.
        """
        from regioplan.plans.publishing import prepare, publish
        from regioplan.plans.seen import must_be_seen

        self.refresh_from_db()
        if there := self._frozen():
            return there
        if seen is not None:
            must_be_seen(self, seen)  # before the PDF, which takes a while
        prepared = prepare(self)
        with self._step(by, "Gepubliceerd"):
            if there := self._frozen():
                return there
            if seen is not None:
                must_be_seen(self, seen)
            made = publish(self, prepared, person_of(by))
            if self.status != Status.PUBLISHED:
                today = timezone.localdate()
                self._to(
                    Status.PUBLISHED,
                    published_on=today,
                    published_precision=Precision.DAY,
                    publication_url=url or self.publication_url,
                    reminders_from=today,
                )
            return made

    def _frozen(self) -> "PlanPublication | None":
        """The publication when it is there, None when it can be made; Refused otherwise."""
        if found := self.publication_rows().first():
            return found
        self._must_be(*((Status.CLEARED, Status.PUBLISHED) if self.imported else (Status.CLEARED,)))
        return None

    def publication_rows(self) -> "models.QuerySet[PlanPublication]":
        from regioplan.plans.models.publications import PlanPublication

        return PlanPublication.objects.filter(version=self)
