"""Regio-afspraken: which organisation does what for a task, accepted by the organisation itself (R21)."""

import datetime
import uuid
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partners.organisations.models import Organisation
from regioplan.agreements.triggers import answered_by_the_organisation, stays_as_accepted, stays_as_told
from themes.tasks.models import TransformationTask
from zorgzaam.audit.history import acting, track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.periods import Period, PeriodQuerySet, holds_on, no_overlap
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import Sourced
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import StaleVersion, Versioned, version_trigger

if TYPE_CHECKING:
    from zorgzaam.accounts.models import User

NOT_YOURS = "Alleen wie namens de organisatie spreekt, kan dit antwoorden."


class Role(models.TextChoices):
    LEAD = "trekker", "Trekker"
    EXECUTOR = "uitvoerder", "Uitvoerder"
    PARTNER = "partner", "Partner"
    FUNDER = "financier", "Financier"
    INVOLVED = "betrokken", "Betrokken"


class State(models.TextChoices):
    """The one vocabulary: what screens, mails and files call it."""

    PROPOSED = "voorgesteld", "Wacht op antwoord"
    ACCEPTED = "geaccepteerd", "Afgesproken"
    REFUSED = "geweigerd", "Geweigerd"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    ENDED = "beeindigd", "Beëindigd"


STEPS = [
    *((State.PROPOSED, answer) for answer in (State.ACCEPTED, State.REFUSED, State.WITHDRAWN)),
    (State.ACCEPTED, State.ENDED),
]
LIVE = (State.PROPOSED, State.ACCEPTED)
PUBLIC = (State.ACCEPTED, State.ENDED)


def in_force(day: datetime.date, prefix: str = "") -> Q:
    """Agreements (reached over `prefix`) that were accepted and hold on `day`."""
    return Q(**{f"{prefix}state__in": PUBLIC}) & holds_on(day, prefix)


def taken_on(day: datetime.date, prefix: str = "") -> Q:
    """Agreements (reached over `prefix`) that were accepted and hold on `day`, or begin after it: somebody takes this
    on. What was ended before it began is neither. Of one row: `Agreement.is_taken_on`."""
    to_come = Q(**{f"{prefix}state": State.ACCEPTED, f"{prefix}starts_on__gt": day})
    return in_force(day, prefix) | to_come


class AgreementQuerySet(PeriodQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """Everybody sees what was accepted; the netwerkbureau all; an organisation what it was asked too."""
        standing = standing_of(user)
        if standing.is_bureau:
            return self
        return self.filter(Q(state__in=PUBLIC) | Q(organisation_id__in=standing.organisations))

    def in_force(self, day: datetime.date | None = None) -> Self:
        """Accepted, and holding on `day` (today)."""
        return self.filter(in_force(day or timezone.localdate()))

    def taken_on(self, day: datetime.date | None = None) -> Self:
        """Accepted, and holding on `day` (today) or beginning later."""
        return self.filter(taken_on(day or timezone.localdate()))

    def waiting_for(self, user: Reader) -> Self:
        """Proposals this reader may answer."""
        return self.filter(state=State.PROPOSED, organisation_id__in=standing_of(user).organisations)

    def shown(self) -> Self:
        """With what a line of an agreement shows."""
        return self.select_related("organisation", "task__task_list", "source")


@track(exclude=["search"])
class Agreement(Versioned, Sourced, Period):
    """An organisation takes a role in a task. What it accepted stays as it was accepted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="agreements", verbose_name="organisatie"
    )
    task = models.ForeignKey(
        TransformationTask, models.PROTECT, related_name="agreements", verbose_name="opgave"
    )
    role = models.CharField("rol", max_length=10, choices=Role.choices)
    what = models.TextField(
        "wat de organisatie gaat doen", help_text="In gewone woorden; dit komt op de site."
    )
    state = models.CharField(
        "stand", max_length=12, choices=State.choices, default=State.PROPOSED, editable=False
    )
    # Empty for what a source tells of: then nobody here waits for an answer.
    proposed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name="voorgesteld door",
    )  # fmt: skip
    search = search_column(what="A")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "regio-afspraak"
        verbose_name_plural = "regio-afspraken"
        ordering = ["task", "role", "organisation__name"]
        constraints = [
            *Period.Meta.constraints,
            no_overlap(
                "agreement_once",
                "Deze organisatie heeft deze rol bij deze opgave in die tijd al, of is ervoor gevraagd.",
                "organisation",
                "task",
                "role",
                condition=Q(state__in=LIVE),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ENDED) | Q(ends_on__isnull=False),
                name="agreement_ended_on_a_day",
                violation_error_message="Kies de laatste dag.",
            ),
        ]
        indexes = [search_index("agreement_search")]
        triggers = [
            version_trigger(ignoring=("search",)),
            stays_as_accepted(),
            stays_as_told(),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_role_display().lower()} van {self.task}"

    def get_absolute_url(self) -> str:
        return reverse("agreement", args=[self.pk])

    @property
    def latest_end(self) -> datetime.date:
        """The latest day it can be ended on: today, its first day when that is to come, and never after its last."""
        day = max(timezone.localdate(), self.starts_on or datetime.date.min)
        return min(day, self.ends_on or datetime.date.max)

    @property
    def was_told(self) -> bool:
        """Whether the organisation was written to about it."""
        return Agreement.objects.filter(pk=self.pk, notice__isnull=False).exists()

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    def is_taken_on(self, day: datetime.date) -> bool:
        """Whether somebody takes this on, now or from a later day on; of one row what `taken_on` asks the database."""
        if self.state not in PUBLIC:
            return False
        to_come = self.state == State.ACCEPTED and self.starts_on is not None and self.starts_on > day
        return to_come or self.holds_on(day)

    def covers(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether it holds on any of these days, both included: only about those its organisation can report."""
        return (self.starts_on is None or self.starts_on <= last) and (
            self.ends_on is None or self.ends_on >= first
        )

    @property
    def _since(self) -> str:
        return "sinds" if self.is_public and not self.has_to_begin else "vanaf"

    def accept(self, *, by: "User") -> None:
        """The organisation says yes. Twice is once. Raises PermissionDenied for who does not speak for it."""
        self._answer(by, State.ACCEPTED, "")

    def refuse(self, *, by: "User", reason: str) -> None:
        """The organisation says no, and why. Raises PermissionDenied for who does not speak for it."""
        self._answer(by, State.REFUSED, reason)

    def _answer(self, by: "User", state: State, reason: str) -> None:
        if self.organisation_id not in standing_of(by).organisations:
            raise PermissionDenied(NOT_YOURS)
        self._move(by, state, reason, since=(State.PROPOSED,))

    @transaction.atomic
    def ask_otherwise(self, *, by: "User", text: str) -> None:
        """The organisation wants other words before it says yes or no; the proposal stays open. Twice is once.

        Raises PermissionDenied for who does not speak for it, StaleVersion when the proposal was written anew since.
        """
        if self.organisation_id not in standing_of(by).organisations:
            raise PermissionDenied(NOT_YOURS)
        now = Agreement.objects.select_for_update(no_key=True).get(pk=self.pk)
        if now.version != self.version:
            raise StaleVersion
        if now.state != State.PROPOSED:
            raise ValidationError(f"Deze afspraak is al {now.get_state_display().lower()}.")
        if self.questions.filter(settled_at__isnull=True, text=text).exists():
            return
        with acting(by):
            self.questions.create(organisation_id=self.organisation_id, person=by.person, text=text)

    @property
    def open_question(self) -> "AgreementQuestion | None":
        """What the organisation wants otherwise and the netwerkbureau did not answer yet."""
        return self.questions.open().first()

    def settle(self, question: uuid.UUID, *, by: "User") -> None:
        """The netwerkbureau wrote the proposal anew after it read this question; that answers it, and no other."""
        with acting(by):
            self.questions.filter(pk=question, settled_at__isnull=True).update(settled_at=timezone.now())

    def withdraw(self, *, by: "User", reason: str) -> None:
        """The netwerkbureau takes back a proposal nobody answered yet."""
        self._move(by, State.WITHDRAWN, reason, since=(State.PROPOSED,))

    def end(self, *, by: "User", on: datetime.date, reason: str) -> None:
        """What was accepted stops; `on` is the last day. Twice is once; ValidationError for another day or reason."""
        self._move(by, State.ENDED, reason, since=(State.ACCEPTED,), ends_on=on)

    @transaction.atomic
    def _move(
        self,
        by: "User",
        state: State,
        reason: str,
        *,
        since: tuple[State, ...],
        ends_on: datetime.date | None = None,
    ) -> None:
        opened_with = self.version
        now = Agreement.objects.select_for_update(no_key=True).get(pk=self.pk)
        if now.state == state:
            now._refuse_other_than(ends_on, reason)
            self.refresh_from_db()
            return
        if now.version != opened_with:
            raise StaleVersion
        if now.state not in since:
            raise ValidationError(f"Deze afspraak is al {now.get_state_display().lower()}.")
        self.state = state
        with acting(by, reason=reason):
            if moves := ends_on is not None and ends_on != now.ends_on:
                self.ends_on, self.ends_precision = ends_on, "day"
            self.save(update_fields=["state", *(["ends_on", "ends_precision"] if moves else [])])
            AgreementAnswer.objects.create(
                agreement=self,
                organisation_id=self.organisation_id,
                state=state,
                person=by.person,
                reason=reason,
            )

    def _refuse_other_than(self, ends_on: datetime.date | None, reason: str) -> None:
        """ValidationError, naming what holds, for another day or reason than it came into this state with."""
        answer = self.answers.filter(state=self.state).first()
        given = answer.reason if answer else ""
        if ends_on in (None, self.ends_on) and reason == given:
            return
        until = f", {self.period}" if self.state == State.ENDED else ""
        why = f": {given}" if given else "."
        raise ValidationError(f"Deze afspraak is al {self.get_state_display().lower()}{until}{why}")


class AnswerQuerySet(models.QuerySet["AgreementAnswer"]):
    def visible_to(self, user: Reader) -> Self:
        """Who answered, and why, is for the netwerkbureau and the organisation."""
        standing = standing_of(user)
        return self if standing.is_bureau else self.filter(organisation_id__in=standing.organisations)


@track()
class AgreementAnswer(models.Model):
    """The fact of an answer: accepted or refused by the organisation, withdrawn by the bureau, or ended.

    An agreement from a source has none: it was not accepted here, so nothing follows from it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="answers", verbose_name="regio-afspraak"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    state = models.CharField("antwoord", max_length=12, choices=State.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    reason = models.CharField("waarom", max_length=400, blank=True)
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord op een afspraak"
        verbose_name_plural = "antwoorden op afspraken"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "state"],
                name="agreement_answered_once",
                violation_error_message="Dit antwoord is al gegeven.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ACCEPTED) | ~Q(reason=""),
                name="agreement_no_has_reason",
                violation_error_message="Schrijf op waarom.",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = [*keep_as_is(), answered_by_the_organisation()]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.agreement}"


class QuestionQuerySet(models.QuerySet["AgreementQuestion"]):
    def visible_to(self, user: Reader) -> Self:
        """What an organisation wants otherwise is for the netwerkbureau and the organisation."""
        standing = standing_of(user)
        return self if standing.is_bureau else self.filter(organisation_id__in=standing.organisations)

    def open(self) -> Self:
        """Of proposals that wait, and were not written anew since."""
        return self.filter(settled_at__isnull=True, agreement__state=State.PROPOSED)


@track()
class AgreementQuestion(models.Model):
    """The organisation says neither yes nor no yet: it wants other words first. The proposal stays open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="questions", verbose_name="regio-afspraak"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    text = models.TextField("wat jullie anders willen")
    at = models.DateTimeField("op", default=timezone.now, editable=False)
    settled_at = models.DateTimeField("voorstel aangepast op", null=True, blank=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag over een voorstel"
        verbose_name_plural = "vragen over voorstellen"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(settled_at__isnull=True),
                name="agreement_one_question_at_once",
                violation_error_message="Jullie vraag ligt er al. Het netwerkbureau past het voorstel aan.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="agreement_question_has_text",
                violation_error_message="Schrijf op wat jullie anders willen.",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = [
            *keep_as_is(when=pgtrigger.Q(old__settled_at__isnull=False)),
            answered_by_the_organisation(),
        ]

    def __str__(self) -> str:
        return f"Vraag over {self.agreement}"
