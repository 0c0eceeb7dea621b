"""Plans: Regiobeeld, Regioplan and the others a region makes, and the days that count for them (R1, R22)."""

import datetime
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partners.regions.models import Municipality, Region, RegionMembership
from regioplan.plans.guards import deadline_of_its_plan
from regioplan.plans.models.states import MAKING
from zorgzaam import deadlines
from zorgzaam.audit.history import track
from zorgzaam.periods import Precision, describe, holds_on
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible

if TYPE_CHECKING:
    from regioplan.plans.models.versions import PlanVersion
    from zorgzaam.standing import Reader


class PlanKind(models.TextChoices):
    """What the field knows (domain.md 15, E1); the value is also in the address of the open data."""

    VISION = "regioperspectief", "Regioperspectief"
    PICTURE = "regiobeeld", "Regiobeeld"
    PLAN = "regioplan", "Regioplan"
    AGENDA = "transformatieagenda", "Transformatieagenda"
    WORK_AGENDA = "werkagenda", "Werkagenda AZWA"
    ACUTE = "roaz-plan", "ROAZ-plan"


class PlanQuerySet(PublicQuerySet):
    """That a plan exists is public; what is in a version is for who may see that version."""

    def in_order(self) -> Self:
        return self.order_by("position", "short_name")

    def leading(self) -> "Plan | None":
        """The plan the front pages are about."""
        return leading_of(list(self.in_order()))


def leading_of(plans: "Sequence[Plan]") -> "Plan | None":
    """Of these plans, in their order, the one the front pages are about: the Regioplan, or else the first there is."""
    return next((plan for plan in plans if plan.kind == PlanKind.PLAN), plans[0] if plans else None)


@track(exclude=["search"])
class Plan(Versioned, Sourced):
    """A plan under all its names. Municipalities of `region` decide about it, if anybody does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("soort", max_length=20, choices=PlanKind.choices)
    title = models.CharField("officiële titel", max_length=250)
    short_name = models.CharField("korte naam", max_length=80, unique=True)
    aliases = models.TextField("ook genoemd", blank=True, help_text="Een naam per regel.")
    about = models.TextField("wat is dit plan", blank=True, help_text="In gewone taal, voor inwoners.")
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name="regio"
    )
    needs_decisions = models.BooleanField(
        "elke gemeente besluit zelf", default=True, help_text="Elk college neemt een eigen besluit."
    )
    expected_on = models.DateField("gepland", null=True, blank=True, validators=[sensible])
    expected_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    search = search_column(title="A", short_name="A", aliases="A", about="C")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan"
        verbose_name_plural = "plannen"
        ordering = ["position", "short_name"]
        constraints = [
            models.CheckConstraint(
                condition=day_within("expected_on"),
                name="plan_days_are_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]
        indexes = [search_index("plan_search")]
        triggers = [version_trigger(ignoring=("search",))]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.pk])

    @property
    def alias_list(self) -> list[str]:
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]

    @property
    def in_the_making(self) -> "PlanVersion | None":
        """The version that is worked on, from `versions` as they were read."""
        return next((version for version in self.versions.all() if version.status in MAKING), None)

    @property
    def expected(self) -> str:
        """When it is planned, no more precise than the source; "" when unknown."""
        return describe(self.expected_on, self.expected_precision) if self.expected_on else ""

    def municipalities(self, day: datetime.date) -> list[Municipality]:
        """Who decides on a day: the municipalities of its region then, by name; one query."""
        if self.region_id is None:
            return []
        held = RegionMembership.objects.filter(holds_on(day), region=self.region_id)
        return list(Municipality.objects.filter(pk__in=held.values("municipality")).order_by("name"))


class DeadlineKind(models.TextChoices):
    PUBLISH = "publiceren", "Openbaar maken"
    DECIDE = "besluiten", "Besluit van alle colleges"
    DELIVER = "opleveren", "Opleveren"


class DeadlineQuerySet(PublicQuerySet):
    def visible_to(self, user: "Reader") -> Self:
        """Everybody; those of one version for who sees that version."""
        from regioplan.plans.models.versions import PlanVersion

        versions = PlanVersion.objects.visible_to(user).values("pk")
        return self.filter(Q(version_of__isnull=True) | Q(version_of__in=versions))

    def about(self, version: "PlanVersion | None") -> Self:
        """Those of the plan as a whole, and those of one version of it."""
        return self.filter(Q(version_of__isnull=True) | Q(version_of=version and version.pk))


@track()
class Deadline(Versioned, Sourced):
    """A last day as one document words it. Every reading is a row; the one that counts for us is `shown` (O12). It is
    about one version of the plan, or about the plan whichever version there is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="deadlines", verbose_name="plan")
    version_of = models.ForeignKey(
        "regioplan.PlanVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        verbose_name="van welke versie",
        help_text="Leeg: voor het plan als geheel.",
    )
    kind = models.CharField("waarvoor", max_length=12, choices=DeadlineKind.choices)
    day = models.DateField("datum", validators=[sensible])
    precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    inclusive = models.BooleanField(
        "die dag telt nog mee", default=True, help_text="Aan: uiterlijk die dag. Uit: voor die dag."
    )
    shown = models.BooleanField(
        "wij houden deze datum aan",
        default=True,
        help_text="Uit: een bron noemt deze datum, maar wij houden ons aan een andere. Ze blijft erbij staan.",
    )

    met: str = ""  # whether it was met, where `plans.met` was asked

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = "uiterste datum"
        verbose_name_plural = "uiterste datums"
        ordering = ["day", "kind", "-shown"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "version_of", "kind"],
                condition=Q(shown=True),
                name="deadline_one_shown",
                nulls_distinct=False,
                violation_error_message=(
                    "Voor deze versie staat er al zo'n uiterste datum. "
                    "Kies een andere versie, of zet dit vinkje bij een van de twee uit."
                ),
            ),
            models.CheckConstraint(
                condition=day_within("day"),
                name="deadline_days_are_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]
        triggers = [version_trigger(), deadline_of_its_plan()]

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_kind_display().lower()} {self.words}"

    @staticmethod
    def told_in_history(event: Any) -> str:
        """Which last day a kept row was."""
        words = deadlines.in_words(event.day, event.precision, event.inclusive)
        return f"“{DeadlineKind(event.kind).label}, {words}”"

    @property
    def words(self) -> str:
        return deadlines.in_words(self.day, self.precision, self.inclusive)

    @property
    def last_day(self) -> datetime.date:
        return deadlines.last_day(self.day, self.precision, self.inclusive)

    @property
    def is_over(self) -> bool:
        return self.last_day < timezone.localdate()
