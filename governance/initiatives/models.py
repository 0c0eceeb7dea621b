"""An initiative that was proposed for the agenda of a body, and which decision its people were told of."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from governance.decisions.models import Decision
from governance.intake.models import Proposal
from governance.meetings.models import ItemInitiative
from partners.initiatives.models import Initiative
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is


@track()
class ProposalInitiative(models.Model):
    """A proposal was made of an initiative, for a body whose agenda somebody else keeps. `ended_at`: what became of the
    proposal was said of the initiative."""

    proposal = models.OneToOneField(
        Proposal, models.PROTECT, primary_key=True, related_name="of_initiative", verbose_name="voorstel"
    )
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="proposals", verbose_name="initiatief"
    )
    ended_at = models.DateTimeField("afgelopen op", null=True, editable=False)

    class Meta:
        verbose_name = "voorstel van een initiatief"
        verbose_name_plural = "voorstellen van initiatieven"
        constraints = [
            models.UniqueConstraint(
                fields=["initiative"],
                condition=Q(ended_at__isnull=True),
                name="initiative_proposed_once",
                violation_error_message="Dit initiatief is al aan een overleg voorgesteld.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.initiative_id}"


@track()
class DecisionTold(models.Model):
    """The consequence of a decision: who brought the initiative in reads of it. Without this row the job has still to
    say it. `openly`: with its words; otherwise only that there is one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link = models.ForeignKey(
        ItemInitiative, models.PROTECT, related_name="told", verbose_name="initiatief achter een agendapunt"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="told_of_initiatives", verbose_name="besluit"
    )
    openly = models.BooleanField("met de tekst van het besluit")
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "besluit gemeld bij een initiatief"
        verbose_name_plural = "besluiten gemeld bij initiatieven"
        constraints = [
            models.UniqueConstraint(fields=["link", "decision", "openly"], name="decision_told_once"),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.link_id}"
