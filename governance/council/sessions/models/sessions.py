"""A session of a council or its committee about a subject of the network: when, where, in which phase (BOB)."""

import datetime
from typing import Any, Self

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from governance.council.records import CouncilRecord, CouncilRecordQuerySet
from governance.council.sessions.models.fitting import fits
from governance.council.taking import move, taking
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import track
from zorgzaam.search import search_column, search_index
from zorgzaam.versions import version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible


class Phase(models.TextChoices):
    """BOB: a council first looks, then judges, then decides (domain.md E5)."""

    LOOKING = "beeldvorming", "Beeldvorming"
    JUDGING = "oordeelsvorming", "Oordeelsvorming"
    DECIDING = "besluitvorming", "Besluitvorming"


class SessionState(models.TextChoices):
    PLANNED = "gepland", "Gepland"
    HELD = "gehouden", "Gehouden"
    CANCELLED = "afgelast", "Gaat niet door"


STEPS = [
    (SessionState.PLANNED, SessionState.HELD),
    (SessionState.PLANNED, SessionState.CANCELLED),
    (SessionState.HELD, SessionState.PLANNED),
    (SessionState.CANCELLED, SessionState.PLANNED),
]
TOO_EARLY = "Deze sessie is nog niet geweest."


class CouncilSessionQuerySet(CouncilRecordQuerySet):
    def to_come(self) -> Self:
        """Planned, the nearest first; one whose day is over stays until somebody says that it was held."""
        return self.filter(state=SessionState.PLANNED).order_by("held_on", "begins", "created_at", "pk")

    def held(self) -> Self:
        return self.filter(state=SessionState.HELD).newest_first()

    def cancelled(self) -> Self:
        return self.filter(state=SessionState.CANCELLED).newest_first()

    def newest_first(self) -> Self:
        return self.order_by("-held_on", "-begins", "-created_at", "pk")


@track(exclude=["search"])
class CouncilSession(CouncilRecord):
    """`begins` and `ends` are hours of `held_on` in the region; old sources often give none. `state_reason` says why it
    is cancelled, or back to planned."""

    page_name = "council_session"
    essence = ("title", "held_on")
    looked_in = ("title", "about")

    title = models.CharField("titel", max_length=200)
    phase = models.CharField("fase (BOB)", max_length=16, choices=Phase.choices, default=Phase.LOOKING)
    held_on = models.DateField("datum", validators=[sensible])
    begins = models.TimeField("begint om", null=True, blank=True)
    ends = models.TimeField("eindigt om", null=True, blank=True)
    place = models.CharField("gebouw", max_length=200, blank=True, help_text="Bijvoorbeeld: provinciehuis.")
    about = models.TextField(
        "waar het over gaat", blank=True, help_text="Een paar zinnen voor wie overweegt te komen."
    )
    state = models.CharField(
        "stand", max_length=10, choices=SessionState.choices, default=SessionState.PLANNED, editable=False
    )
    state_reason = models.CharField("waarom", max_length=300, blank=True, editable=False)
    # Kinds of facts that its presentation leaves out.
    left_out = models.JSONField(
        "feiten die niet in de presentatie komen", default=list, blank=True, editable=False
    )
    search = search_column(title="A", about="B", number="C")

    objects = CouncilSessionQuerySet.as_manager()

    class Meta(CouncilRecord.Meta):
        abstract = False
        verbose_name = "sessie"
        verbose_name_plural = "sessies"
        ordering = ["held_on", "begins", "id"]
        constraints = [
            *CouncilRecord.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(title=""), name="council_session_has_a_title",
                violation_error_message="Geef de sessie een titel.",
            ),
            models.CheckConstraint(
                condition=day_within("held_on"), name="council_session_day_is_sensible",
                violation_error_message=FAR_OFF,
            ),
            models.CheckConstraint(
                condition=Q(begins__isnull=True, ends__isnull=True) | Q(begins__isnull=False, ends__gt=F("begins")),
                name="council_session_ends_after_it_begins",
                violation_error_message="Vul begin en einde allebei in, het einde na het begin.",
            ),
            models.CheckConstraint(
                condition=~Q(state=SessionState.CANCELLED) | ~Q(state_reason=""),
                name="council_session_cancelled_with_reason",
                violation_error_message="Schrijf erbij waarom de sessie niet doorgaat.",
            ),
        ]  # fmt: skip
        indexes = [
            search_index("council_session_search"),
            models.Index(fields=["state", "held_on"], name="council_session_on"),
        ]
        triggers = [
            version_trigger(ignoring=("search",)),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            fits("session_fits", pgtrigger.UpdateOf("begins", "ends"), "s.id = NEW.id"),  # type: ignore[no-untyped-call]
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_planned(self) -> bool:
        return self.state == SessionState.PLANNED

    @property
    def is_held(self) -> bool:
        return self.state == SessionState.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.state == SessionState.CANCELLED

    @property
    def is_over(self) -> bool:
        """Whether it has ended by the clock; one without hours when its day is over."""
        return timezone.now() >= at(self.held_on, self.ends or datetime.time.max)

    @property
    def has_begun(self) -> bool:
        """Whether there can be results by the clock; one without hours when its day has come."""
        return timezone.now() >= at(self.held_on, self.begins or datetime.time.min)

    @property
    def takes_results(self) -> bool:
        return self.has_begun and not self.is_cancelled

    @property
    def takes_people(self) -> bool:
        """Whether one can still sign up."""
        return self.is_planned and not (self.has_begun if self.begins else self.is_over)

    def hold(self, *, by: Actor) -> bool:
        """It took place. True when that is new; ValidationError (Dutch) when it is cancelled, or still to come."""
        with taking(self, by) as row:
            if row.held_on > timezone.localdate():
                raise ValidationError(TOO_EARLY)
            return move(row, SessionState.HELD, among=(SessionState.PLANNED,), state_reason="")

    def cancel(self, *, by: Actor, reason: str) -> bool:
        """It does not take place. True when that is new; ValidationError (Dutch) when it was held."""
        with taking(self, by, reason) as row:
            return move(row, SessionState.CANCELLED, among=(SessionState.PLANNED,), state_reason=reason)

    def plan_again(self, *, by: Actor, reason: str) -> bool:
        """It does take place after all, or was put down as held by mistake. True when that is new."""
        among = (SessionState.HELD, SessionState.CANCELLED)
        with taking(self, by, reason) as row:
            return move(row, SessionState.PLANNED, among=among, state_reason=reason)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saving an edit never writes the state: only steps do."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in LEFT_ALONE]
        super().save(*args, **kwargs)


LEFT_ALONE = ("id", "state", "state_reason", "search")


def at(day: datetime.date, hour: datetime.time) -> datetime.datetime:
    """The moment of an hour of a day in the region."""
    return timezone.make_aware(datetime.datetime.combine(day, hour))
