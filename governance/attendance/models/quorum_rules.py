"""When a body may decide: how many organisations have to be there, and which. Every part that is filled in holds."""

import uuid
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from governance.bodies.models import Body
from partners.organisations.models import Organisation, OrganisationKind
from zorgzaam.audit.history import track
from zorgzaam.periods import Period, PeriodQuerySet, no_overlap
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger


class Group(models.TextChoices):
    """Groups a rule can ask for: municipalities, or organisations of one kind."""

    MUNICIPALITY = "gemeente", "Gemeente"
    INSURER = OrganisationKind.INSURER.value, "Zorgverzekeraar"
    CARE_PROVIDER = OrganisationKind.CARE_PROVIDER.value, "Zorgaanbieder"
    PUBLIC_HEALTH = OrganisationKind.PUBLIC_HEALTH.value, "Publieke gezondheid"
    SUPPORT = OrganisationKind.SUPPORT.value, "Ondersteuningsorganisatie"
    CLIENTS = OrganisationKind.CLIENTS.value, "Inwoners- of patiëntenorganisatie"
    HOUSING = OrganisationKind.HOUSING.value, "Woningorganisatie"
    GOVERNMENT = OrganisationKind.GOVERNMENT.value, "Overheid"


class QuorumRuleQuerySet(PeriodQuerySet, PublicQuerySet):
    """The rules a body decides by are public, as the body is."""

    def shown(self) -> Self:
        return self.select_related("body").prefetch_related("requirements__organisation")


@track()
class QuorumRule(Versioned, Sourced, Period):
    """The rule of one body, from and until. `numerator`/`denominator` is a part of the organisations with a seat."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="quorum_rules", verbose_name="orgaan")
    numerator = models.PositiveSmallIntegerField(
        "deel van de organisaties", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    denominator = models.PositiveSmallIntegerField(
        "van de", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    more_than = models.BooleanField("meer dan dat deel", default=True)
    number = models.PositiveSmallIntegerField(
        "vast aantal organisaties", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    alternates = models.BooleanField("een vervanger mag", default=True)
    most_proxies = models.PositiveSmallIntegerField(
        "zoveel machtigingen mag één lid hebben",
        default=0,
        validators=[MaxValueValidator(20)],
        help_text="0: machtigen mag hier niet.",
    )
    proxies_count = models.BooleanField("wie gemachtigd heeft telt mee voor het quorum", default=False)
    # The organisations and groups are rows of their own: with this, choosing them is an edit of the rule.
    changed_at = models.DateTimeField("gewijzigd op", auto_now=True)

    objects = QuorumRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "quorumregel"
        verbose_name_plural = "quorumregels"
        ordering = ["body", "-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            no_overlap("one_quorum_rule_at_a_time", "Er geldt in die tijd al een andere regel.", "body"),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | (Q(numerator__gte=1) & Q(denominator__gte=F("numerator"))),
                name="quorum_part_is_a_part",
                violation_error_message="Schrijf een deel van het geheel, bijvoorbeeld 1 van de 2.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"Quorum van {self.body}"

    def get_absolute_url(self) -> str:
        return reverse("quorum_rules", args=[self.body_id])


@track()
class QuorumRequirement(models.Model):
    """One organisation, or so many of a group, that have to be there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rule = models.ForeignKey(QuorumRule, models.CASCADE, related_name="requirements", verbose_name="regel")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organisatie"
    )
    group = models.CharField("groep", max_length=30, choices=Group.choices, blank=True)
    count = models.PositiveSmallIntegerField("ten minste", default=1, validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = "wie erbij moet zijn"
        verbose_name_plural = "wie erbij moet zijn"
        ordering = ["group", "organisation__name"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(organisation__isnull=False) & Q(group=""))
                | (Q(organisation__isnull=True) & ~Q(group="")),
                name="requires_organisation_or_group",
                violation_error_message="Kies een organisatie of een groep.",
            ),
            models.CheckConstraint(condition=Q(count__gte=1), name="requires_at_least_one"),
            models.UniqueConstraint(
                fields=["rule", "organisation", "group"],
                name="required_once",
                nulls_distinct=False,
                violation_error_message="Dit staat er al.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} x {self.organisation or self.get_group_display()}"
