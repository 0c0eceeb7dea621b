"""Applications for money: a last day, an attachment that must be there, and what came of it (P9, R25, O14)."""

import datetime
import uuid
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from partners.organisations.models import Organisation
from regioplan.funding.instruments import FundingInstrument, Years, years_in_order
from zorgzaam import deadlines
from zorgzaam.audit.history import acting, track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.periods import Precision, describe, when
from zorgzaam.sources import Sourced
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import StaleVersion, Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible

if TYPE_CHECKING:
    from zorgzaam.accounts.models import User


class ApplicationState(models.TextChoices):
    PREPARING = "in_voorbereiding", "In voorbereiding"
    APPLIED = "aangevraagd", "Aangevraagd"
    GRANTED = "verleend", "Verleend"
    REFUSED = "afgewezen", "Afgewezen"
    ACCOUNTED = "verantwoord", "Verantwoord"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


NEXT: dict[str, tuple[ApplicationState, ...]] = {
    ApplicationState.PREPARING: (ApplicationState.APPLIED, ApplicationState.WITHDRAWN),
    ApplicationState.APPLIED: (
        ApplicationState.GRANTED,
        ApplicationState.REFUSED,
        ApplicationState.WITHDRAWN,
    ),
    ApplicationState.GRANTED: (ApplicationState.ACCOUNTED,),
}
NEEDS_REASON = (ApplicationState.REFUSED, ApplicationState.WITHDRAWN)


class Attachment(models.TextChoices):
    UNKNOWN = "onbekend", "Nog niet bekend"
    MISSING = "ontbreekt", "Ontbreekt nog"
    PRESENT = "bijgevoegd", "Zit erbij"


class ApplicationQuerySet(models.QuerySet["FundingApplication"]):
    def visible_to(self, user: Reader) -> Self:
        """Everybody sees what was applied for; a preparation is for the netwerkbureau and the applicant, also
        when it was taken back before anybody applied."""
        standing = standing_of(user)
        if standing.is_bureau:
            return self
        own = Q(applicant_id__in=standing.organisations)
        applied = ApplicationStep.objects.filter(state=ApplicationState.APPLIED, is_plan=False)
        withdrawn = Q(state=ApplicationState.WITHDRAWN)
        inner = Q(state=ApplicationState.PREPARING) | withdrawn & ~Q(pk__in=applied.values("application"))
        return self.filter(~inner | own)

    def shown(self) -> Self:
        """With what a line of an application shows."""
        return self.select_related("instrument", "applicant", "source").prefetch_related("steps__source")


@track()
class FundingApplication(Versioned, Sourced, Years):
    """An application for one or more years. Its state changes by the methods below and by nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.ForeignKey(
        FundingInstrument, models.PROTECT, related_name="applications", verbose_name="geldstroom"
    )
    applicant = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="funding_applications",
        verbose_name="aanvrager",
        help_text="Leeg als het nog niet bekend is.",
    )
    deadline = models.DateField("uiterste datum", null=True, blank=True, validators=[sensible])
    deadline_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    deadline_inclusive = models.BooleanField(
        "die dag telt nog mee", default=True, help_text="Aan: uiterlijk die dag. Uit: voor die dag."
    )
    required_attachment = models.CharField(
        "verplichte bijlage", max_length=160, blank=True, help_text="Bijvoorbeeld: het Regioplan."
    )
    attachment = models.CharField(
        "is de bijlage er", max_length=10, choices=Attachment.choices, default=Attachment.UNKNOWN
    )
    state = models.CharField(
        "stand",
        max_length=16,
        choices=ApplicationState.choices,
        default=ApplicationState.PREPARING,
        editable=False,
    )
    kept_since = models.DateField("hier sinds", default=timezone.localdate, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "aanvraag"
        verbose_name_plural = "aanvragen"
        ordering = ["deadline", "instrument"]
        constraints = [
            years_in_order("application_years_in_order"),
            models.CheckConstraint(
                condition=day_within("deadline"),
                name="application_deadline_is_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]
        triggers = [
            version_trigger(),
            pgtrigger.FSM(
                name="application_steps",
                field="state",
                transitions=[(str(state), str(to)) for state, follows in NEXT.items() for to in follows],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}{f', {self.years}' if self.years else ''}"

    def get_absolute_url(self) -> str:
        return f"{self.instrument.get_absolute_url()}#aanvragen"

    @property
    def deadline_words(self) -> str:
        """ "" when unknown."""
        if self.deadline is None:
            return ""
        return deadlines.in_words(self.deadline, self.deadline_precision, self.deadline_inclusive)

    @property
    def last_day(self) -> datetime.date | None:
        if self.deadline is None:
            return None
        return deadlines.last_day(self.deadline, self.deadline_precision, self.deadline_inclusive)

    @property
    def waits(self) -> bool:
        """Whether its last day asks something of anybody: not when it was past before it was written down here."""
        last = self.last_day
        return self.state == ApplicationState.PREPARING and last is not None and last >= self.kept_since

    @property
    def lacks_attachment(self) -> bool:
        return bool(self.required_attachment) and self.attachment != Attachment.PRESENT

    @property
    def next_states(self) -> tuple[ApplicationState, ...]:
        return NEXT.get(self.state, ())

    def apply(self, *, by: "User", on: datetime.date | None = None) -> None:
        """It was handed in. ValidationError while the attachment that must be there is not."""
        self.move(ApplicationState.APPLIED, by=by, on=on)

    @transaction.atomic
    def move(
        self, to: ApplicationState, *, by: "User", on: datetime.date | None = None, reason: str = ""
    ) -> None:
        """On to the next state, with a fact row of who, when and why. Twice is once.

        ValidationError (Dutch) for a step that does not follow, a missing attachment (R25) or reason; StaleVersion when
        somebody else was first.
        """
        opened_with = self.version
        now = FundingApplication.objects.select_for_update(no_key=True).get(pk=self.pk)
        if now.state == to:
            now._refuse_other_than(on, reason)
            self.refresh_from_db()
            return
        if now.version != opened_with:
            raise StaleVersion
        now._refuse(to, reason)
        self.state = to
        with acting(by, reason=reason):
            self.save(update_fields=["state"])
            ApplicationStep.objects.create(
                application=self, state=to, on=on or timezone.localdate(), person=by.person, note=reason
            )

    def _refuse_other_than(self, on: datetime.date | None, note: str) -> None:
        """ValidationError, naming what holds, for another day or reason than it came into this state with."""
        last = self.steps.filter(state=self.state, is_plan=False).order_by("-at").first()
        if last is None or (on in (None, last.on) and note == last.note):
            return
        day = f" {when(last.on, last.precision)}" if last.on else ""
        why = f": {last.note}" if last.note else "."
        raise ValidationError(f"Deze aanvraag is al {self.get_state_display().lower()}{day}{why}")

    def _refuse(self, to: ApplicationState, reason: str) -> None:
        if to not in self.next_states:
            raise ValidationError(f"Deze aanvraag is {self.get_state_display().lower()}; dit kan nu niet.")
        if to == ApplicationState.APPLIED and self.lacks_attachment:
            raise ValidationError(f"De verplichte bijlage ontbreekt nog: {self.required_attachment}.")
        if to in NEEDS_REASON and not reason:
            raise ValidationError("Schrijf op waarom.")


class StepQuerySet(models.QuerySet["ApplicationStep"]):
    def visible_to(self, user: Reader) -> Self:
        """Whoever may see the application."""
        return self.filter(application__in=FundingApplication.objects.visible_to(user))


@track()
class ApplicationStep(Sourced):
    """That an application came into a state: a fact, or (`is_plan`) what a document said would happen (O14).

    One that a source tells of has no person: it was not done here, so nothing follows from it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        FundingApplication, models.PROTECT, related_name="steps", verbose_name="aanvraag"
    )
    state = models.CharField("stand", max_length=16, choices=ApplicationState.choices)
    is_plan = models.BooleanField("een voornemen, nog geen feit", default=False)
    on = models.DateField("op", null=True, blank=True, validators=[sensible])
    precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="door"
    )
    note = models.CharField("toelichting", max_length=400, blank=True)
    at = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = "stap van een aanvraag"
        verbose_name_plural = "stappen van aanvragen"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "state"],
                condition=Q(person__isnull=False),
                name="application_step_once",
                violation_error_message="Deze stap is al gezet.",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(source__isnull=False),
                name="application_step_has_origin",
                violation_error_message="Noem de bron.",
            ),
            models.CheckConstraint(
                condition=day_within("on"),
                name="application_step_is_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]
        triggers: list[pgtrigger.Trigger] = [*keep_as_is()]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.application}"

    @property
    def day(self) -> str:
        """When, no more precise than the source; "" when unknown."""
        return describe(self.on, self.precision) if self.on else ""
