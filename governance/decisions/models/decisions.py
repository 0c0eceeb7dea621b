"""A decision of a body: numbered points, who may read them, and how far it is. Settled, it never changes."""

import datetime
import uuid
from typing import TYPE_CHECKING, Any, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.bodies.models import Body
from governance.decisions.guards import stays_as_settled
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.models.visibility import by_publicity, kept_by
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import track
from zorgzaam.publicity import Publicity, WithPublicity, no_embargo
from zorgzaam.richfields import RichTextField
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import Sourced
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import day_within, sensible

if TYPE_CHECKING:
    from governance.decisions.models.seals import DecisionSeal


class DecisionState(models.TextChoices):
    DRAFT = "concept", "Voorstel"
    ADOPTED = "vastgesteld", "Besluit genomen"
    REJECTED = "verworpen", "Niet aangenomen"
    DROPPED = "vervallen", "Vervallen"


SETTLED = (DecisionState.ADOPTED, DecisionState.REJECTED)
STEPS = [
    *((DecisionState.DRAFT, state) for state in (*SETTLED, DecisionState.DROPPED)),
    (DecisionState.DROPPED, DecisionState.DRAFT),
]


class Method(models.TextChoices):
    """How a body comes to a decision."""

    CONSENT = "instemming", "Met instemming: geen overwegend bezwaar"
    VOTE = "stemming", "Na stemming"
    FORMALITY = "hamerslag", "Zonder bespreking (hamerstuk)"
    IN_WRITING = "schriftelijk", "Schriftelijk, buiten een vergadering"
    UNKNOWN = "onbekend", "Hoe is niet bekend"  # of decisions taken over from documents that do not say


# Nobody sits at a table then, or no document says who did.
WITHOUT_A_TABLE = (Method.IN_WRITING, Method.UNKNOWN)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: Reader) -> Self:
        """Settled: by its own publicity, and whoever keeps it. A proposal: who keeps it, and who sits in the body as
        far as they may read the item it belongs to."""
        settled = Q(state__in=SETTLED) & by_publicity(user, "body_id")
        return self.filter(settled | self._proposed_to(user) | kept_by(user, "body_id"))

    def _proposed_to(self, user: Reader) -> Q:
        sits = Q(body_id__in=list(standing_of(user).bodies)) & ~Q(publicity=Publicity.CONFIDENTIAL)
        item = Q(item__isnull=True) | Q(item__in=AgendaItem.objects.visible_to(user).values("pk"))
        return sits & no_embargo() & item & ~Q(state__in=SETTLED)

    def settled(self) -> Self:
        """What was decided, adopted or not, the last one first."""
        return self.filter(state__in=SETTLED).order_by("-taken_on", "-number")

    def proposed(self) -> Self:
        """Proposals that wait for a decision."""
        return self.filter(state=DecisionState.DRAFT).order_by("meeting__starts_at", "created_at")

    def shown(self) -> Self:
        """With what a line of a decision shows."""
        return self.select_related("body", "meeting")


@track(exclude=["search"])
class Decision(Versioned, WithPublicity, Sourced):
    """What a body decides. `points` are its numbered sentences; `taken_on` the day it was settled."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="decisions", verbose_name="orgaan")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="vergadering"
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="agendapunt"
    )
    title = models.CharField("titel", max_length=250)
    points = ArrayField(models.TextField(), verbose_name="besluitpunten", default=list, blank=True)
    considerations = RichTextField("overwegingen", blank=True, top_heading=4)
    state = models.CharField(
        "stand", max_length=12, choices=DecisionState.choices, default=DecisionState.DRAFT, editable=False
    )
    taken_on = models.DateField("besloten op", null=True, blank=True, editable=False, validators=[sensible])
    method = models.CharField(
        "hoe besloten", max_length=12, choices=Method.choices, blank=True, editable=False
    )
    note = models.CharField("toelichting bij het besluit", max_length=400, blank=True, editable=False)
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True, editable=False)
    number = models.PositiveIntegerField("nummer", null=True, blank=True, editable=False)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", editable=False,
        verbose_name="herstelt",
    )  # fmt: skip
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    search = search_column(title="A", considerations="C")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ["-taken_on", "-created_at"]
        constraints = [
            *WithPublicity.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "year", "number"],
                name="decision_number_once",
                violation_error_message="Dit nummer heeft een ander besluit al.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=SETTLED, taken_on__isnull=False, number__isnull=False, year__isnull=False
                )
                & ~Q(method="")
                | ~Q(state__in=SETTLED) & Q(taken_on__isnull=True, number__isnull=True, year__isnull=True),
                name="decision_settled_on_a_day",
                violation_error_message="Een besluit heeft een dag, een nummer en een manier.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SETTLED) | Q(points__len__gte=1),
                name="decision_has_a_point",
                violation_error_message="Schrijf ten minste één besluitpunt.",
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=True) | Q(meeting__isnull=False) | ~Q(state__in=SETTLED),
                name="decision_on_an_item_in_a_meeting",
                violation_error_message="Een besluit over een agendapunt valt in een vergadering.",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=models.F("id")),
                name="decision_corrects_another",
                violation_error_message="Een besluit herstelt een ander besluit.",
            ),
            models.CheckConstraint(condition=day_within("taken_on"), name="decision_day_is_sensible"),
        ]
        indexes = [search_index("decision_search")]
        triggers = [
            version_trigger(ignoring=("search",)),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            *stays_as_settled(),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decision", args=[self.pk])

    @property
    def label(self) -> str:
        """ "2026-3": what a settled decision is called in its body; "" before."""
        return f"{self.year}-{self.number}" if self.number else ""

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def is_proposal(self) -> bool:
        return self.state == DecisionState.DRAFT

    # ------------------------------------------------------------ transitions
    def adopt(self, *, by: Actor, on: datetime.date, method: str, note: str = "") -> "DecisionSeal":
        """The body decides so. Twice is once. See `governance.decisions.settling.settle` for what it raises."""
        from governance.decisions.settling import Outcome, settle

        return settle(self, Outcome(DecisionState.ADOPTED, on, method, note), by=by)

    def reject(self, *, by: Actor, on: datetime.date, method: str, note: str) -> "DecisionSeal":
        """The body decides against it; `note` says why. Twice is once."""
        from governance.decisions.settling import Outcome, settle

        return settle(self, Outcome(DecisionState.REJECTED, on, method, note), by=by)

    def drop(self, *, by: Actor, reason: str) -> bool:
        """The proposal is off; it stays readable and can come back. Twice is once. False once settled."""
        from governance.decisions.settling import move

        return move(self, DecisionState.DROPPED, by=by, reason=reason)

    def bring_back(self, *, by: Actor) -> bool:
        """A dropped proposal is a proposal again. Twice is once."""
        from governance.decisions.settling import move

        return move(self, DecisionState.DRAFT, by=by, reason="")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saving an edit never writes the outcome: only transitions do."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            left_alone = ("id", "search", *OUTCOME)
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in left_alone]
        super().save(*args, **kwargs)


# What settling writes, and nothing else.
OUTCOME = ("state", "taken_on", "method", "note", "year", "number")
