"""What happened to a proposal: one fact per step, with who did it; and who was written to about it."""

import uuid

from django.db import models
from django.db.models import Q

from governance.bodies.models import Body
from governance.intake.models.proposals import Proposal
from governance.meetings.models import AgendaItem, Meeting
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person


class StepKind(models.TextChoices):
    PROPOSED = "voorgesteld", "Voorgesteld"
    OFFERED = "aangeboden", "Aangeboden aan een ander overleg"
    TAKEN_ON = "overgenomen", "Overgenomen"
    GIVEN_BACK = "teruggegeven", "Teruggegeven"
    LATER = "later", "Komt later"
    PLACED = "punt", "Is een agendapunt"
    JOINED = "samengevoegd", "Samengevoegd met een agendapunt"
    RETURNED = "terug", "Terug naar wie het voorstelde"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    REPORTED = "terugkoppeling", "Terugkoppeling"


# After one of these nothing is decided about it any more.
ENDS = (StepKind.PLACED, StepKind.JOINED, StepKind.RETURNED, StepKind.WITHDRAWN)
# Steps nobody takes without saying why.
WITH_WORDS = (StepKind.OFFERED, StepKind.GIVEN_BACK, StepKind.RETURNED, StepKind.REPORTED)


@track(exclude=["text"])
class ProposalStep(models.Model):
    """One step. `body` is where the proposal lay, `to_body` the other body it was offered to or that took it on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="steps", verbose_name="voorstel")
    kind = models.CharField("wat", max_length=14, choices=StepKind.choices)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="overleg")
    to_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", verbose_name="ander overleg"
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, related_name="+", verbose_name="agendapunt"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, related_name="+", verbose_name="vergadering"
    )
    on = models.DateField("rond", null=True)
    text = models.TextField("toelichting", max_length=2000, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "stap van een voorstel"
        verbose_name_plural = "stappen van voorstellen"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=WITH_WORDS) | ~Q(text=""),
                name="proposal_step_says_why",
                violation_error_message="Schrijf erbij waarom.",
            ),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(kind=StepKind.PROPOSED), name="proposal_proposed_once"
            ),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(kind__in=ENDS), name="proposal_ends_once"
            ),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.proposal}: {self.get_kind_display().lower()}"


@track()
class ProposalNotice(models.Model):
    """Everybody who is to hear of this step was written to; once."""

    step = models.OneToOneField(
        ProposalStep, models.PROTECT, primary_key=True, related_name="notice", verbose_name="stap"
    )
    told = models.PositiveIntegerField("aantal mails", default=0)
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht over een voorstel"
        verbose_name_plural = "berichten over voorstellen"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.step}: {self.told}"
