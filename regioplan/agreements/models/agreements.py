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
from regioplan.agreements.models.states import LIVE, PUBLIC, STEPS, Role, State, in_force, taken_on
from regioplan.agreements.triggers import stays_as_accepted, stays_as_told
from themes.tasks.models import TransformationTask
from zorgzaam.audit.history import acting, track
from zorgzaam.people.models import Person
from zorgzaam.periods import Period, PeriodQuerySet, no_overlap
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import Sourced
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import StaleVersion, Versioned, version_trigger

if TYPE_CHECKING:
    from regioplan.agreements.models.questions import AgreementQuestion
    from zorgzaam.accounts.models import User

NOT_YOURS = "Alleen wie namens de organisatie spreekt, kan dit antwoorden."


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
            self.answers.create(
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
