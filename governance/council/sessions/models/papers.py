"""Papers of a session: read by who may read the session."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from governance.council.sessions.models.programme import WithinSessionQuerySet
from governance.council.sessions.models.sessions import CouncilSession
from zorgzaam.audit.history import track
from zorgzaam.files.models import StoredFile
from zorgzaam.versions import Versioned, version_trigger


class SessionPaperQuerySet(WithinSessionQuerySet):
    """With its session."""


@track(exclude=["filename"])
class SessionPaper(Versioned):
    """One document, under the title a reader sees."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        CouncilSession, models.PROTECT, related_name="papers", verbose_name="sessie", editable=False
    )
    title = models.CharField("titel", max_length=200)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", verbose_name="bestand", editable=False
    )
    filename = models.CharField("bestandsnaam", max_length=200, editable=False)
    added_at = models.DateTimeField("toegevoegd op", auto_now_add=True)

    objects = SessionPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "stuk van een sessie"
        verbose_name_plural = "stukken van sessies"
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="session_paper_has_a_title",
                violation_error_message="Geef het stuk een titel.",
            )
        ]  # fmt: skip
        triggers = [
            version_trigger(),
            pgtrigger.ReadOnly(name="stays_in_its_session", fields=["session"]),
        ]

    def __str__(self) -> str:
        return self.title
