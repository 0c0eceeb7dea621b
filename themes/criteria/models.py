"""What plans and ideas are held against, and who pays for which care: reference data of a generation."""

import uuid

from django.db import models
from django.db.models import Deferrable

from themes.generations.models import ThemeGeneration
from themes.themes.models import Theme
from zorgzaam.audit.history import track
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger


def _once(name: str, message: str, *fields: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=fields, name=name, deferrable=Deferrable.DEFERRED, violation_error_message=message
    )


@track()
class StrategicPrinciple(Versioned, Sourced):
    """A strategisch uitgangspunt of a generation (domain.md 9)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    generation = models.ForeignKey(
        ThemeGeneration, models.PROTECT, related_name="principles", verbose_name="generatie"
    )
    number = models.PositiveSmallIntegerField("nummer")
    text = models.TextField("uitgangspunt")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "strategisch uitgangspunt"
        verbose_name_plural = "strategische uitgangspunten"
        ordering = ["generation", "number"]
        constraints = [_once("principle_number", "Dit nummer bestaat al.", "generation", "number")]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:70]}"


@track()
class AssessmentCriterion(Versioned, Sourced):
    """What an intended result is tested on (R14); goals and criteria share this one list (O47)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=80, unique=True)
    explanation = models.TextField("uitleg", blank=True)
    position = models.PositiveSmallIntegerField("volgorde")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "toetscriterium"
        verbose_name_plural = "toetscriteria"
        ordering = ["position"]
        constraints = [_once("criterion_position", "Op deze plaats staat al een criterium.", "position")]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name


@track()
class PreventionLevel(Versioned, Sourced):
    """From universal to care-related: whom prevention is for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=80, unique=True)
    explanation = models.TextField("uitleg", blank=True)
    position = models.PositiveSmallIntegerField("volgorde")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "preventieniveau"
        verbose_name_plural = "preventieniveaus"
        ordering = ["position"]
        constraints = [_once("prevention_position", "Op deze plaats staat al een niveau.", "position")]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name


@track()
class CareDomain(Versioned, Sourced):
    """A payer or law, with the services it pays for (domain.md A10)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    payer = models.CharField("wie betaalt", max_length=120, unique=True)
    position = models.PositiveSmallIntegerField("volgorde")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "financier met voorzieningen"
        verbose_name_plural = "financiers met voorzieningen"
        ordering = ["position"]
        constraints = [_once("care_domain_position", "Op deze plaats staat al een financier.", "position")]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.payer


@track()
class CareService(Versioned, Sourced):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    domain = models.ForeignKey(
        CareDomain, models.PROTECT, related_name="services", verbose_name="wie betaalt"
    )
    name = models.CharField("voorziening", max_length=160)
    position = models.PositiveSmallIntegerField("volgorde")
    themes = models.ManyToManyField(
        Theme, through="ServiceTheme", related_name="services", verbose_name="thema's"
    )

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "voorziening"
        verbose_name_plural = "voorzieningen"
        ordering = ["domain", "position"]
        constraints = [
            _once("service_position", "Op deze plaats staat al een voorziening.", "domain", "position"),
            models.UniqueConstraint(
                fields=["domain", "name"],
                name="service_once",
                violation_error_message="Deze voorziening staat er al.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name


@track()
class ServiceTheme(Versioned, Sourced):
    """A service that touches a theme. A row of its own, so that its history and source are kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(
        CareService, models.PROTECT, related_name="theme_rows", verbose_name="voorziening"
    )
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="service_rows", verbose_name="thema")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "voorziening bij een thema"
        verbose_name_plural = "voorzieningen bij thema's"
        constraints = [
            models.UniqueConstraint(
                fields=["service", "theme"],
                name="service_theme_once",
                violation_error_message="Deze voorziening staat al bij dit thema.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{self.service} bij {self.theme}"
