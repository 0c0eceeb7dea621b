"""A file that was read and waits for a yes. It holds names and addresses, so it does not stay."""

import datetime
import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of

# After this what nobody carried out is thrown away. Our own choice: a morning's work, slept on once.
KEPT = datetime.timedelta(days=1)


class ListKind(models.TextChoices):
    ORGANISATIONS = "organisaties", "Organisaties"
    CONTACTS = "contacten", "Contactpersonen"


class RegisterImportQuerySet(models.QuerySet["RegisterImport"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau."""
        return self if standing_of(user).is_bureau else self.none()

    def left_alone(self) -> Self:
        """What nobody carried out in time."""
        return self.filter(applied_at__isnull=True, uploaded_at__lt=timezone.now() - KEPT)


@track(exclude=["rows"])
class RegisterImport(models.Model):
    """One upload that could be read. `rows` are its lines by column, until they are taken over; then they go."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("wat", max_length=20, choices=ListKind.choices)
    file_name = models.CharField("bestand", max_length=200)
    columns = models.JSONField("kolommen", default=list)
    rows = models.JSONField("regels", default=list)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="van")
    uploaded_at = models.DateTimeField("op", auto_now_add=True)
    applied_at = models.DateTimeField("overgenomen op", null=True, editable=False)

    objects = RegisterImportQuerySet.as_manager()

    class Meta:
        verbose_name = "ingelezen lijst"
        verbose_name_plural = "ingelezen lijsten"
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True) | Q(rows=[]),
                name="register_import_forgets_what_it_did",
                violation_error_message="Wat is overgenomen, blijft niet ook nog hier staan.",
            )
        ]

    def __str__(self) -> str:
        return self.file_name
