"""Region schemes and dated membership: the same municipality sits in other regions per scheme (Zeewolde!)."""

import uuid
from typing import Any

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from zorgzaam.audit.history import track
from zorgzaam.periods import Period, PeriodQuerySet, no_overlap
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger

# Tiles beside and below each other; more would leave no room for a name.
MAP_MOST = 12


@track()
class Municipality(Versioned):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=80, unique=True)
    slug = models.SlugField("in het adres", max_length=80, unique=True)
    # Where its tile lies on the schematic map; without a place it lies in the rows below the others.
    map_column = models.PositiveSmallIntegerField(
        "kolom op de kaart",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAP_MOST)],
        help_text="Van links naar rechts, vanaf 1.",
    )
    map_row = models.PositiveSmallIntegerField(
        "rij op de kaart",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAP_MOST)],
        help_text="Van boven naar beneden, vanaf 1.",
    )

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(map_column__isnull=True, map_row__isnull=True)
                | Q(
                    map_column__gte=1,
                    map_column__lte=MAP_MOST,
                    map_column__isnull=False,
                    map_row__gte=1,
                    map_row__lte=MAP_MOST,
                    map_row__isnull=False,
                ),
                name="municipality_on_the_map",
                violation_error_message="Vul de kolom en de rij allebei in, of laat ze allebei leeg.",
            )
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("municipality", args=[self.slug])


@track()
class RegionScheme(Versioned):
    """A way to divide the country: IZA regions, provinces, GGD regions ... (domain.md 4)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField("in het adres", max_length=60, unique=True)
    name = models.CharField("naam", max_length=80)
    purpose = models.CharField("waarvoor", max_length=250, blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "regio-indeling"
        verbose_name_plural = "regio-indelingen"
        ordering = ["name"]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name


@track()
class Region(Versioned, Sourced):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(RegionScheme, models.PROTECT, related_name="regions", verbose_name="indeling")
    name = models.CharField("naam", max_length=100)
    aliases = models.TextField("ook genoemd", blank=True, help_text="Een naam per regel.")
    is_ours = models.BooleanField("dit is onze regio", default=False)

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"
        ordering = ["scheme", "name"]
        constraints = [
            models.UniqueConstraint(
                "scheme",
                "name",
                name="region_once_per_scheme",
                violation_error_message="Deze regio staat er al.",
            )
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name

    @property
    def alias_list(self) -> list[str]:
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]


class MembershipQuerySet(PeriodQuerySet, PublicQuerySet):
    """Dated and public."""


@track()
class RegionMembership(Versioned, Sourced, Period):
    """A municipality in a region, from and until. The scheme is copied from the region by the database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(Region, models.PROTECT, related_name="memberships", verbose_name="regio")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="region_memberships", verbose_name="gemeente"
    )
    scheme = models.ForeignKey(RegionScheme, models.PROTECT, related_name="+", editable=False)
    note = models.CharField("opmerking", max_length=250, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente in regio"
        verbose_name_plural = "gemeenten in regio's"
        ordering = ["region", "municipality__name"]
        constraints = [
            *Period.Meta.constraints,
            no_overlap(
                "one_region_per_scheme",
                "Deze gemeente zit in die tijd al in een andere regio van deze indeling.",
                "municipality",
                "scheme",
            ),
        ]
        triggers = [
            version_trigger(),
            pgtrigger.Trigger(
                name="copy_scheme",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=(
                    "SELECT scheme_id INTO NEW.scheme_id FROM partners_region WHERE id = NEW.region_id; "
                    "RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} in {self.region}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.scheme_id = self.region.scheme_id
        super().save(*args, **kwargs)
