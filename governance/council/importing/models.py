"""A file with rows of a register that was read and waits for a yes. It may hold what is besloten, so it does not
stay."""

import datetime
import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from governance.bodies.models import Body
from governance.council.keeping import keeps
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.years import sane_moment

# After this what nobody carried out is thrown away: a morning's work, slept on once.
KEPT = datetime.timedelta(days=1)


class CouncilRegister(models.TextChoices):
    """The registers that can be read in; the value is in the address."""

    COMMITMENTS = "toezeggingen", "Toezeggingen"
    MOTIONS = "moties", "Moties"
    NOTICES = "mededelingen", "Mededelingen en brieven"
    POLITICAL = "schriftelijke-vragen", "Schriftelijke vragen"
    TECHNICAL = "technische-vragen", "Technische vragen"
    SESSIONS = "sessies", "Sessies"


class CouncilImportQuerySet(models.QuerySet["CouncilImport"]):
    def visible_to(self, user: Reader) -> Self:
        """Who read it in, as long as they keep some register."""
        standing = standing_of(user)
        if standing.person_id is None or not keeps(standing, None):
            return self.none()
        return self.filter(uploaded_by=standing.person_id)

    def left_alone(self) -> Self:
        """What nobody carried out in time."""
        return self.filter(applied_at__isnull=True, uploaded_at__lt=timezone.now() - KEPT)


@track(exclude=["rows"])
class CouncilImport(models.Model):
    """One upload that could be read. `rows` are its lines by column, until they are taken over; then they go. `council`
    is that of rows that name none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField("register", max_length=24, choices=CouncilRegister.choices)
    council = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="raad of Staten")
    file_name = models.CharField("bestand", max_length=200)
    columns = models.JSONField("kolommen", default=list)
    rows = models.JSONField("regels", default=list)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="van")
    uploaded_at = models.DateTimeField("op", auto_now_add=True)
    applied_at = models.DateTimeField("overgenomen op", null=True, editable=False)

    objects = CouncilImportQuerySet.as_manager()

    class Meta:
        verbose_name = "ingelezen register"
        verbose_name_plural = "ingelezen registers"
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True) | Q(rows=[]), name="council_import_forgets_what_it_did",
                violation_error_message="Wat is overgenomen, blijft niet ook nog hier staan.",
            ),
            sane_moment("applied_at"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.file_name
