"""A question of a council: its words, the term to answer it in, and the notices that put that off."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any, Self

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from governance.bodies.models import Body
from governance.council.questions.guards import (
    LATER,
    answered_with_something,
    delay_is_later,
    due_is_worked_out,
)
from governance.council.questions.term_days import days_for
from governance.council.records import CouncilRecord, CouncilRecordQuerySet
from governance.council.taking import move, refuse_when_stale, taking
from governance.council.terms import WithTerm, past_term
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.periods import describe
from zorgzaam.search import search_column, search_index
from zorgzaam.standing import Reader
from zorgzaam.versions import version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible


class QuestionSort(models.TextChoices):
    """Kept apart: a political question is answered by the executive, a technical one asks for facts."""

    POLITICAL = "politiek", "Politieke schriftelijke vraag"
    TECHNICAL = "technisch", "Technische vraag"


PLURAL = {
    QuestionSort.POLITICAL: "Politieke schriftelijke vragen",
    QuestionSort.TECHNICAL: "Technische vragen",
}


class QuestionState(models.TextChoices):
    SUBMITTED = "ingediend", "Ingediend"
    IN_PROGRESS = "in_behandeling", "In behandeling"
    DELAYED = "uitgesteld", "Uitgesteld"
    ANSWERED = "beantwoord", "Beantwoord"


OPEN = (QuestionState.SUBMITTED, QuestionState.IN_PROGRESS, QuestionState.DELAYED)
STEPS = [
    (QuestionState.SUBMITTED, QuestionState.IN_PROGRESS),
    *((now, QuestionState.DELAYED) for now in (QuestionState.SUBMITTED, QuestionState.IN_PROGRESS)),
    *((now, QuestionState.ANSWERED) for now in OPEN),
]


class CouncilQuestionQuerySet(CouncilRecordQuerySet):
    def running(self) -> Self:
        """Not answered yet, the first term on top."""
        return self.filter(state__in=OPEN).first_term_first()

    def closed(self) -> Self:
        """Answered, the newest answer first."""
        return self.filter(state=QuestionState.ANSWERED).order_by("sort", "-answered_on", "pk")

    def overdue(self) -> Self:
        return self.running().filter(past_term())

    def first_term_first(self) -> Self:
        """The two sorts apart, and in each the first term on top."""
        return self.order_by("sort", "due_on", "asked_on", "created_at", "pk")


@track(exclude=["search"])
class Question(WithTerm, CouncilRecord):
    """`due_on` follows from `asked_on` and `term_days`, or from the newest notice of delay (guards.py)."""

    page_name = "council_question"
    essence = ("title", "asked_on")
    looked_in = ("title", "text")
    running_states = OPEN

    sort = models.CharField(
        "soort vraag", max_length=10, choices=QuestionSort.choices, default=QuestionSort.POLITICAL
    )
    title = models.CharField("onderwerp", max_length=250)
    text = models.TextField("vraag", help_text="Woordelijk, zoals zij is gesteld.")
    asked_by = models.CharField(
        "gesteld door", max_length=250, blank=True, help_text="De fractie of fracties, zoals ze erbij staan."
    )
    asked_on = models.DateField("gesteld op", validators=[sensible])
    term_days = models.PositiveSmallIntegerField("termijn in dagen", editable=False)
    state = models.CharField(
        "stand", max_length=16, choices=QuestionState.choices, default=QuestionState.SUBMITTED, editable=False
    )
    answered_on = models.DateField(
        "beantwoord op", null=True, blank=True, validators=[sensible], editable=False
    )
    answered_with = models.CharField("beantwoord met", max_length=300, blank=True, editable=False)
    search = search_column(title="A", text="B", number="C")

    objects = CouncilQuestionQuerySet.as_manager()

    class Meta(CouncilRecord.Meta):
        abstract = False
        verbose_name = "vraag van een raad"
        verbose_name_plural = "vragen van raden"
        ordering = ["due_on", "created_at", "id"]
        constraints = [
            *CouncilRecord.Meta.constraints,
            *WithTerm.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""), name="question_says_what",
                violation_error_message="Schrijf op wat er is gevraagd.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False), name="question_has_a_term",
                violation_error_message="Een vraag heeft altijd een termijn.",
            ),
            models.CheckConstraint(
                condition=Q(state=QuestionState.ANSWERED, answered_on__isnull=False)
                | ~Q(state=QuestionState.ANSWERED) & Q(answered_on__isnull=True),
                name="question_answered_on_a_day",
                violation_error_message="Zeg op welke dag zij is beantwoord.",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("asked_on")),
                name="question_answered_after_asked",
                violation_error_message="Een vraag is niet beantwoord voordat zij is gesteld.",
            ),
            models.CheckConstraint(
                condition=day_within("asked_on") & day_within("answered_on"),
                name="question_days_are_sensible", violation_error_message=FAR_OFF,
            ),
        ]  # fmt: skip
        indexes = [
            search_index("question_search"),
            models.Index(fields=["state", "due_on"], name="question_running"),
        ]
        triggers = [
            version_trigger(ignoring=("search",)),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            due_is_worked_out("NEW.id", "due_on", "asked_on", "state"),
            answered_with_something(),
            pgtrigger.ReadOnly(name="term_stays", fields=["term_days"]),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_running(self) -> bool:
        return self.state in OPEN

    @property
    def since(self) -> str:
        return describe(self.asked_on)

    @property
    def sorts(self) -> str:
        """Its sort as the heading of a list."""
        return PLURAL[QuestionSort(self.sort)]

    def take_up(self, *, by: Actor) -> bool:
        """Somebody works on an answer. True when that is new; one that was put off stays so."""
        with taking(self, by) as row:
            if row.state == QuestionState.DELAYED:
                return False
            return move(row, QuestionState.IN_PROGRESS, among=(QuestionState.SUBMITTED,))

    def put_off(self, until: datetime.date, *, reason: str, by: Actor) -> "QuestionDelay":
        """A notice of delay: the only way its day changes. ValidationError (Dutch) when it is answered or the day is
        no later; StaleVersion when another day stands there than its reader saw."""
        seen = self
        with taking(self, by, reason) as row:
            refuse_when_stale(row, seen)
            if row.state not in OPEN or until <= row.due_on:
                raise ValidationError(LATER)
            made = QuestionDelay.objects.create(
                question=row, number=row.delays.count() + 1, due_on=until, reason=reason,
                by_id=actor_person_id(actor_key(by)),
            )  # fmt: skip
            row.due_on, row.state = until, QuestionState.DELAYED
            row.save(update_fields=["due_on", "state"])
        return made

    def close(self, on: datetime.date, *, how: str, by: Actor) -> bool:
        """Answered outside this house, on a day and with something that can be found. True when that is new."""
        with taking(self, by) as row:
            return move(row, QuestionState.ANSWERED, among=OPEN, answered_on=on, answered_with=how)

    def begin_term(self, days: Callable[[Body], int]) -> None:
        """Work out its day from the day it was asked; `days` gives the number of a council, where it has none yet."""
        if self.term_days is None:
            self.term_days = days(self.council)
        self.due_on = self.asked_on + datetime.timedelta(days=self.term_days)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The term is worked out when it is noted, and again when the day it was asked is put right. Saving an edit
        never writes the state: only steps do."""
        adding = self._state.adding
        if adding or (kwargs.get("update_fields") is None and not self.delays.exists()):
            self.begin_term(days_for)
        if not adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in LEFT_ALONE]
        super().save(*args, **kwargs)


LEFT_ALONE = ("id", "state", "answered_on", "answered_with", "term_days", "search")


class QuestionDelayQuerySet(models.QuerySet["QuestionDelay"]):
    def visible_to(self, user: Reader) -> Self:
        """With the question."""
        return self.filter(question__in=Question.objects.visible_to(user).order_by().values("pk"))


@track()
class QuestionDelay(models.Model):
    """A notice of delay: why, and the new day. It stays as it was written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="delays", verbose_name="vraag")
    number = models.PositiveSmallIntegerField("hoeveelste")
    due_on = models.DateField("nieuwe dag", validators=[sensible])
    reason = models.CharField("waarom", max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", auto_now_add=True)

    objects = QuestionDelayQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht van uitstel"
        verbose_name_plural = "berichten van uitstel"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint("question", "number", name="question_delay_number_once"),
            models.CheckConstraint(
                condition=~Q(reason=""), name="question_delay_says_why",
                violation_error_message="Schrijf erbij waarom.",
            ),
            models.CheckConstraint(
                condition=day_within("due_on"), name="question_delay_is_sensible", violation_error_message=FAR_OFF
            ),
        ]  # fmt: skip
        triggers = [*keep_as_is(), delay_is_later(), due_is_worked_out("NEW.question_id")]

    def __str__(self) -> str:
        return f"{self.question}: uitstel tot {describe(self.due_on)}"


@track()
class DelayNotice(models.Model):
    """Everybody who is to hear of this delay was written to; once."""

    delay = models.OneToOneField(
        QuestionDelay, models.PROTECT, primary_key=True, related_name="notice", verbose_name="uitstel"
    )
    told = models.PositiveIntegerField("aantal mails", default=0)
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "mail over uitstel"
        verbose_name_plural = "mails over uitstel"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.delay}: {self.told}"
