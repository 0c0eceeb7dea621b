"""A toezegging: what an executive promised a council. The official wording, and how other documents put it."""

from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from governance.bodies.models import Body
from governance.council.endings import ended_by_the_council
from governance.council.records import CouncilRecord, CouncilRecordQuerySet
from governance.council.taking import move, taking
from governance.council.terms import WithTerm, past_term
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import track
from zorgzaam.periods import Precision, describe
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import Sourced
from zorgzaam.versions import version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible


class CommitmentState(models.TextChoices):
    OPEN = "open", "Open"
    IN_PROGRESS = "in_behandeling", "In behandeling"
    PARTLY = "deels_afgedaan", "Deels afgedaan"
    SETTLED = "afgedaan", "Afgedaan"
    LAPSED = "vervallen", "Vervallen"


RUNNING = (CommitmentState.OPEN, CommitmentState.IN_PROGRESS, CommitmentState.PARTLY)
CLOSED = (CommitmentState.SETTLED, CommitmentState.LAPSED)
BY_OUTCOME = {
    "deels": CommitmentState.PARTLY,
    "afgedaan": CommitmentState.SETTLED,
    "vervallen": CommitmentState.LAPSED,
}
STEPS = [
    (CommitmentState.OPEN, CommitmentState.IN_PROGRESS),
    *((now, CommitmentState.PARTLY) for now in (CommitmentState.OPEN, CommitmentState.IN_PROGRESS)),
    *((now, then) for now in RUNNING for then in CLOSED),
    *((now, CommitmentState.OPEN) for now in (CommitmentState.PARTLY, *CLOSED)),
]


class CommitmentQuerySet(CouncilRecordQuerySet):
    def running(self) -> Self:
        """What still has to be done, the longest open first."""
        return self.filter(state__in=RUNNING).longest_open_first()

    def closed(self) -> Self:
        """Settled or lapsed, the newest first."""
        return self.filter(state__in=CLOSED).order_by("-promised_on", "-created_at", "pk")

    def overdue(self) -> Self:
        return self.running().filter(past_term())

    def without_day(self) -> Self:
        """A term was spoken of, and nobody set a day."""
        return self.running().filter(~Q(term_text=""), due_on__isnull=True)

    def longest_open_first(self) -> Self:
        return self.order_by("promised_on", "created_at", "pk")

    def shown(self) -> Self:
        return super().shown().select_related("promised_by")


@track(exclude=["search"])
class Commitment(WithTerm, CouncilRecord):
    page_name = "commitment"
    essence = ("wording", "promised_on")
    looked_in = ("wording", "short")
    happened = True
    # States in which something is still to be done, and those that only the council gives (endings.py).
    running_states = RUNNING
    states_by_outcome = BY_OUTCOME
    reopened_state = CommitmentState.OPEN

    wording = models.TextField("toezegging", help_text="Woordelijk, zoals zij in het register staat.")
    short = models.CharField("in het kort", max_length=160, blank=True, help_text="Voor lijsten.")
    promised_on = models.DateField("gedaan op", validators=[sensible])
    promised_precision = models.CharField(
        "precies tot op (gedaan)", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    promised_by = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="door"
    )
    promised_by_role = models.CharField(
        "portefeuillehouder", max_length=120, blank=True,
        help_text="De rol, bijvoorbeeld: gedeputeerde zorg.",
    )  # fmt: skip
    occasion = models.CharField(
        "waar", max_length=160, blank=True, help_text="Bijvoorbeeld: in de commissievergadering."
    )
    state = models.CharField(
        "stand", max_length=16, choices=CommitmentState.choices, default=CommitmentState.OPEN, editable=False
    )
    search = search_column(wording="A", short="A", number="C")

    objects = CommitmentQuerySet.as_manager()

    class Meta(CouncilRecord.Meta):
        abstract = False
        verbose_name = "toezegging"
        verbose_name_plural = "toezeggingen"
        ordering = ["promised_on", "created_at", "id"]
        constraints = [
            *CouncilRecord.Meta.constraints,
            *WithTerm.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(wording=""), name="commitment_says_what",
                violation_error_message="Schrijf op wat er is toegezegd.",
            ),
            models.CheckConstraint(
                condition=day_within("promised_on"), name="commitment_day_is_sensible",
                violation_error_message=FAR_OFF,
            ),
            models.CheckConstraint(
                condition=Q(promised_by__isnull=True) | ~Q(promised_by=F("council")),
                name="commitment_by_another",
                violation_error_message="Een raad zegt niets aan zichzelf toe.",
            ),
        ]  # fmt: skip
        indexes = [
            search_index("commitment_search"),
            models.Index(fields=["state", "promised_on"], name="commitment_running"),
        ]
        triggers = [
            version_trigger(ignoring=("search",)),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            ended_by_the_council(
                "commitment", {str(state.value): outcome for outcome, state in BY_OUTCOME.items()}
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.short or self.wording

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def official(self) -> str:
        """Its words as they stand in the register."""
        return self.wording

    @property
    def since(self) -> str:
        """When it was made, no more precise than the source."""
        return describe(self.promised_on, self.promised_precision)

    def take_up(self, *, by: Actor) -> bool:
        """Somebody works on it now. True when that is new; ValidationError (Dutch) when it is closed."""
        with taking(self, by) as row:
            if row.state == CommitmentState.PARTLY:
                return False  # part of it is done already, so somebody works on it
            return move(row, CommitmentState.IN_PROGRESS, among=(CommitmentState.OPEN,))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saving an edit never writes the state: only steps do."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in LEFT_ALONE]
        super().save(*args, **kwargs)


LEFT_ALONE = ("id", "state", "search")


@track()
class CommitmentWording(Sourced):
    """How another document put the same promise. The official wording stands with the commitment (O30)."""

    id = models.BigAutoField(primary_key=True)
    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="wordings", verbose_name="toezegging"
    )
    text = models.TextField("zo staat het daar")

    class Meta:
        verbose_name = "andere bewoording"
        verbose_name_plural = "andere bewoordingen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="commitment_wording_has_words",
                violation_error_message="Schrijf op hoe het daar staat.",
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=False) | ~Q(source_note=""), name="commitment_wording_has_a_source",
                violation_error_message="Zeg waar dit staat: kies een bron, of schrijf het erbij.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text
