"""A dossier: one subject, followed across councils and bodies of the network."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from themes.themes.models import Theme
from zorgzaam.audit.history import track
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import PublicQuerySet
from zorgzaam.versions import Versioned, version_trigger


@track(exclude=["search"])
class CouncilDossier(Versioned):
    """Its name and words are public; what lies in it is read by who may read each thing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("onderwerp", max_length=120, unique=True)
    about = models.TextField(
        "waar het over gaat", blank=True, help_text="Een paar zinnen, die iedereen leest."
    )
    themes = models.ManyToManyField(
        Theme, through="DossierTheme", related_name="council_dossiers", verbose_name="thema's"
    )
    search = search_column(name="A", about="B")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""), name="council_dossier_has_a_name",
                violation_error_message="Geef het dossier een naam.",
            )
        ]  # fmt: skip
        indexes = [search_index("council_dossier_search")]
        triggers = [
            version_trigger(ignoring=("search",)),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("council_dossier", args=[self.pk])


@track()
class DossierTheme(models.Model):
    """A theme the dossier touches."""

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(CouncilDossier, models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "thema van een dossier"
        verbose_name_plural = "thema's van dossiers"
        constraints = [models.UniqueConstraint("dossier", "theme", name="dossier_theme_once")]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.theme}"
