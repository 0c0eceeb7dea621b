"""An initiative that is carried out: who leads it, its milestones, and the reports of how it goes."""

import datetime
import uuid
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from partners.initiatives.models.hanging import InsideQuerySet
from partners.initiatives.models.initiatives import Initiative
from partners.initiatives.models.states import State
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.lights import Light
from zorgzaam.nameless import names_nobody
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible

MONTHS = 3
# The states in which there is something to carry out, or was.
CARRYING = (State.TAKEN_UP, State.RUNNING, State.DONE, State.STOPPED)


class InitiativeExecutionQuerySet(InsideQuerySet):
    def late(self, day: datetime.date) -> Self:
        """Running, and a report should have been there before `day`."""
        return self.filter(initiative__state=State.RUNNING, report_due_on__lt=day)

    def stuck(self, since: datetime.date) -> Self:
        """Running, and the last report is of this day or later and says that it does not work out like this."""
        reports = InitiativeReport.objects.filter(execution=OuterRef("pk")).order_by("-on", "-at")
        light, on = (Subquery(reports.values(name)[:1]) for name in ("light", "on"))
        rows = self.filter(initiative__state=State.RUNNING).annotate(last_light=light, last_on=on)
        return rows.filter(last_light=Light.RED, last_on__gte=since)

    def due_by(self, day: datetime.date) -> Self:
        """Running, and a report is due on `day` or before."""
        return self.filter(initiative__state=State.RUNNING, report_due_on__lte=day)


@track(exclude=["leader_name", "leader_email"])
class InitiativeExecution(Versioned):
    """How an initiative is carried out.

    `leader` is set when the address of who leads belongs to an account; then they read along and report.
    `report_due_on` is when the next report should be there, counted from the last one or from the start.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.OneToOneField(
        Initiative, models.PROTECT, related_name="execution", verbose_name="initiatief"
    )
    leader = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="initiatives_led",
        verbose_name="projectleider",
    )
    leader_name = models.CharField("projectleider", max_length=120)
    leader_email = models.EmailField("e-mailadres van de projectleider", blank=True)
    starts_on = models.DateField("begint op", null=True, blank=True, validators=[sensible])
    ends_on = models.DateField("klaar naar verwachting", null=True, blank=True, validators=[sensible])
    report_every = models.PositiveSmallIntegerField(
        "elke hoeveel maanden een bericht",
        default=MONTHS,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
        help_text="Zo vaak vertelt wie het uitvoert hoe het gaat.",
    )
    report_due_on = models.DateField("volgend bericht uiterlijk", null=True, editable=False)

    objects = InitiativeExecutionQuerySet.as_manager()

    class Meta:
        verbose_name = "uitvoering van een initiatief"
        verbose_name_plural = "uitvoering van initiatieven"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="initiative_ends_after_start",
                violation_error_message="Het einde kan niet voor het begin liggen.",
            ),
            models.CheckConstraint(
                condition=day_within("starts_on"),
                name="initiative_start_is_sensible",
                violation_error_message=FAR_OFF,
            ),
            models.CheckConstraint(
                condition=day_within("ends_on"),
                name="initiative_end_is_sensible",
                violation_error_message=FAR_OFF,
            ),
            models.CheckConstraint(
                condition=Q(report_every__gte=1, report_every__lte=24),
                name="initiative_report_rhythm",
                violation_error_message="Kies 1 tot en met 24 maanden.",
            ),
        ]
        indexes = [models.Index(fields=["report_due_on"], name="initiative_report_due")]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"uitvoering van {self.initiative}"

    def get_absolute_url(self) -> str:
        return f"{reverse('initiative', args=[self.initiative_id])}#uitvoering"

    def clean_fields(self, *args: Any, **kwargs: Any) -> None:
        self.leader_email = self.leader_email.lower()
        super().clean_fields(*args, **kwargs)

    @property
    def is_late(self) -> bool:
        """Whether the next report should have been there by now."""
        due = self.report_due_on
        return self.initiative.state == State.RUNNING and due is not None and due < timezone.localdate()


class OfExecutionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Reader) -> Self:
        """As the initiative."""
        return self.filter(execution__in=InitiativeExecution.objects.visible_to(user).values("pk"))


@track(exclude=["words"])
class InitiativeMilestone(Versioned):
    """A point on the way. Its title and days are public with the initiative, its words are not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    execution = models.ForeignKey(
        InitiativeExecution, models.PROTECT, related_name="milestones", verbose_name="uitvoering"
    )
    title = models.CharField("mijlpaal", max_length=160, help_text="Dit komt ook op de openbare pagina.")
    due_on = models.DateField("uiterlijk", validators=[sensible])
    met_on = models.DateField("gehaald op", null=True, blank=True, validators=[sensible])
    words = models.TextField(
        "toelichting", blank=True, max_length=1000, help_text="Alleen voor wie meewerkt en het netwerkbureau."
    )

    objects = OfExecutionQuerySet.as_manager()

    class Meta:
        verbose_name = "mijlpaal van een initiatief"
        verbose_name_plural = "mijlpalen van initiatieven"
        ordering = ["due_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["execution", "title"],
                name="initiative_milestone_once",
                violation_error_message="Deze mijlpaal staat er al.",
            ),
            models.CheckConstraint(
                condition=day_within("due_on"),
                name="initiative_milestone_due_is_sensible",
                violation_error_message=FAR_OFF,
            ),
            models.CheckConstraint(
                condition=day_within("met_on"),
                name="initiative_milestone_met_is_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]
        triggers = [version_trigger(), names_nobody("initiative_milestone_names_nobody", ("title",), "TRUE")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        return self.met_on is None and self.due_on < timezone.localdate()


@track(exclude=["words", "well", "needed", "public_line"])
class InitiativeReport(models.Model):
    """How it goes, as it was told on a day. It stays as it was; how it went on is another report."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    execution = models.ForeignKey(
        InitiativeExecution, models.PROTECT, related_name="reports", verbose_name="uitvoering"
    )
    on = models.DateField("stand op", validators=[sensible])
    light = models.CharField("hoe gaat het", max_length=6, choices=Light.choices)
    words = models.TextField("waarom deze kleur", max_length=2000)
    well = models.TextField("wat goed ging", blank=True, max_length=2000)
    needed = models.TextField("wat nodig is", blank=True, max_length=2000)
    public_line = models.CharField(
        "regel voor de site",
        max_length=300,
        blank=True,
        help_text="Leeg: op de openbare pagina staat alleen de kleur, met wat die betekent.",
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    objects = OfExecutionQuerySet.as_manager()

    class Meta:
        verbose_name = "voortgang van een initiatief"
        verbose_name_plural = "voortgang van initiatieven"
        ordering = ["-on", "-at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="initiative_report_has_words",
                violation_error_message="Schrijf op waarom u deze kleur kiest.",
            ),
            models.CheckConstraint(
                condition=day_within("on"),
                name="initiative_report_is_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]
        triggers = [
            *keep_as_is(),
            names_nobody("initiative_report_names_nobody", ("public_line",), "TRUE"),
        ]

    def __str__(self) -> str:
        return f"{self.get_light_display()}, {self.on}"

    @classmethod
    def told_in_history(cls, event: Any) -> str:
        """Which colour, and of when."""
        return f"{Light(event.light).label}"


@track()
class InitiativeReportReminder(models.Model):
    """Who carries it out was asked for the report of this day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    execution = models.ForeignKey(
        InitiativeExecution, models.PROTECT, related_name="reminders", verbose_name="uitvoering"
    )
    due_on = models.DateField("uiterlijk")
    told = models.PositiveIntegerField("aantal mails")
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "herinnering aan een bericht over een initiatief"
        verbose_name_plural = "herinneringen aan berichten over initiatieven"
        constraints = [
            models.UniqueConstraint(
                fields=["execution", "due_on"],
                name="initiative_report_reminder_once",
                violation_error_message="Hierom is al gevraagd.",
            )
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.execution_id}: {self.due_on}"


class NewsVerdict(models.TextChoices):
    WAITING = "wacht", "Wacht op het netwerkbureau"
    ACCEPTED = "opgenomen", "Komt in de nieuwsbrief"
    DECLINED = "niet", "Komt niet in de nieuwsbrief"


class SuccessQuerySet(InsideQuerySet):
    def offered(self) -> Self:
        """What the newsletter may tell: who brings it in allows it, and the netwerkbureau did not say no."""
        return self.filter(may_be_told=True).exclude(verdict=NewsVerdict.DECLINED)

    def waiting(self) -> Self:
        """Offered, and the netwerkbureau said nothing yet."""
        return self.filter(may_be_told=True, verdict=NewsVerdict.WAITING)


@track()
class Success(Versioned):
    """Something that went well, told by who does it. With `may_be_told` it is offered to the newsletter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="successes", verbose_name="initiatief"
    )
    text = models.TextField("wat er lukte", max_length=2000, help_text="Zonder namen van personen.")
    on = models.DateField("wanneer", validators=[sensible])
    may_be_told = models.BooleanField("mag in de nieuwsbrief", default=False)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="door"
    )
    at = models.DateTimeField("op", default=timezone.now, editable=False)
    verdict = models.CharField(
        "nieuwsbrief", max_length=10, choices=NewsVerdict.choices, default=NewsVerdict.WAITING, editable=False
    )
    judged_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="beoordeeld door"
    )
    judged_at = models.DateTimeField("beoordeeld op", null=True, editable=False)

    objects = SuccessQuerySet.as_manager()

    class Meta:
        verbose_name = "succes van een initiatief"
        verbose_name_plural = "successen van initiatieven"
        ordering = ["-on", "-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=NewsVerdict.WAITING, judged_at__isnull=True)
                | ~Q(verdict=NewsVerdict.WAITING) & Q(judged_at__isnull=False, may_be_told=True),
                name="success_judged_when_offered",
                violation_error_message="Dit is niet aan de nieuwsbrief aangeboden.",
            ),
            models.CheckConstraint(
                condition=day_within("on"), name="success_day_is_sensible", violation_error_message=FAR_OFF
            ),
        ]
        triggers = [
            version_trigger(),
            names_nobody("success_names_nobody", ("text",), "NEW.may_be_told"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


def forget(person: Person, addresses: set[str]) -> None:
    """Somebody is erased: as a project leader they keep no name and no address."""
    for row in InitiativeExecution.objects.filter(
        Q(leader=person) | Q(leader_email__in=addresses)
    ).select_for_update():
        row.leader, row.leader_name, row.leader_email = None, "Gewiste persoon", ""
        row.save()
