"""Goals of a task, how they are measured, and the milestones on the way (issue of monitoring: PUB 11, H7)."""

import datetime
import uuid
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Deferrable, Q
from django.utils import timezone

from themes.tasks.models import TransformationTask
from zorgzaam.audit.history import acting, track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.periods import Precision, describe, first_day_of
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import StaleVersion, Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible

if TYPE_CHECKING:
    from zorgzaam.accounts.models import User


def a_sensible_day(field: str) -> models.CheckConstraint:
    """Constraint: this day is empty or within the years a network can be about."""
    return models.CheckConstraint(
        condition=day_within(field), name=f"%(class)s_{field}_within", violation_error_message=FAR_OFF
    )


class Level(models.TextChoices):
    """The three levels at which the plan wants to measure (PUB 11)."""

    PROCESS = "proces", "Proces: doen we wat we afspraken?"
    OUTPUT = "output", "Resultaat: wat levert het op?"
    OUTCOME = "outcome", "Effect: wat merkt een inwoner?"


@track(exclude=["search"])
class Goal(Versioned, Sourced):
    """What should be reached on a task, by when. Its indicators say how one knows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(TransformationTask, models.PROTECT, related_name="goals", verbose_name="opgave")
    text = models.TextField(
        "doel", help_text="Wat is er dan anders? Schrijf het zo dat iedereen het kan nagaan."
    )
    due_on = models.DateField("wanneer", null=True, blank=True, validators=[sensible])
    due_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    position = models.PositiveSmallIntegerField("volgorde", default=1)
    search = search_column(text="A")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ["task", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "position"],
                name="goal_position",
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een doel.",
            ),
            a_sensible_day("due_on"),
        ]
        indexes = [search_index("goal_search")]
        triggers = [version_trigger(ignoring=("search",))]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return f"{self.task.get_absolute_url()}#voortgang"

    @property
    def due(self) -> str:
        """When it should be reached, no more precise than was said; "" when unknown."""
        return describe(self.due_on, self.due_precision) if self.due_on else ""


@track()
class Indicator(Versioned, Sourced):
    """How a goal is measured: from `baseline` to `target`, in `unit`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="indicators", verbose_name="doel")
    name = models.CharField("wat we meten", max_length=200)
    level = models.CharField("soort", max_length=8, choices=Level.choices)
    unit = models.CharField("eenheid", max_length=60, help_text="Bijvoorbeeld: procent, dagen, wijken.")
    baseline = models.DecimalField("beginwaarde", max_digits=14, decimal_places=2, null=True, blank=True)
    target = models.DecimalField("streefwaarde", max_digits=14, decimal_places=2, null=True, blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        ordering = ["goal", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "name"],
                name="indicator_once",
                violation_error_message="Deze indicator staat al bij dit doel.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"


class MilestoneState(models.TextChoices):
    PLANNED = "gepland", "Gepland"
    MOVED = "verschoven", "Verschoven"
    REACHED = "gehaald", "Gehaald"
    DROPPED = "vervallen", "Vervallen"


COMING = (MilestoneState.PLANNED, MilestoneState.MOVED)


class MilestoneQuerySet(PublicQuerySet):
    def late(self, day: datetime.date | None = None) -> Self:
        """Still to come, while the last day it was planned for is over."""
        return self.filter(state__in=COMING, planned_on__lt=day or timezone.localdate())

    def coming(self, day: datetime.date, until: datetime.date) -> Self:
        """Planned from `day` up to and including `until`."""
        return self.filter(state__in=COMING, planned_on__gte=day, planned_on__lte=until)


@track()
class Milestone(Versioned, Sourced):
    """A point on the way. `planned_on` is the last day of what was said: of "maart 2026" it is 31 March."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(
        TransformationTask, models.PROTECT, related_name="milestones", verbose_name="opgave"
    )
    title = models.CharField("mijlpaal", max_length=200)
    planned_on = models.DateField("uiterlijk", validators=[sensible])
    planned_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    state = models.CharField(
        "stand", max_length=10, choices=MilestoneState.choices, default=MilestoneState.PLANNED, editable=False
    )

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        ordering = ["planned_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "title"],
                name="milestone_once",
                violation_error_message="Deze mijlpaal staat al bij deze opgave.",
            ),
            a_sensible_day("planned_on"),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.title

    @property
    def planned(self) -> str:
        """No more precise than was said."""
        return describe(self.planned_on, self.planned_precision)

    @property
    def is_coming(self) -> bool:
        return self.state in COMING

    @property
    def is_late(self) -> bool:
        return self.is_coming and self.planned_on < timezone.localdate()

    def reach(self, *, by: "User", on: datetime.date, precision: str = Precision.DAY) -> None:
        """It was reached on that day, or somewhere in the month, season, half or year it falls in."""
        self._move(by, MilestoneState.REACHED, "", on=(first_day_of(on, precision), precision))

    def move(self, *, by: "User", to: datetime.date, precision: str, reason: str) -> None:
        """It will be later, or earlier, and why. To the same day is no move."""
        self._move(by, MilestoneState.MOVED, reason, to=(to, precision))

    def drop(self, *, by: "User", reason: str) -> None:
        """It will not come, and why."""
        self._move(by, MilestoneState.DROPPED, reason)

    @transaction.atomic
    def _move(
        self,
        by: "User",
        state: MilestoneState,
        reason: str,
        *,
        on: tuple[datetime.date, str] | None = None,
        to: tuple[datetime.date, str] | None = None,
    ) -> None:
        now = Milestone.objects.select_for_update(no_key=True).get(pk=self.pk)
        planned = (now.planned_on, now.planned_precision)
        if (now.is_coming and to == planned) if to else now.state == state:
            now._refuse_other_than(state, on, reason)
            self.refresh_from_db()
            return
        if now.version != self.version:
            raise StaleVersion
        if not now.is_coming:
            raise ValidationError(f"Deze mijlpaal is al {now.get_state_display().lower()}.")
        self.state = state
        if to:
            self.planned_on, self.planned_precision = to
        with acting(by, reason=reason):
            self.save(update_fields=["state", "planned_on", "planned_precision"])
            MilestoneChange.objects.create(
                milestone=self,
                state=state,
                was_on=now.planned_on,
                was_precision=now.planned_precision,
                now_on=to[0] if to else None,
                now_precision=to[1] if to else Precision.DAY,
                on=on[0] if on else None,
                on_precision=on[1] if on else Precision.DAY,
                person=by.person,
                reason=reason,
            )

    def _refuse_other_than(
        self, state: MilestoneState, on: tuple[datetime.date, str] | None, reason: str
    ) -> None:
        """ValidationError, naming what holds, for another day or reason than it came into this state with."""
        last = self.moves.filter(state=state).order_by("-at").first() if self.state == state else None
        if last is None or (last.reached_on, last.reason) == (on, reason):
            return
        word = "op" if last.on_precision == Precision.DAY else "in"
        day = f" {word} {last.reached}" if last.on else f" naar {self.planned}" if last.now_on else ""
        why = f": {last.reason}" if last.reason else "."
        raise ValidationError(f"Deze mijlpaal is al {self.get_state_display().lower()}{day}{why}")


@track()
class MilestoneChange(models.Model):
    """The fact that a milestone was reached, moved or dropped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="moves", verbose_name="mijlpaal")
    state = models.CharField("wat er gebeurde", max_length=10, choices=MilestoneState.choices)
    was_on = models.DateField("was gepland op")
    was_precision = models.CharField(
        "was precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    now_on = models.DateField("nu gepland op", null=True, blank=True)
    now_precision = models.CharField(
        "nu precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    on = models.DateField("gehaald op", null=True, blank=True, validators=[sensible])
    on_precision = models.CharField(
        "gehaald precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    reason = models.CharField("waarom", max_length=400, blank=True)
    at = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "verandering van een mijlpaal"
        verbose_name_plural = "veranderingen van mijlpalen"
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MilestoneState.REACHED, on__isnull=False) | ~Q(reason=""),
                name="milestone_change_has_reason",
                violation_error_message="Schrijf op waarom.",
            ),
            a_sensible_day("on"),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.milestone}: {self.get_state_display()}"

    @property
    def reached_on(self) -> tuple[datetime.date, str] | None:
        """The day it was reached and how precise that is known; None when it was not."""
        return (self.on, self.on_precision) if self.on else None

    @property
    def reached(self) -> str:
        """When it was reached, no more precise than was said; "" when it was not."""
        return describe(self.on, self.on_precision) if self.on else ""

    @property
    def was(self) -> str:
        """When it was planned, no more precise than was said."""
        return describe(self.was_on, self.was_precision)

    @property
    def planned(self) -> str:
        """When it is planned now, no more precise than was said; "" when it was not moved."""
        return describe(self.now_on, self.now_precision) if self.now_on else ""
