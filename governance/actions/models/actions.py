"""Something a person takes on in a body: what, by when, and whether it is done."""

import uuid
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Body
from governance.decisions.models import Decision
from governance.meetings.models import MANAGERS, OFFICES, AgendaItem, Meeting
from governance.meetings.models.meetings import bodies_where
from partners.organisations.models import Organisation
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.periods import Precision, describe, when
from zorgzaam.publicity import Publicity, no_embargo
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible


class ActionState(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "klaar", "Klaar"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


STEPS = [
    *((ActionState.OPEN, state) for state in (ActionState.DONE, ActionState.WITHDRAWN)),
    *((state, ActionState.OPEN) for state in (ActionState.DONE, ActionState.WITHDRAWN)),
]


class BodyActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, user: Reader) -> Self:
        """The owner, and who sits in the body as far as they read the item or decision it belongs to. Never public."""
        standing = standing_of(user)
        mine = Q(owner_id=standing.person_id) if standing.person_id else Q(pk__in=[])
        offices = Q(body_id__in=bodies_where(standing, OFFICES))
        managed = Q(body_id__in=bodies_where(standing, MANAGERS)) & _not_confidential()
        open_to_members = _not_confidential() & no_embargo("item__") & no_embargo("decision__")
        sits = Q(body_id__in=list(standing.bodies)) & open_to_members
        return self.filter(mine | offices | managed | sits)

    def open(self) -> Self:
        """What is still to be done, what is due first on top."""
        return self.filter(state=ActionState.OPEN).order_by("due_on", "created_at", "pk")

    def overdue(self) -> Self:
        """Open, and its day is over."""
        return self.open().filter(due_on__lt=timezone.localdate())

    def of(self, user: Reader) -> Self:
        """Those this reader took on."""
        return self.filter(owner_id=standing_of(user).person_id)

    def shown(self) -> Self:
        """With what a line of an action shows."""
        return self.select_related("body", "owner", "organisation", "meeting")


def _not_confidential() -> Q:
    return ~Q(item__publicity=Publicity.CONFIDENTIAL) & ~Q(decision__publicity=Publicity.CONFIDENTIAL)


@track()
class Action(Versioned):
    """`due_on` is the last day of what was agreed: by "maart 2027" 31 March is meant. `given_by` gave it to the owner
    of now (nobody: the program did), at `owner_since`; `point` counts the points of the decision from 1."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="actions", verbose_name="orgaan")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name="vergadering"
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name="agendapunt"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name="besluit"
    )
    point = models.PositiveSmallIntegerField("besluitpunt", null=True, blank=True)
    what = models.CharField("wat", max_length=300)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="actions", verbose_name="wie doet het")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="namens"
    )
    given_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="gegeven door"
    )
    owner_since = models.DateTimeField("gegeven op", default=timezone.now, editable=False)
    due_on = models.DateField("klaar op", validators=[sensible])
    due_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    state = models.CharField(
        "stand", max_length=12, choices=ActionState.choices, default=ActionState.OPEN, editable=False
    )
    closed_at = models.DateTimeField("gesloten op", null=True, editable=False)
    note = models.CharField("hoe het afliep", max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)

    objects = BodyActionQuerySet.as_manager()

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["due_on", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ActionState.OPEN, closed_at__isnull=True)
                | ~Q(state=ActionState.OPEN) & Q(closed_at__isnull=False),
                name="action_closed_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=ActionState.WITHDRAWN) | ~Q(note=""),
                name="action_withdrawn_with_reason",
                violation_error_message="Schrijf op waarom de actie niet meer nodig is.",
            ),
            models.CheckConstraint(
                condition=Q(point__isnull=True) | Q(decision__isnull=False, point__gte=1),
                name="action_point_of_a_decision",
                violation_error_message="Een besluitpunt hoort bij een besluit.",
            ),
            models.CheckConstraint(
                condition=~Q(what=""),
                name="action_says_what",
                violation_error_message="Schrijf op wat er gebeurt.",
            ),
            models.CheckConstraint(
                condition=day_within("due_on"), name="action_day_is_sensible", violation_error_message=FAR_OFF
            ),
        ]
        indexes = [models.Index(fields=["owner", "state", "due_on"], name="action_of_owner")]
        triggers = [
            version_trigger(),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("action", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == ActionState.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def due(self) -> str:
        """By when, no more precise than it was agreed."""
        return describe(self.due_on, self.due_precision)

    @property
    def ready(self) -> str:
        """By when, in a sentence: "klaar op 3 december 2026", "klaar in december 2026"."""
        return f"klaar {when(self.due_on, self.due_precision)}"

    # ------------------------------------------------------------ transitions
    def finish(self, *, by: Actor, note: str = "") -> bool:
        """It is done. True when that is new; twice is once. ValidationError when it was withdrawn."""
        from governance.actions.steps import finish

        return finish(self, by=by, note=note)

    def withdraw(self, *, by: Actor, reason: str) -> bool:
        """It is no longer needed. True when that is new; twice is once. See governance.actions.steps."""
        from governance.actions.steps import withdraw

        return withdraw(self, by=by, reason=reason)

    def hand_over(self, to: Person, *, by: Actor, reason: str) -> bool:
        """Somebody else takes it on. True when that is new; twice is once. See governance.actions.steps."""
        from governance.actions.steps import hand_over

        return hand_over(self, to, by=by, reason=reason)

    def reopen(self, *, by: Actor) -> bool:
        """It is still to be done after all. True when that is new; twice is once."""
        from governance.actions.steps import reopen

        return reopen(self, by=by)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saving an edit never writes owner or state: only transitions do."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            left_alone = ("id", *TRANSITION)
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in left_alone]
        super().save(*args, **kwargs)


# What transitions write, and nothing else.
TRANSITION = ("body", "owner", "given_by", "owner_since", "state", "closed_at", "note")
