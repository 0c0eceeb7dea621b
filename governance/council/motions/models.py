"""A motie: what a council asked of its executive, and what came of it."""

import datetime
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from governance.bodies.models import Body
from governance.council.endings import ended_by_the_council
from governance.council.records import CouncilRecord, CouncilRecordQuerySet
from governance.council.taking import move, refuse_when_stale, taking
from governance.council.terms import WithTerm, past_term
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import track
from zorgzaam.periods import describe
from zorgzaam.search import search_column, search_index
from zorgzaam.ui.dates import day
from zorgzaam.versions import version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible


class MotionState(models.TextChoices):
    SUBMITTED = "ingediend", "Ingediend"
    HELD = "aangehouden", "Aangehouden"
    ADOPTED = "aangenomen", "Aangenomen"
    REJECTED = "verworpen", "Verworpen"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    EXECUTING = "in_uitvoering", "In uitvoering"
    SETTLED = "afgedaan", "Afgedaan"


TO_DECIDE = (MotionState.SUBMITTED, MotionState.HELD)
OUTCOMES = (MotionState.ADOPTED, MotionState.REJECTED, MotionState.WITHDRAWN)
RUNNING = (MotionState.ADOPTED, MotionState.EXECUTING)
STEPS = [
    (MotionState.SUBMITTED, MotionState.HELD),
    *((now, then) for now in TO_DECIDE for then in OUTCOMES),
    (MotionState.ADOPTED, MotionState.EXECUTING),
    *((now, MotionState.SETTLED) for now in RUNNING),
    (MotionState.SETTLED, MotionState.EXECUTING),
]
BEFORE_HELD = "De motie is op {} nog aangehouden. Kies die dag of een latere."


class MotionQuerySet(CouncilRecordQuerySet):
    def running(self) -> Self:
        """Adopted and not done yet, the longest open first."""
        return self.filter(state__in=RUNNING).longest_open_first()

    def at_hand(self) -> Self:
        """Adopted and not done yet, or still to be decided about; the longest open first."""
        return self.filter(state__in=[*RUNNING, *TO_DECIDE]).longest_open_first()

    def closed(self) -> Self:
        """Done, the newest first."""
        return self.filter(state=MotionState.SETTLED).order_by("-dated_on", "-created_at", "pk")

    def overdue(self) -> Self:
        return self.running().filter(past_term())

    def longest_open_first(self) -> Self:
        return self.order_by("dated_on", "created_at", "pk")

    def shown(self) -> Self:
        return super().shown().select_related("executed_by")


@track(exclude=["search"])
class Motion(WithTerm, CouncilRecord):
    """`noting`, `considering` and `requests` are points, one a line, in the order of the motion."""

    page_name = "motion"
    looked_in = ("title", "requests", "considering")
    running_states = RUNNING
    # Done in part it is still being carried out.
    states_by_outcome = {"deels": MotionState.EXECUTING, "afgedaan": MotionState.SETTLED}
    reopened_state = MotionState.EXECUTING

    title = models.CharField("titel", max_length=250)
    dated_on = models.DateField("datum", validators=[sensible], help_text="De dag waarop zij is behandeld.")
    submitted_by = models.CharField(
        "ingediend door", max_length=250, blank=True, help_text="De fracties, zoals ze op de motie staan."
    )
    noting = models.TextField("constaterende dat", blank=True, help_text="Eén punt per regel.")
    considering = models.TextField("overwegende dat", blank=True, help_text="Eén punt per regel.")
    requests = models.TextField("verzoekt", blank=True, help_text="Eén punt per regel.")
    held_on = models.DateField("aangehouden op", null=True, blank=True, validators=[sensible], editable=False)
    decided_on = models.DateField("besloten op", null=True, blank=True, validators=[sensible], editable=False)
    votes = models.CharField("stemming", max_length=120, blank=True, editable=False)
    executed_by = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wie voert het uit"
    )
    state = models.CharField(
        "stand", max_length=16, choices=MotionState.choices, default=MotionState.SUBMITTED, editable=False
    )
    search = search_column(title="A", requests="B", considering="C", number="C")

    objects = MotionQuerySet.as_manager()

    class Meta(CouncilRecord.Meta):
        abstract = False
        verbose_name = "motie"
        verbose_name_plural = "moties"
        ordering = ["dated_on", "created_at", "id"]
        constraints = [
            *CouncilRecord.Meta.constraints,
            *WithTerm.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(title=""), name="motion_has_a_title",
                violation_error_message="Geef de motie haar titel.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=TO_DECIDE, decided_on__isnull=True)
                | ~Q(state__in=TO_DECIDE) & Q(decided_on__isnull=False),
                name="motion_decided_on_a_day",
                violation_error_message="Zeg op welke dag dat was.",
            ),
            models.CheckConstraint(
                condition=day_within("dated_on") & day_within("held_on") & day_within("decided_on"),
                name="motion_days_are_sensible", violation_error_message=FAR_OFF,
            ),
        ]  # fmt: skip
        indexes = [
            search_index("motion_search"),
            models.Index(fields=["state", "dated_on"], name="motion_running"),
        ]
        triggers = [
            version_trigger(ignoring=("search",)),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            ended_by_the_council("motion", {str(MotionState.SETTLED.value): "afgedaan"}),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def official(self) -> str:
        """Its words as they stand in the register."""
        return self.title

    @property
    def since(self) -> str:
        return describe(self.dated_on)

    @property
    def points(self) -> dict[str, list[str]]:
        """What it notes, considers and requests, as lists."""
        found = {name: _lines(getattr(self, name)) for name in ("noting", "considering", "requests")}
        return {name: lines for name, lines in found.items() if lines}

    def hold(self, *, by: Actor, on: datetime.date | None = None) -> bool:
        """Put off by the council, on a day where that is known; once more on another day, that day stands. True when
        that is new; StaleVersion when somebody else wrote another day since."""
        with taking(self, by) as row:
            if row.state == MotionState.HELD and on and on != row.held_on:
                refuse_when_stale(row, self)
                row.held_on = on
                row.save(update_fields=["held_on"])
                return True
            return move(row, MotionState.HELD, among=(MotionState.SUBMITTED,), held_on=on)

    def decide(self, outcome: MotionState, *, on: datetime.date, by: Actor, votes: str = "") -> bool:
        """Adopted, rejected or withdrawn on a day. True when that is new; ValidationError when it was decided."""
        assert outcome in OUTCOMES
        with taking(self, by) as row:
            return move(row, outcome, among=TO_DECIDE, decided_on=on, votes=votes)

    def take_up(self, *, by: Actor) -> bool:
        """The executive carries it out. True when that is new."""
        with taking(self, by) as row:
            return move(row, MotionState.EXECUTING, among=(MotionState.ADOPTED,))

    def before_held(self, on: datetime.date | None) -> str:
        """Why the council did not decide about it on this day, as a Dutch sentence; "" when nothing is against it."""
        return BEFORE_HELD.format(day(self.held_on)) if on and self.held_on and on < self.held_on else ""

    @property
    def to_decide(self) -> bool:
        """Whether the council has still to decide about it."""
        return self.state in TO_DECIDE

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saving an edit never writes the state: only steps do."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in LEFT_ALONE]
        super().save(*args, **kwargs)


LEFT_ALONE = ("id", "state", "held_on", "decided_on", "votes", "search")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
