"""A transformatieplan: confidential until it is approved, then public in short form (domain.md E2)."""

import datetime
import uuid
from typing import Self

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from partners.organisations.models import Organisation
from regioplan.transformation_plans.completeness import missing
from regioplan.transformation_plans.models.desk import DECIDING, InsurerRole
from regioplan.transformation_plans.models.states import (
    NUMBERED,
    OVER,
    TRANSITIONS,
    UNDER_WAY,
    WRITING,
    PlanState,
)
from regioplan.transformation_plans.triggers import only_while_writing, questions_first
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.search import search_column, search_index
from zorgzaam.standing import Reader, Standing, standing_of
from zorgzaam.versions import Versioned, version_trigger

WORDS = (
    "title", "proposal", "goals", "results", "contact", "impact_care", "impact_spread", "impact_staff",
    "impact_buildings", "insurer_was_asked", "asked_amount", "asked_for", "applicant",
)  # fmt: skip


class TransformationPlanQuerySet(models.QuerySet["TransformationPlan"]):
    def visible_to(self, user: Reader) -> Self:
        """Approved plans are for everybody. Before that: the parties, and the insurers that assess it; nobody else, the
        netwerkbureau and administrators included."""
        own = standing_of(user).organisations
        return self.filter(
            Q(state=PlanState.APPROVED)
            | Q(pk__in=PlanParty.objects.filter(organisation_id__in=own).values("plan"))
            | Q(pk__in=PlanAssessor.objects.filter(organisation_id__in=own).values("plan"))
        )

    def on_board(self, user: Reader) -> Self:
        """For the status board of the netwerkbureau: every plan that was ever handed in, so not a draft that was taken
        back. Only `board` rows come out."""
        if not standing_of(user).is_bureau:
            return self.none()
        handed_in = self.model._base_manager.filter(
            steps__state__in=[PlanState.DESK_CLOSED, PlanState.QUICK_CHECK]
        )
        return self.filter(pk__in=handed_in.values("pk")).only(
            "id", "title", "state", "queue_number", "since", "due_on", "applicant__name"
        )

    def how_many_under_way(self) -> dict[str, int]:
        """Per state how many plans insurers have before them: numbers for everybody, and nothing of any plan."""
        rows = self.filter(state__in=UNDER_WAY).order_by().values_list("state")
        return {str(PlanState(state).label): many for state, many in rows.annotate(models.Count("pk"))}

    def shown(self) -> Self:
        """With what a page of a plan shows."""
        return self.select_related("applicant").prefetch_related(
            "parties__organisation", "assessors__organisation", "no_questions"
        )


def _words_stay() -> pgtrigger.Trigger:
    """What insurers look at stays as it was handed in."""
    columns = [*WORDS[:-1], "applicant_id"]
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in columns)
    writing = ", ".join(f"'{state.value}'" for state in WRITING)
    return pgtrigger.Trigger(
        name="words_stay",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF OLD.state NOT IN ({writing}) AND ({changed}) THEN
                RAISE EXCEPTION 'a plan under assessment' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'words_stay',
                    HINT = 'Dit plan is ingediend. De tekst verandert nu niet.';
            END IF;
            IF OLD.queue_number IS NOT NULL AND NEW.queue_number IS DISTINCT FROM OLD.queue_number THEN
                RAISE EXCEPTION 'a place in the queue' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'queue_number_stays', HINT = 'Een volgnummer verandert niet.';
            END IF;
            RETURN NEW;
        """,
    )


@track(exclude=["search"])
class TransformationPlan(Versioned):
    """A plan of care parties under one penvoerder. Its state changes by the steps of `moving` and by nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    applicant = models.ForeignKey(
        Organisation, models.PROTECT, related_name="transformation_plans", verbose_name="penvoerder"
    )
    title = models.CharField("titel", max_length=160)
    proposal = models.TextField(
        "wat jullie willen en waarom samen",
        blank=True,
        help_text="Dit lezen alleen jullie en de verzekeraars die het plan bekijken.",
    )
    goals = models.TextField("doelen", blank=True, help_text="In gewone taal. Openbaar na goedkeuring.")
    results = models.TextField(
        "afspraken en resultaten", blank=True, help_text="In gewone taal. Openbaar na goedkeuring."
    )
    contact = models.CharField(
        "contact", max_length=160, blank=True, help_text="Bij wie men terechtkan. Openbaar na goedkeuring."
    )
    impact_care = models.BooleanField("minder of andere zorg uit de Zorgverzekeringswet (Zvw)", default=False)
    impact_spread = models.BooleanField("andere verdeling van zorg over de regio of het land", default=False)
    impact_staff = models.BooleanField("andere inzet van personeel", default=False)
    impact_buildings = models.BooleanField("ander zorgvastgoed", default=False)
    insurer_was_asked = models.BooleanField(
        "we hebben vooraf contact gehad met de verzekeraar", default=False
    )
    asked_amount = models.DecimalField(
        "gevraagd bedrag",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="In euro, voor alle jaren samen. Laat leeg als jullie geen geld vragen.",
    )
    asked_for = models.TextField(
        "waarvoor het geld is",
        blank=True,
        help_text="Waarom het niet uit ander geld kan, en hoeveel naar welke sector gaat.",
    )
    state = models.CharField(
        "stand", max_length=22, choices=PlanState.choices, default=PlanState.DRAFT, editable=False
    )
    since = models.DateField("sinds", default=timezone.localdate, editable=False)
    due_on = models.DateField("uiterlijk", null=True, editable=False)
    questions_until = models.DateField("vragen tot en met", null=True, editable=False)
    queue_number = models.PositiveIntegerField("volgnummer", null=True, editable=False, unique=True)
    # The words that are public once it is approved; never those for the insurers alone.
    search = search_column(title="A", goals="B", results="C")

    # Parties are rows of their own: this makes every save of the form a change of the plan, so nobody's are lost.
    edited_at = models.DateTimeField("bewerkt op", default=timezone.now, editable=False)

    objects = TransformationPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "transformatieplan"
        verbose_name_plural = "transformatieplannen"
        ordering = ["-since", "title"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=NUMBERED) | Q(queue_number__isnull=False),
                name="plan_in_queue_has_number",
                violation_error_message="Een plan in de wachtrij heeft een volgnummer.",
            ),
            models.CheckConstraint(
                condition=Q(asked_amount__isnull=True) | Q(asked_amount__gt=0),
                name="plan_asks_above_nought",
                violation_error_message="Schrijf een bedrag boven nul, of laat het leeg.",
            ),
        ]
        indexes = [search_index("transformation_plan_search")]
        triggers = [
            version_trigger(ignoring=("search",)),
            _words_stay(),
            questions_first(),
            pgtrigger.FSM(name="plan_steps", field="state", transitions=TRANSITIONS),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("transformation_plan", args=[self.pk])

    @property
    def words(self) -> str:
        """The state in words, with the number in the queue."""
        if self.state == PlanState.QUEUED:
            return f"{self.get_state_display()}, nummer {self.queue_number}"
        return self.get_state_display()

    @property
    def is_overdue(self) -> bool:
        """Somebody had to answer before today."""
        return self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def is_writable(self) -> bool:
        return self.state in WRITING

    @cached_property
    def party_ids(self) -> set[uuid.UUID]:
        """The organisations whose plan it is, the penvoerder included."""
        return {self.applicant_id, *(party.organisation_id for party in self.parties.all())}

    @cached_property
    def insurer_roles(self) -> dict[uuid.UUID, str]:
        return {assessor.organisation_id: assessor.role for assessor in self.assessors.all()}

    def is_of(self, standing: Standing) -> bool:
        """Whether this reader speaks for one of the parties."""
        return bool(self.party_ids & standing.organisations)

    def insurer_of(self, standing: Standing, *roles: str) -> uuid.UUID | None:
        """The insurer with one of `roles` (any) that this reader speaks for."""
        wanted = roles or tuple(InsurerRole.values)
        found = (org for org, role in self.insurer_roles.items() if role in wanted)
        return next((org for org in found if org in standing.organisations), None)

    def judged_by(self, standing: Standing) -> bool:
        """Whether the deciding insurer this reader speaks for gave its judgement in the round the plan is in."""
        insurer = self.insurer_of(standing, *DECIDING)
        return insurer is not None and self.judgements.filter(organisation=insurer, round=self.state).exists()

    @property
    def takes_questions(self) -> bool:
        """Insurers that do not decide may ask until the end of the last day for it."""
        until = self.questions_until
        return self.state == PlanState.PRELIMINARY and until is not None and timezone.localdate() <= until

    @property
    def other_insurers(self) -> set[uuid.UUID]:
        """The insurers that do not decide, and may ask."""
        return {one for one, role in self.insurer_roles.items() if role == InsurerRole.OTHER}

    @cached_property
    def without_questions(self) -> dict[uuid.UUID, datetime.datetime]:
        """The insurers that said they have no questions (any more), and when."""
        return {row.organisation_id: row.at for row in self.no_questions.all()}

    @property
    def nobody_asks(self) -> bool:
        """Whether every other insurer said it has no questions. Where none is known, none can have said so."""
        return bool(self.other_insurers) and self.other_insurers <= self.without_questions.keys()

    @property
    def questions_are_over(self) -> bool:
        """Whether the decision can be taken: the weeks for questions passed, or nobody asks anything (domain.md E2)."""
        until = self.questions_until
        return self.nobody_asks or (until is not None and timezone.localdate() > until)

    def refuse_unless_complete(self) -> None:
        """ValidationError (Dutch) while it lacks what handing it in asks."""
        if lacking := missing(self):
            words = "; ".join(each.words for each in lacking)
            raise ValidationError(f"Dit plan is nog niet compleet: {words}.")


@track()
class PlanParty(models.Model):
    """An organisation that takes part in a plan; the penvoerder is one of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(TransformationPlan, models.PROTECT, related_name="parties", verbose_name="plan")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )

    class Meta:
        verbose_name = "partij in een plan"
        verbose_name_plural = "partijen in plannen"
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "organisation"],
                name="plan_party_once",
                violation_error_message="Deze organisatie doet al mee.",
            )
        ]
        triggers: list[pgtrigger.Trigger] = [
            only_while_writing(WRITING, "Dit plan is ingediend. Wie er meedoet, verandert nu niet.")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.plan_id}"


@track()
class PlanAssessor(models.Model):
    """An insurer that looks at a plan: as it stood behind the desk when the plan came in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(
        TransformationPlan, models.PROTECT, related_name="assessors", verbose_name="plan"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="zorgverzekeraar"
    )
    role = models.CharField("rol", max_length=8, choices=InsurerRole.choices)

    class Meta:
        verbose_name = "beoordelaar van een plan"
        verbose_name_plural = "beoordelaars van plannen"
        ordering = ["role", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "organisation"],
                name="plan_assessor_once",
                violation_error_message="Deze verzekeraar bekijkt dit plan al.",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(role=InsurerRole.LEAD),
                name="plan_has_one_lead",
                violation_error_message="Een andere verzekeraar heeft de leiding.",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = [*keep_as_is()]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.plan_id}"

    @property
    def decides(self) -> bool:
        return self.role in DECIDING
