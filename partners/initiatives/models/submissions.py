"""What was sent, as it was sent: one frozen copy for each time, and its PDF."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from partners.initiatives.models.hanging import InsideQuerySet
from partners.initiatives.models.initiatives import Initiative
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person


@track(exclude=["canonical", "sender"])
class Submission(models.Model):
    """One time an initiative was sent. `edition` counts: who sent it back improved makes the second.

    `canonical` is all of it as JSON (`content.content_of`), `files` inside it name the bytes by SHA-256. `sender` is
    of before: a name in a row that never changes cannot be erased, so who has no account is named by their own row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="submissions", verbose_name="initiatief"
    )
    edition = models.PositiveSmallIntegerField("hoeveelste keer")
    canonical = models.TextField("inhoud (JSON)")
    canonical_sha256 = models.CharField("hash van de inhoud", max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    sender = models.CharField("afzender", max_length=120, blank=True)
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    objects = InsideQuerySet.as_manager()

    class Meta:
        verbose_name = "ingediend initiatief"
        verbose_name_plural = "ingediende initiatieven"
        ordering = ["initiative", "edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "edition"],
                name="submission_once",
                violation_error_message="Dit is al ingediend.",
            )
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.initiative.number} ({self.edition})"

    @classmethod
    def told_in_history(cls, event: Any) -> str:
        """Which time it was."""
        return f"de {event.edition}e keer"


class SubmissionPdf(models.Model):
    """The PDF of what was sent: made once, by a job, from the frozen copy alone."""

    submission = models.OneToOneField(
        Submission, models.PROTECT, primary_key=True, related_name="pdf", verbose_name="ingediend initiatief"
    )
    content = models.BinaryField("PDF")
    sha256 = models.CharField("hash van de PDF", max_length=64)
    made_with = models.JSONField("gemaakt met")
    made_at = models.DateTimeField("gemaakt op", auto_now_add=True)

    class Meta:
        verbose_name = "PDF van een ingediend initiatief"
        verbose_name_plural = "PDF's van ingediende initiatieven"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return str(self.submission_id)
