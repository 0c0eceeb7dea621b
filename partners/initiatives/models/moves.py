"""Every move of an initiative as a fact: who, when, why, and what is expected now."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partners.initiatives.models.hanging import InsideQuerySet
from partners.initiatives.models.initiatives import Initiative
from partners.initiatives.models.states import WITH_WHOM, State
from partners.initiatives.triggers import taken_on_by_itself
from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.years import sensible

# Moves that come with a reason, or nobody would understand them.
NEEDS_WHY = (State.RETURNED, State.NOT_TAKEN_UP, State.STOPPED, State.OFFERED)


class MoveQuerySet(InsideQuerySet):
    def untold(self) -> Any:
        """Of which nobody was told yet."""
        return self.filter(notice__isnull=True)


@track(exclude=["why"])
class Move(models.Model):
    """Into which state. `person` is who did it; empty for who has no account and for what follows by itself.

    `why` and `expected` are read by who brought it in: in plain words, without the words of a closed meeting.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="moves", verbose_name="initiatief"
    )
    state = models.CharField("stand", max_length=16, choices=State.choices)
    at_whom = models.CharField("bij wie", max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="organisatie"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    why = models.TextField("waarom", blank=True, max_length=4000)
    expected = models.CharField("wat nu", max_length=500, blank=True)
    due_on = models.DateField("uiterlijk", null=True, validators=[sensible])
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    objects = MoveQuerySet.as_manager()

    class Meta:
        verbose_name = "stap van een initiatief"
        verbose_name_plural = "stappen van initiatieven"
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=NEEDS_WHY) | ~Q(why=""),
                name="initiative_move_says_why",
                violation_error_message="Schrijf op waarom. Wie het indiende, leest dit.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITH_WHOM) | ~Q(at_whom=""), name="initiative_move_says_at_whom"
            ),
        ]
        indexes = [models.Index(fields=["initiative", "at"], name="initiative_moves")]
        triggers = [taken_on_by_itself(), *keep_as_is()]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.initiative_id}"

    @classmethod
    def told_in_history(cls, event: Any) -> str:
        """Which step it was."""
        return f"“{State(event.state).label}”"


@track()
class MoveNotice(models.Model):
    """The consequence of a move: who has to know was written to. Without this row the job has still to tell them."""

    move = models.OneToOneField(
        Move, models.PROTECT, primary_key=True, related_name="notice", verbose_name="stap"
    )
    told = models.PositiveIntegerField("aantal mails")
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht over een stap"
        verbose_name_plural = "berichten over stappen"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.move_id}: {self.told}"
