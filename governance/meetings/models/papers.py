"""Papers: a file with an item, with its own publicity. Which files it had before: see `versions`."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from governance.meetings.models.items import AgendaItem, AgendaItemShare
from governance.meetings.models.lasting import never_deleted
from governance.meetings.models.publications import AgendaPublication
from governance.meetings.models.versions import versions_by_trigger
from governance.meetings.models.visibility import by_publicity, kept_by, on_published_agenda
from zorgzaam.access import Share, shared_ids
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting, track
from zorgzaam.files.models import StoredFile
from zorgzaam.publicity import Publicity, WithPublicity, no_embargo
from zorgzaam.standing import Reader
from zorgzaam.versions import Versioned, version_trigger

# The place of a paper nobody moved: after those that were, in the order in which they came.
LAST = 32_000


class Woo(models.TextChoices):
    YES = "ja", "Ja"
    NO = "nee", "Nee"


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, user: Reader) -> Self:
        """A paper is never more open than its item: both must let this reader in, or it was shared by hand.

        Sharing an item shares its papers too, except those that are more closed than the item itself."""
        published = on_published_agenda("item__") & Q(published_at__isnull=False) & _open_to(user)
        return self.present().filter(published | _kept_by(user) | _shared_with(user))

    def readable_by(self, user: Reader) -> Self:
        """As visible_to, as if the agenda were published as it stands now."""
        return self.present().filter(_open_to(user) | _kept_by(user))

    def removed_from(self, user: Reader) -> Self:
        """Papers that were taken away from an item this reader keeps, and may come back."""
        return self.filter(_kept_by(user), removed_at__isnull=False, item__removed_at__isnull=True)

    def present(self) -> Self:
        """Papers that were not taken away, with an item that was not either."""
        return self.filter(removed_at__isnull=True, item__removed_at__isnull=True)

    def with_late(self, late_from: Mapping[uuid.UUID, datetime.datetime]) -> Self:
        """Each with `late` ("nagekomen"). `late_from` says by meeting from when on, see `governance.meetings.lateness`.

        Of a meeting it does not name, and once the meeting has begun: added after its agenda was first published.
        """
        earlier = AgendaPublication.objects.filter(
            meeting=OuterRef("item__meeting"), published_at__lt=OuterRef("added_at")
        )
        begun = Q(added_at__gte=F("item__meeting__starts_at"))
        late = Q(Exists(earlier)) & (~Q(item__meeting__in=list(late_from)) | begun)
        for meeting, moment in late_from.items():
            late |= Q(item__meeting=meeting, added_at__gte=moment) & ~begun
        return self.annotate(late=ExpressionWrapper(late, models.BooleanField()))

    def shared_with(self, user: Reader) -> Self:
        """What chair or secretary let this reader read by hand, as long as that lasts."""
        return self.present().filter(_shared_with(user))


def _open_to(user: Reader) -> Q:
    return by_publicity(user, "item__body_id") & by_publicity(user, "item__body_id", "item__")


def _kept_by(user: Reader) -> Q:
    return kept_by(user, "item__body_id") & kept_by(user, "item__body_id", "item__")


def _shared_with(user: Reader) -> Q:
    by_hand = Q(pk__in=shared_ids(user, PaperShare, "view_paper"))
    with_item = Q(item__in=shared_ids(user, AgendaItemShare, "view_agendaitem"))
    return by_hand | (with_item & no_more_closed_than_item())


def no_more_closed_than_item() -> Q:
    """Papers that whoever was shown their item by hand reads with it."""
    same = Q(publicity=Publicity.PUBLIC) | Q(publicity=F("item__publicity"))
    less = Q(publicity=Publicity.CLOSED, item__publicity=Publicity.CONFIDENTIAL)
    return (same | less) & (no_embargo() | Q(embargo_until__lte=F("item__embargo_until")))


def kind_of(filename: str) -> str:
    """The kind of file in letters: "PDF", "DOCX"; empty where the name does not say."""
    return filename.rsplit(".", 1)[-1].upper()[:8] if "." in filename else ""


@track()
class Paper(Versioned, WithPublicity):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers", verbose_name="agendapunt")
    title = models.CharField("titel", max_length=200)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", verbose_name="bestand", editable=False
    )
    filename = models.CharField("bestandsnaam", max_length=200, editable=False)
    # Counted by the database whenever the file is another: see governance.meetings.models.versions.
    file_number = models.PositiveSmallIntegerField("versie van het bestand", default=1, editable=False)
    file_since = models.DateTimeField("deze versie sinds", default=timezone.now, editable=False)
    edocs_number = models.CharField("eDocs-nummer", max_length=30, blank=True)
    woo = models.CharField(
        "openbaar in de zin van de Woo", max_length=3, choices=Woo.choices, blank=True,
        help_text="Leeg: nog niet bepaald.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("plaats bij het punt", default=LAST, editable=False)
    added_at = models.DateTimeField("toegevoegd op", auto_now_add=True)
    published_at = models.DateTimeField("voor het eerst gepubliceerd", null=True, blank=True, editable=False)
    removed_at = models.DateTimeField("weggehaald op", null=True, blank=True, editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "stuk"
        verbose_name_plural = "stukken"
        ordering = ["position", "added_at", "pk"]
        constraints = [
            *WithPublicity.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(woo=Woo.YES) & ~Q(woo_category="")) | (~Q(woo=Woo.YES) & Q(woo_category="")),
                name="paper_woo_has_category",
                violation_error_message="Kies een informatiecategorie bij ja, en geen bij nee.",
            ),
            models.CheckConstraint(
                condition=~Q(woo=Woo.YES) | Q(publicity=Publicity.PUBLIC),
                name="paper_woo_is_public",
                violation_error_message="Wat niet openbaar is, is ook niet openbaar in de zin van de Woo.",
            ),
        ]
        triggers = [
            version_trigger(ignoring=("published_at", "position")),
            *versions_by_trigger(),
            *never_deleted(),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("paper", args=[self.pk])

    @property
    def file_kind(self) -> str:
        """The kind of file in letters: "PDF", "DOCX"."""
        return kind_of(self.filename)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saving a text never writes the file or the place: `replace` and `governance.meetings.paper_order` do."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            left = (
                "id",
                "file",
                "filename",
                "file_number",
                "file_since",
                "position",
                "removed_at",
                "published_at",
            )
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in left]
        super().save(*args, **kwargs)

    def replace(self, file: StoredFile, filename: str, *, by: Actor) -> bool:
        """A new version of the file: the one before stays for who could read it. Twice the same is one; whether
        there is a new version. Readers get it when the agenda is published again."""
        with acting(by), transaction.atomic():
            now = Paper.objects.select_for_update(no_key=True).get(pk=self.pk)
            if now.file_id == file.pk:
                return False
            Paper.objects.filter(pk=self.pk).update(file=file, filename=filename)
        self.refresh_from_db()
        return True


@track()
class PaperShare(Share):
    """One paper, for one person, until a day, with a reason."""

    content_object = models.ForeignKey(Paper, models.CASCADE, related_name="shares")

    class Meta(Share.Meta):
        abstract = False
        verbose_name = "gedeeld stuk"
        verbose_name_plural = "gedeelde stukken"
