"""Publishing in the background: the row says what is to be done, a job looks for rows.

Making the paper of a long briefing takes a while. One briefing per transaction. A worker that dies leaves a row whose
lease runs out; publishing asked twice gives the version that is there (`Briefing.publish`), so none goes out twice.
"""

from typing import Self

from django.db import models
from django.db.models import Q

from governance.briefings.models import Briefing
from zorgzaam.audit.history import track
from zorgzaam.claimed import Claimed, ClaimedQuerySet, State
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader


class DispatchQuerySet(ClaimedQuerySet["BriefingDispatch"]):
    def visible_to(self, user: Reader) -> Self:
        """Whoever works on the briefing."""
        return self.filter(briefing__in=Briefing.objects.in_hands_of(user).values("pk"))


@track(exclude=["claim", "lease_until", "attempts"])
class BriefingDispatch(Claimed):
    """Somebody asked that this is published; `said` tells why it could not."""

    briefing = models.OneToOneField(
        Briefing, models.PROTECT, primary_key=True, related_name="dispatch", verbose_name="briefing"
    )
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    decided_sha256 = models.CharField("hash van de tekst", max_length=64, editable=False)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = "publicatie in de rij"
        verbose_name_plural = "publicaties in de rij"
        indexes = [models.Index("state", "lease_until", name="briefing_dispatch_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.FAILED) | ~Q(said=""), name="briefing_dispatch_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.briefing_id} ({self.get_state_display()})"
