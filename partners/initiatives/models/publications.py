"""What the public reads of an initiative: each time it was published, and who wants that off the site."""

import json
import uuid
from typing import Any, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils import timezone

from partners.initiatives.models.hanging import NumNonNulls
from partners.initiatives.models.initiatives import Initiative
from partners.initiatives.models.publicity import PublicityAgreement
from partners.initiatives.triggers import agreed_to_these_words, by_somebody_or_the_guest, only_withdrawn
from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from themes.criteria.models import PreventionLevel
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.nameless import names_nobody
from zorgzaam.people.models import Person
from zorgzaam.search import search_column, search_index
from zorgzaam.standing import Reader, standing_of


class InitiativePublicationQuerySet(models.QuerySet["InitiativePublication"]):
    def newest(self) -> Self:
        """The last of each initiative, also when that was withdrawn."""
        later = InitiativePublication.objects.filter(
            initiative=OuterRef("initiative"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(later))

    def current(self) -> Self:
        """What stands on the site now."""
        return self.newest().filter(withdrawn_at__isnull=True)

    def visible_to(self, user: Reader) -> Self:
        """What stands on the site is for everybody; what was before, or was taken off, for the netwerkbureau."""
        return self if standing_of(user).is_bureau else self.current()

    def shown(self) -> Self:
        """With what a line or card shows."""
        return self.select_related("initiative").order_by("-published_at", "pk")

    def untold(self) -> Self:
        """On the site, and nobody who follows it was told."""
        return self.current().filter(notice__isnull=True)


@track(exclude=["canonical", "search", "withdrawn_because"])
class InitiativePublication(models.Model):
    """One time an initiative was published. It stays as it was; taking it off leaves the row, with when and why.

    `canonical` is all a reader gets (`publishing.content`); the other columns are for finding it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="publications", verbose_name="initiatief"
    )
    number = models.PositiveSmallIntegerField("hoeveelste versie")
    title = models.CharField("titel", max_length=160)
    summary = models.TextField("wat er gebeurt")
    by_whom = models.CharField("namens", max_length=160)
    whole_region = models.BooleanField("voor de hele regio", default=False)
    canonical = models.TextField("inhoud (JSON)")
    canonical_sha256 = models.CharField("hash van de inhoud", max_length=64)
    changes = ArrayField(models.CharField(max_length=80), verbose_name="wat er veranderde", default=list)
    agreement = models.ForeignKey(
        PublicityAgreement, models.PROTECT, related_name="+", verbose_name="akkoord"
    )
    published_at = models.DateTimeField("gepubliceerd op", default=timezone.now, editable=False)
    published_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gepubliceerd door"
    )
    withdrawn_at = models.DateTimeField("van de site op", null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="van de site door"
    )
    withdrawn_because = models.CharField("waarom van de site", max_length=300, blank=True, editable=False)
    search = search_column(title="A", by_whom="B", summary="C")

    objects = InitiativePublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "gepubliceerd initiatief"
        verbose_name_plural = "gepubliceerde initiatieven"
        ordering = ["-published_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "number"],
                name="initiative_publication_once",
                violation_error_message="Dit is al gepubliceerd.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="initiative_withdrawn_with_reason",
                violation_error_message="Schrijf op waarom dit van de site gaat.",
            ),
        ]
        indexes = [
            search_index("initiative_publication_search"),
            models.Index(fields=["-published_at"], name="initiative_publication_newest"),
        ]
        triggers = [
            agreed_to_these_words(),
            *only_withdrawn("withdrawn_at", "withdrawn_by_id", "withdrawn_because"),
            names_nobody("publication_names_nobody", ("title", "summary", "by_whom"), "TRUE"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("initiative", args=[self.initiative_id])

    @property
    def content(self) -> dict[str, Any]:
        """What a reader gets, as it was published."""
        found: dict[str, Any] = json.loads(self.canonical)
        return found

    @classmethod
    def told_in_history(cls, event: Any) -> str:
        """Which version it was."""
        return f"versie {event.number}"


PUBLISHED_SUBJECTS = ("theme", "task", "municipality", "level", "organisation")


class OfPublicationQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Reader) -> Self:
        """As the publication."""
        return self.filter(publication__in=InitiativePublication.objects.visible_to(user).values("pk"))


class PublishedSubject(models.Model):
    """What a publication is about, and whose it is: what lists and the map are filtered by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(InitiativePublication, models.PROTECT, related_name="subjects")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+", verbose_name="thema")
    task = models.ForeignKey(
        TransformationTask, models.PROTECT, null=True, related_name="+", verbose_name="opgave"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, related_name="+", verbose_name="gemeente"
    )
    level = models.ForeignKey(
        PreventionLevel, models.PROTECT, null=True, related_name="+", verbose_name="preventieniveau"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="organisatie"
    )

    objects = OfPublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "onderwerp van een gepubliceerd initiatief"
        verbose_name_plural = "onderwerpen van gepubliceerde initiatieven"
        constraints = [
            models.CheckConstraint(
                condition=Exact(NumNonNulls(*PUBLISHED_SUBJECTS), 1), name="published_subject_is_one"
            ),
            models.UniqueConstraint(
                fields=["publication", *PUBLISHED_SUBJECTS],
                name="published_subject_once",
                nulls_distinct=False,
                violation_error_message="Dit staat er al bij.",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = keep_as_is()

    def __str__(self) -> str:
        return str(self.publication_id)


@track(exclude=["why"])
class TakeOffRequest(models.Model):
    """Who brings it in wants it off the site; the netwerkbureau does that. `person` is empty for who has no account."""

    publication = models.OneToOneField(
        InitiativePublication,
        models.PROTECT,
        primary_key=True,
        related_name="take_off",
        verbose_name="publicatie",
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    why = models.CharField("waarom", max_length=300)
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    objects = OfPublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag om van de site te halen"
        verbose_name_plural = "vragen om van de site te halen"
        triggers = [
            *keep_as_is(),
            by_somebody_or_the_guest(
                "(SELECT initiative_id FROM partners_initiativepublication WHERE id = NEW.publication_id)"
            ),
        ]

    def __str__(self) -> str:
        return str(self.publication_id)


@track()
class InitiativePublicationNotice(models.Model):
    """The consequence of a publication: who follows the initiative was written to."""

    publication = models.OneToOneField(
        InitiativePublication,
        models.PROTECT,
        primary_key=True,
        related_name="notice",
        verbose_name="publicatie",
    )
    told = models.PositiveIntegerField("aantal mails")
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht over een gepubliceerd initiatief"
        verbose_name_plural = "berichten over gepubliceerde initiatieven"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.told}"
