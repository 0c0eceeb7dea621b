"""What a college is asked to decide: numbered besluitpunten, each with its argumenten and kanttekeningen.

No number is kept: besluitpunt x is the x-th, and x.y the y-th of its kind there, so that all follow when one comes in
between, moves or goes (domain.md 15.7).
"""

import uuid

from django.db import models
from django.db.models import Q

from governance.briefings.content import PartQuerySet, Placed
from governance.briefings.guards import guard_part
from governance.briefings.kinds import GroundKind
from governance.briefings.models import Briefing
from zorgzaam.audit.history import track
from zorgzaam.richfields import RichTextField
from zorgzaam.versions import Versioned, version_trigger


class GroundQuerySet(PartQuerySet):
    path = "point__briefing"


@track()
class ProposalPoint(Placed, Versioned):
    """A besluitpunt: what the college decides, in one imperative sentence."""

    parts = "grounds"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="points", verbose_name="briefing")
    position = models.PositiveSmallIntegerField("volgorde", editable=False)
    text = models.TextField(
        "wat het college besluit",
        max_length=600,
        help_text="Begin met een werkwoord, zoals: Instemmen met het plan. Het nummer komt er vanzelf voor.",
    )

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = "besluitpunt"
        verbose_name_plural = "besluitpunten"
        ordering = ["briefing", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["briefing", "position"],
                name="proposal_point_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="proposal_point_says_something",
                violation_error_message="Schrijf op wat het college besluit.",
            ),
        ]
        triggers = [version_trigger(ignoring=("position",)), *guard_part("{row}.briefing_id")]

    def __str__(self) -> str:
        return self.text


@track()
class ProposalGround(Placed, Versioned):
    """An argument for a besluitpunt, or a kanttekening to it: a thesis, and why it holds.

    Its key is besluitpunt, kind and place: 1.1 exists once as argument and once as kanttekening.
    """

    of = "point"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    point = models.ForeignKey(
        ProposalPoint, models.CASCADE, related_name="grounds", verbose_name="bij besluitpunt"
    )
    kind = models.CharField("soort", max_length=12, choices=GroundKind.choices, editable=False)
    position = models.PositiveSmallIntegerField("volgorde", editable=False)
    thesis = models.CharField(
        "stelling", max_length=250, help_text="Een hele zin, zoals: Het plan is nodig om geld aan te vragen."
    )
    text = RichTextField("toelichting", top_heading=4)

    objects = GroundQuerySet.as_manager()

    class Meta:
        verbose_name = "onderdeel"
        verbose_name_plural = "onderdelen"
        ordering = ["point", "kind", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["point", "kind", "position"],
                name="proposal_ground_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=~Q(thesis="") & ~Q(text=""),
                name="proposal_ground_says_something",
                violation_error_message="Schrijf de stelling en de toelichting.",
            ),
        ]
        triggers = [
            version_trigger(ignoring=("position",)),
            *guard_part("(SELECT briefing_id FROM governance_proposalpoint WHERE id = {row}.point_id)"),
        ]

    def __str__(self) -> str:
        return self.thesis

    @property
    def noun(self) -> str:
        return str(self.get_kind_display())

    def siblings(self) -> "models.QuerySet[ProposalGround]":
        return super().siblings().filter(kind=self.kind)
