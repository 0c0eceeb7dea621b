"""What was published: a frozen snapshot per version, served as it is and never rendered again."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.text import slugify

from governance.briefings.models import Briefing, Status
from governance.briefings.proof import as_printed
from governance.briefings.secrecy.guards import secret_is_not_published
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.publicity import WithPublicity, closed_for, no_embargo, open_now
from zorgzaam.search import search_column, search_index
from zorgzaam.snapshots import Frozen
from zorgzaam.standing import Reader, standing_of


def _taken_back_unseen() -> Q:
    """Withdrawn while its embargo still held: nobody read it, so nobody is told that it existed."""
    return Q(briefing__withdrawn_at__isnull=False, embargo_until__isnull=False) & Q(
        embargo_until__gt=F("briefing__withdrawn_at")
    )


class BriefingPublicationQuerySet(models.QuerySet["BriefingPublication"]):
    def reached_by(self, user: Reader) -> Self:
        """Published for this reader, withdrawn or not: for all, for the council, or who works on it."""
        bodies = standing_of(user).bodies
        mine = Briefing.objects.in_hands_of(user).values("pk")
        mine_to_read = open_now() | closed_for(bodies, "briefing__addressee_id")
        return self.filter((mine_to_read & ~_taken_back_unseen()) | Q(briefing__in=mine))

    def visible_to(self, user: Reader) -> Self:
        """What this reader may read. A withdrawn one only who worked on it, for the archive."""
        mine = Briefing.objects.in_hands_of(user).values("pk")
        return self.reached_by(user).filter(~Q(briefing__status=Status.WITHDRAWN) | Q(briefing__in=mine))

    def newest(self) -> Self:
        """Per briefing the last version whose embargo is over, and later ones."""
        later = BriefingPublication.objects.filter(
            no_embargo(), briefing=OuterRef("briefing"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(later))

    def with_code(self, text: str) -> Self:
        """The one a paper with this code is of, however it was typed; those from before there were codes have none."""
        return self.filter(code=as_printed(text)).exclude(code="")

    def light(self) -> Self:
        """Without the snapshots themselves: for lists."""
        return self.defer("canonical", "closed_files", "html", "plain", "pdf", "search")


@track(
    exclude=["canonical", "closed_files", "html", "plain", "pdf", "search", "changes", "made_with", "handled"]
)
class BriefingPublication(WithPublicity, Frozen):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    briefing = models.ForeignKey(
        Briefing, models.PROTECT, related_name="publications", verbose_name="briefing"
    )
    version = models.PositiveSmallIntegerField("versie")
    subject = models.CharField("onderwerp", max_length=200)
    registration_number = models.CharField("registratienummer", max_length=20)
    dated_on = models.DateField("datum")
    code = models.CharField("code op het stuk", max_length=14, blank=True, default="", editable=False)
    # `attached.Files`: not in the canonical text, which goes out with every PDF.
    closed_files = models.JSONField("bestanden die niet openbaar zijn", default=dict, editable=False)
    # `[["vaststelling", "2026-11-03"], ...]`: what was done with it before it was published (woo.Handling).
    handled = models.JSONField("documenthandelingen (Woo)", default=list, editable=False)
    search = search_column(subject="A", registration_number="A", plain="B")

    objects = BriefingPublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "gepubliceerde briefing"
        verbose_name_plural = "gepubliceerde briefings"
        ordering = ["-published_at", "-version"]
        constraints = [
            *WithPublicity.Meta.constraints,
            models.UniqueConstraint("briefing", "version", name="briefing_version_once"),
            models.UniqueConstraint("code", condition=~Q(code=""), name="briefing_code_once"),
        ]
        indexes = [search_index("briefing_publication_search")]
        triggers = [*keep_as_is(), secret_is_not_published()]

    def __str__(self) -> str:
        return f"{self.subject}, versie {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("briefing", args=[self.briefing_id])

    @property
    def file_name(self) -> str:
        """A name that still says something in a downloads folder."""
        kind = self.briefing.get_kind_display().lower()
        words = slugify(f"{kind} {self.registration_number} {self.subject}")[:110].strip("-")
        return f"{words}{f'-versie-{self.version}' if self.version > 1 else ''}.pdf"


class AnnouncementQuerySet(models.QuerySet["BriefingAnnouncement"]):
    def visible_to(self, user: Reader) -> Self:
        """Whoever works on the briefing."""
        return self.filter(publication__briefing__in=Briefing.objects.in_hands_of(user).values("pk"))


@track()
class BriefingAnnouncement(models.Model):
    """The consequence of a publication: readers were told. Without this row the job has still to tell them.

    An imported publication gets one with `recipients` 0 and a note, so that nobody is mailed about the past.
    """

    publication = models.OneToOneField(
        BriefingPublication, models.PROTECT, primary_key=True, related_name="announcement"
    )
    at = models.DateTimeField("bericht gestuurd op", auto_now_add=True)
    recipients = models.PositiveIntegerField("aantal ontvangers")
    note = models.CharField("opmerking", max_length=200, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht over een briefing"
        verbose_name_plural = "berichten over briefings"

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.recipients}"
