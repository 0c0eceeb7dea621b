"""What was published of a plan: one frozen snapshot per version, with a page per chapter."""

import uuid
from typing import Self

from django.db import models
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.text import slugify

from regioplan.plans.models.states import Status
from regioplan.plans.models.versions import PlanVersion
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.search import search_column, search_index
from zorgzaam.snapshots import Frozen
from zorgzaam.standing import Reader, standing_of


class PublicationQuerySet(models.QuerySet["PlanPublication"]):
    def visible_to(self, user: Reader) -> Self:
        """Everybody, unless the version was withdrawn: of that a tombstone stays."""
        return self.filter(version__status=Status.PUBLISHED)

    def light(self) -> Self:
        """Without the snapshot itself: for lists."""
        return self.defer("canonical", "html", "plain", "pdf")


@track(exclude=["canonical", "html", "plain", "pdf", "changes", "made_with"])
class PlanPublication(Frozen):
    version = models.OneToOneField(
        PlanVersion, models.PROTECT, primary_key=True, related_name="publication", verbose_name="versie"
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "gepubliceerd plan"
        verbose_name_plural = "gepubliceerde plannen"
        ordering = ["-published_at"]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return str(self.version)

    def get_absolute_url(self) -> str:
        return self.version.get_absolute_url()

    @property
    def file_name(self) -> str:
        """A name that still says something in a downloads folder."""
        return f"{slugify(f'{self.version.plan.short_name} {self.version.name}')}.pdf"


class ChapterQuerySet(models.QuerySet["PublishedChapter"]):
    def visible_to(self, user: Reader) -> Self:
        return self.filter(publication__version__status=Status.PUBLISHED)

    def newest(self) -> Self:
        """Of the newest published version of each plan: what search looks in."""
        latest = (
            PlanPublication.objects.filter(
                version__plan=OuterRef("publication__version__plan"), version__status=Status.PUBLISHED
            )
            .order_by("-version__number")
            .values("pk")[:1]
        )
        return self.filter(publication=Subquery(latest))


@track(exclude=["html", "plain", "search"])
class PublishedChapter(models.Model):
    """One chapter as it was published: its own web page, served as it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(
        PlanPublication, models.PROTECT, related_name="chapters", verbose_name="gepubliceerd plan"
    )
    position = models.PositiveSmallIntegerField("volgorde")
    lineage = models.UUIDField(editable=False)
    code = models.CharField("nummer", max_length=12, blank=True)
    heading = models.CharField("kop", max_length=200)
    html = models.TextField("tekst (HTML)")
    html_sha256 = models.CharField("hash van de tekst", max_length=64)
    plain = models.TextField("platte tekst")
    search = search_column(heading="A", plain="B")

    objects = ChapterQuerySet.as_manager()

    class Meta:
        verbose_name = "gepubliceerd hoofdstuk"
        verbose_name_plural = "gepubliceerde hoofdstukken"
        ordering = ["publication", "position"]
        constraints = [
            models.UniqueConstraint("publication", "position", name="published_chapter_place"),
        ]
        indexes = [search_index("published_chapter_search")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.code} {self.heading}".strip()

    def get_absolute_url(self) -> str:
        version = self.publication.version
        return reverse("plan_chapter", args=[version.plan_id, version.number, self.position])


class NoticeQuerySet(models.QuerySet["PlanNotice"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau: it says only how many were told."""
        return self if standing_of(user).is_bureau else self.none()


@track()
class PlanNotice(models.Model):
    """The consequence of a publication: followers were told. Without this row the job has still to tell them."""

    publication = models.OneToOneField(
        PlanPublication,
        models.PROTECT,
        primary_key=True,
        related_name="notice",
        verbose_name="gepubliceerd plan",
    )
    told = models.PositiveIntegerField("aantal berichten")
    at = models.DateTimeField("op", auto_now_add=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht over een plan"
        verbose_name_plural = "berichten over plannen"

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.told}"
