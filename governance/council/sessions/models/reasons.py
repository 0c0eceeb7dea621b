"""Aanleiding: which commitments, motions and documents gave rise to a session (domain.md 15.5)."""

from django.db import models
from django.db.models import Q

from governance.council.commitments.models import Commitment
from governance.council.motions.models import Motion
from governance.council.notices.models import CouncilNotice
from governance.council.sessions.models.programme import WithinSessionQuerySet
from governance.council.sessions.models.sessions import CouncilSession
from zorgzaam.audit.history import track

KINDS = ("commitment", "motion", "notice")


class ReasonQuerySet(WithinSessionQuerySet):
    """With its session; the thing itself has readers of its own."""


@track()
class SessionReason(models.Model):
    """One commitment, motion or document that gave rise to the session."""

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(CouncilSession, models.PROTECT, related_name="reasons", verbose_name="sessie")
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="toezegging"
    )
    motion = models.ForeignKey(
        Motion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="motie"
    )
    notice = models.ForeignKey(
        CouncilNotice, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="stuk"
    )

    objects = ReasonQuerySet.as_manager()

    class Meta:
        verbose_name = "aanleiding"
        verbose_name_plural = "aanleidingen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commitment__isnull=False, motion__isnull=True, notice__isnull=True)
                | Q(commitment__isnull=True, motion__isnull=False, notice__isnull=True)
                | Q(commitment__isnull=True, motion__isnull=True, notice__isnull=False),
                name="session_reason_is_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    "session", kind, condition=Q(**{f"{kind}__isnull": False}), name=f"session_reason_{kind}_once",
                    violation_error_message="Dit staat al bij de aanleiding.",
                )
                for kind in KINDS
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.commitment or self.motion or self.notice)
