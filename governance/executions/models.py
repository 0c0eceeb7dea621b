"""Who carries a decision out: asked of an organisation, answered by it, and done with something to show for it.

Decisions of the network bind nobody by themselves: concrete agreements lie with the organisations (domain.md R10), so
each says for itself whether it does what is asked.
"""

import datetime
import uuid
from collections import Counter
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from governance.decisions.models.decisions import SETTLED, Decision
from governance.executions.guards import (
    answered_by_the_organisation,
    asked_of_what_was_adopted,
    stays_as_asked,
)
from governance.meetings.models.visibility import kept_by
from partners.organisations.models import Organisation
from zorgzaam.audit.history import acting, track
from zorgzaam.files.models import StoredFile
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import StaleVersion, Versioned, version_trigger
from zorgzaam.years import day_within, sensible

if TYPE_CHECKING:
    from zorgzaam.accounts.models import User

NOT_YOURS = "Alleen wie namens de organisatie spreekt, kan dit antwoorden."


class ExecutionState(models.TextChoices):
    ASKED = "gevraagd", "Gevraagd"
    ACCEPTED = "toegezegd", "Toegezegd"
    DECLINED = "geweigerd", "Niet toegezegd"
    DONE = "gedaan", "Gedaan"
    WITHDRAWN = "ingetrokken", "Niet meer gevraagd"


STATES = ExecutionState
STEPS = [
    *((STATES.ASKED, answer) for answer in (STATES.ACCEPTED, STATES.DECLINED, STATES.WITHDRAWN)),
    (STATES.ACCEPTED, STATES.DONE),
    (STATES.ACCEPTED, STATES.WITHDRAWN),
    # An organisation may come back on its no.
    (STATES.DECLINED, STATES.ACCEPTED),
]
OPEN = (STATES.ASKED, STATES.ACCEPTED)
PUBLIC = (STATES.ACCEPTED, STATES.DONE)


class ExecutionQuerySet(models.QuerySet["Execution"]):
    def visible_to(self, user: Reader) -> Self:
        """What was promised or done is as public as the decision; what is asked or declined is for the organisation
        itself, and for who sits in the body or keeps its decisions."""
        standing = standing_of(user)
        readable = Decision.objects.visible_to(user).filter(state__in=SETTLED).values("pk")
        own = Q(organisation_id__in=standing.organisations)
        inside = Q(decision__body_id__in=list(standing.bodies), decision__in=readable)
        return self.filter(
            Q(state__in=PUBLIC, decision__in=readable)
            | own
            | inside
            | kept_by(user, "decision__body_id", "decision__")
        )

    def kept_by(self, user: Reader) -> Self:
        """What is asked because of decisions this reader keeps."""
        return self.filter(kept_by(user, "decision__body_id", "decision__"))

    def open(self) -> Self:
        """Asked or promised, and not done yet."""
        return self.filter(state__in=OPEN)

    def overdue(self, day: datetime.date | None = None) -> Self:
        """Open after its last day."""
        return self.open().filter(due_on__lt=day or timezone.localdate())

    def shown(self) -> Self:
        """With what a line shows."""
        return self.select_related("decision__body", "organisation")

    def by_urgency(self) -> Self:
        """Open ones first, those with the nearest last day before the others; then what ended, the newest first."""
        ended = models.Case(models.When(state__in=OPEN, then=0), default=1)
        return self.order_by(
            ended, models.F("due_on").asc(nulls_last=True), "-asked_at", "organisation__name"
        )

    def counted(self, late: str) -> Counter[str]:
        """How many per state, what is taken back left out; what is over its last day counts as `late`. One query."""
        overdue = Q(state__in=OPEN, due_on__lt=timezone.localdate())
        sort = models.Case(models.When(overdue, then=models.Value(late)), default=models.F("state"))
        rows = self.exclude(state=STATES.WITHDRAWN).order_by().annotate(sort=sort)
        return Counter(dict(rows.values_list("sort").annotate(models.Count("pk", distinct=True))))


@track()
class Execution(Versioned):
    """One thing one organisation is asked to do because of a decision. `point` is the number of the point."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="executions", verbose_name="besluit", editable=False
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="executions", verbose_name="organisatie"
    )
    point = models.PositiveSmallIntegerField("besluitpunt", null=True, blank=True)
    what = models.TextField("wat vragen we", max_length=2000, help_text="In gewone woorden.")
    due_on = models.DateField("uiterlijk", null=True, blank=True, validators=[sensible])
    state = models.CharField(
        "stand", max_length=12, choices=ExecutionState.choices, default=ExecutionState.ASKED, editable=False
    )
    asked_at = models.DateTimeField("gevraagd op", auto_now_add=True)

    objects = ExecutionQuerySet.as_manager()

    # The decision, when the reader of a page may read it; set by the page.
    known_decision: Decision | None = None

    class Meta:
        verbose_name = "uitvoering"
        verbose_name_plural = "uitvoering van besluiten"
        ordering = ["decision", "point", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "organisation", "point"],
                condition=Q(state__in=OPEN),
                nulls_distinct=False,
                name="execution_asked_once",
                violation_error_message="Dit is deze organisatie al gevraagd.",
            ),
            models.CheckConstraint(condition=day_within("due_on"), name="execution_day_is_sensible"),
        ]
        triggers = [
            version_trigger(),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            asked_of_what_was_adopted(),
            stays_as_asked(),
        ]

    def __str__(self) -> str:
        return Truncator(self.what).chars(80)

    def get_absolute_url(self) -> str:
        return reverse("execution", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def point_text(self) -> str:
        """The words of the point it is about; "" for the whole decision."""
        points = self.decision.points
        return points[self.point - 1] if self.point and self.point <= len(points) else ""

    # ------------------------------------------------------------ transitions
    def accept(self, *, by: "User", reason: str = "") -> None:
        """The organisation promises it. Twice is once. PermissionDenied for who does not speak for it."""
        self._answer(by, Answer(STATES.ACCEPTED, reason), since=(STATES.ASKED, STATES.DECLINED))

    def decline(self, *, by: "User", reason: str) -> None:
        """The organisation does not promise it, and says why."""
        self._answer(by, Answer(STATES.DECLINED, reason), since=(STATES.ASKED,))

    def finish(
        self, *, by: "User", evidence: str, file: StoredFile | None = None, filename: str = ""
    ) -> None:
        """The organisation did it; `evidence` says where that shows."""
        self._answer(by, Answer(STATES.DONE, evidence, file, filename), since=(STATES.ACCEPTED,))

    def withdraw(self, *, by: "User", reason: str) -> None:
        """The body asks it no longer."""
        self._move(by, Answer(STATES.WITHDRAWN, reason), since=OPEN)

    def _answer(self, by: "User", answer: "Answer", *, since: tuple[ExecutionState, ...]) -> None:
        if self.organisation_id not in standing_of(by).organisations:
            raise PermissionDenied(NOT_YOURS)
        self._move(by, answer, since=since)

    @transaction.atomic
    def _move(self, by: "User", answer: "Answer", *, since: tuple[ExecutionState, ...]) -> None:
        opened_with = self.version
        now = Execution.objects.select_for_update(no_key=True).get(pk=self.pk)
        if now.state == answer.state:
            self.refresh_from_db()
            return
        if now.version != opened_with:
            raise StaleVersion
        if now.state not in since:
            raise ValidationError(f"Dit kan niet meer. De stand is nu: {now.get_state_display().lower()}.")
        with acting(by, reason=answer.text):
            self.state = answer.state
            self.save(update_fields=["state"])
            ExecutionAnswer.objects.create(
                execution=self,
                organisation_id=self.organisation_id,
                state=answer.state,
                person=by.person,
                text=answer.text,
                file=answer.file,
                filename=answer.filename,
            )


class Answer:
    """What is answered: the new state, the words, and a file as evidence."""

    def __init__(
        self, state: ExecutionState, text: str, file: StoredFile | None = None, filename: str = ""
    ) -> None:
        self.state, self.text, self.file, self.filename = state, text, file, filename


class ExecutionAnswerQuerySet(models.QuerySet["ExecutionAnswer"]):
    def visible_to(self, user: Reader) -> Self:
        """Reasons and evidence are for the organisation, and for who sits in the body or keeps its decisions."""
        standing = standing_of(user)
        inside = Q(execution__decision__body_id__in=list(standing.bodies))
        mine = Q(organisation_id__in=standing.organisations)
        kept = kept_by(user, "execution__decision__body_id", "execution__decision__")
        return self.filter(
            mine | inside | kept, execution__in=Execution.objects.visible_to(user).values("pk")
        )


@track(exclude=["filename"])
class ExecutionAnswer(models.Model):
    """The fact of an answer, with who gave it and what shows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    execution = models.ForeignKey(
        Execution, models.PROTECT, related_name="answers", verbose_name="uitvoering"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    state = models.CharField("antwoord", max_length=12, choices=ExecutionState.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    text = models.CharField("toelichting", max_length=1000, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bewijsstuk"
    )
    filename = models.CharField("bestandsnaam", max_length=200, blank=True)
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    objects = ExecutionAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord op een gevraagde uitvoering"
        verbose_name_plural = "antwoorden op gevraagde uitvoering"
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ExecutionState.ACCEPTED) | ~Q(text=""),
                name="execution_answer_says_why",
                violation_error_message="Schrijf op waarom, of waaruit het blijkt.",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = [*keep_as_is(), answered_by_the_organisation()]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.execution}"
