"""Papers: a file with an item, with its own publicity."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from governance.meetings.models.items import AgendaItem, AgendaItemShare
from governance.meetings.models.lasting import never_deleted
from governance.meetings.models.visibility import by_publicity, kept_by, on_published_agenda
from zorgzaam.access import Share, shared_ids
from zorgzaam.audit.history import track
from zorgzaam.files.models import StoredFile
from zorgzaam.publicity import Publicity, WithPublicity, no_embargo
from zorgzaam.standing import Reader
from zorgzaam.versions import Versioned, version_trigger


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, user: Reader) -> Self:
        """A paper is never more open than its item: both must let this reader in, or it was shared by hand.

        Sharing an item shares its papers too, except those that are more closed than the item itself."""
        shared = Q(pk__in=shared_ids(user, PaperShare, "view_paper"))
        with_item = (
            Q(item__in=shared_ids(user, AgendaItemShare, "view_agendaitem")) & _no_more_closed_than_item()
        )
        published = on_published_agenda("item__") & Q(published_at__isnull=False) & _open_to(user)
        return self.present().filter(published | _kept_by(user) | shared | with_item)

    def readable_by(self, user: Reader) -> Self:
        """As visible_to, as if the agenda were published as it stands now."""
        return self.present().filter(_open_to(user) | _kept_by(user))

    def removed_from(self, user: Reader) -> Self:
        """Papers that were taken away from an item this reader keeps, and may come back."""
        return self.filter(_kept_by(user), removed_at__isnull=False, item__removed_at__isnull=True)

    def present(self) -> Self:
        """Papers that were not taken away, with an item that was not either."""
        return self.filter(removed_at__isnull=True, item__removed_at__isnull=True)


def _open_to(user: Reader) -> Q:
    return by_publicity(user, "item__body_id") & by_publicity(user, "item__body_id", "item__")


def _kept_by(user: Reader) -> Q:
    return kept_by(user, "item__body_id") & kept_by(user, "item__body_id", "item__")


def _no_more_closed_than_item() -> Q:
    same = Q(publicity=Publicity.PUBLIC) | Q(publicity=F("item__publicity"))
    less = Q(publicity=Publicity.CLOSED, item__publicity=Publicity.CONFIDENTIAL)
    return (same | less) & (no_embargo() | Q(embargo_until__lte=F("item__embargo_until")))


@track()
class Paper(Versioned, WithPublicity):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers", verbose_name="agendapunt")
    title = models.CharField("titel", max_length=200)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", verbose_name="bestand", editable=False
    )
    filename = models.CharField("bestandsnaam", max_length=200, editable=False)
    edocs_number = models.CharField("eDocs-nummer", max_length=30, blank=True)
    added_at = models.DateTimeField("toegevoegd op", auto_now_add=True)
    published_at = models.DateTimeField("voor het eerst gepubliceerd", null=True, blank=True, editable=False)
    removed_at = models.DateTimeField("weggehaald op", null=True, blank=True, editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "stuk"
        verbose_name_plural = "stukken"
        ordering = ["added_at", "pk"]
        constraints = [*WithPublicity.Meta.constraints]
        triggers = [version_trigger(ignoring=("published_at",)), *never_deleted()]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("paper", args=[self.pk])

    @property
    def file_kind(self) -> str:
        """The kind of file in letters: "PDF", "DOCX"."""
        return self.filename.rsplit(".", 1)[-1].upper() if "." in self.filename else ""


@track()
class PaperShare(Share):
    """One paper, for one person, until a day, with a reason."""

    content_object = models.ForeignKey(Paper, models.CASCADE, related_name="shares")

    class Meta(Share.Meta):
        abstract = False
        verbose_name = "gedeeld stuk"
        verbose_name_plural = "gedeelde stukken"
