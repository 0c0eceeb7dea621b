"""What came out of a session: results in words, and commitments made there."""

from django.db import models
from django.db.models import Q

from governance.council.commitments.models import Commitment
from governance.council.sessions.models.programme import WithinSessionQuerySet
from governance.council.sessions.models.sessions import CouncilSession
from zorgzaam.audit.history import track
from zorgzaam.versions import Versioned, version_trigger


class ResultQuerySet(WithinSessionQuerySet):
    """With its session."""


@track()
class SessionResult(Versioned):
    """A result in words, or a commitment that was made there; that one stands in its own register."""

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(
        CouncilSession, models.PROTECT, related_name="results", verbose_name="sessie", editable=False
    )
    text = models.TextField("resultaat", blank=True)
    commitment = models.OneToOneField(
        Commitment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="toezegging",
        editable=False,
    )  # fmt: skip
    noted_at = models.DateTimeField("genoteerd op", auto_now_add=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "resultaat"
        verbose_name_plural = "resultaten"
        ordering = ["noted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commitment__isnull=False, text="") | Q(commitment__isnull=True) & ~Q(text=""),
                name="session_result_says_what",
                violation_error_message="Schrijf op wat de sessie opleverde.",
            )
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.text or str(self.commitment)
