"""Inbreng of inhabitants and adviesraden: what was said, by which group, and what was done with it (R34)."""

import uuid
from typing import TYPE_CHECKING, Any, Self

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from regioplan.agreements.models import Agreement
from regioplan.plans.models import Plan, PublishedChapter
from regioplan.voices.triggers import keep_once_public
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.audit.history import acting, track
from zorgzaam.nameless import names_nobody
from zorgzaam.periods import Precision, describe
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import Sourced
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import StaleVersion, Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible

if TYPE_CHECKING:
    from zorgzaam.accounts.models import User


class Speaker(models.TextChoices):
    INHABITANTS = "inwoners", "Inwoners"
    ADVISORY = "adviesraad", "Adviesraad"
    PATIENTS = "patienten", "Patiënten of cliënten"
    CARERS = "mantelzorgers", "Mantelzorgers"
    OTHER = "anders", "Een andere groep"


class Channel(models.TextChoices):
    MEETING = "bijeenkomst", "Bijeenkomst"
    PANEL = "panel", "Panel"
    LETTER = "brief", "Brief of advies"
    SURVEY = "vragenlijst", "Vragenlijst"
    TALK = "gesprek", "Gesprek"


class State(models.TextChoices):
    DRAFT = "concept", "Concept"
    PUBLIC = "openbaar", "Openbaar"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


STEPS = [(State.DRAFT, State.PUBLIC), (State.PUBLIC, State.WITHDRAWN)]


class VoiceQuerySet(models.QuerySet["Voice"]):
    def visible_to(self, user: Reader) -> Self:
        """Everybody what is public; the netwerkbureau also drafts and what was withdrawn."""
        return self if standing_of(user).is_bureau else self.filter(state=State.PUBLIC)

    def withdrawn(self) -> Self:
        return self.filter(state=State.WITHDRAWN)

    def unanswered(self) -> Self:
        """Public, and nobody wrote yet what was done with it."""
        return self.filter(~Exists(VoiceAnswer.objects.filter(voice=OuterRef("pk"))), state=State.PUBLIC)

    def waiting(self) -> dict[str, int]:
        """How many `drafts` wait for a look, and how many are `unanswered`; one query."""
        answered = Exists(VoiceAnswer.objects.filter(voice=OuterRef("pk")))
        return self.aggregate(
            drafts=Count("pk", filter=Q(state=State.DRAFT)),
            unanswered=Count("pk", filter=Q(~answered, state=State.PUBLIC)),
        )

    def shown(self) -> Self:
        """With what a line shows, the newest first; `replies` counts the answers."""
        rows = self.select_related("theme", "task__task_list", "plan", "source")
        return rows.annotate(replies=Count("answers")).order_by(F("said_on").desc(nulls_last=True), "title")


@track(exclude=["search"])
class Voice(Versioned, Sourced):
    """One thing a group or council said. Who said it is never a person: the column for that does not exist.

    Who wants to hear the answer leaves an address beside it (`contacts`), which only the netwerkbureau sees.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField("in één zin", max_length=200, help_text="De kern van wat er werd gezegd.")
    text = models.TextField(
        "wat er werd gezegd", blank=True, help_text="In gewone taal; dit komt op de site."
    )
    speaker_kind = models.CharField("van wie", max_length=14, choices=Speaker.choices)
    speaker = models.CharField(
        "namens",
        max_length=160,
        help_text="De groep of de raad, bijvoorbeeld: adviesraad sociaal domein. Nooit de naam van een inwoner.",
    )
    channel = models.CharField(
        "hoe", max_length=12, choices=Channel.choices, blank=True, help_text="Leeg: nog niet bekend."
    )
    place = models.CharField(
        "waar",
        max_length=160,
        blank=True,
        help_text="De bijeenkomst, het panel of de plaats. Leeg: nog niet bekend.",
    )
    said_on = models.DateField("wanneer", null=True, blank=True, validators=[sensible])
    said_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="voices", verbose_name="thema"
    )
    task = models.ForeignKey(
        TransformationTask,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="voices",
        verbose_name="opgave",
    )
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="voices", verbose_name="plan"
    )
    state = models.CharField(
        "stand", max_length=12, choices=State.choices, default=State.DRAFT, editable=False
    )
    withdrawn_on = models.DateField("ingetrokken op", null=True, editable=False)
    withdrawn_because = models.CharField("reden van intrekken", max_length=300, blank=True, editable=False)
    search = search_column(title="A", speaker="B", text="B")

    objects = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "inbreng"
        verbose_name_plural = "inbreng"
        ordering = [F("said_on").desc(nulls_last=True), "title"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN)
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because="")),
                name="voice_withdrawn_with_reason",
                violation_error_message="Schrijf op waarom deze inbreng van de site gaat.",
            ),
            models.CheckConstraint(
                condition=day_within("said_on"),
                name="voice_day_is_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]
        indexes = [search_index("voice_search")]
        triggers = [
            version_trigger(ignoring=("search",)),
            names_nobody(
                "voice_names_nobody", ("title", "text", "speaker", "place"), "NEW.state = 'openbaar'"
            ),
            keep_once_public(),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("voice", args=[self.pk])

    @property
    def said(self) -> str:
        """When, no more precise than the source; "" when unknown."""
        return describe(self.said_on, self.said_precision) if self.said_on else ""

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLIC

    def publish(self, *, by: "User") -> None:
        """Everybody may read it from now on. Twice is once."""
        self._move(by, State.PUBLIC, "")

    def withdraw(self, *, by: "User", reason: str) -> None:
        """Off the site; that it stood there stays, what it said does not."""
        self._move(by, State.WITHDRAWN, reason)

    def discard(self, *, by: "User") -> None:
        """Throw away a draft nobody but the netwerkbureau could read; the database refuses anything else.
        StaleVersion when it is not the draft that was read."""
        with acting(by):
            row = Voice.objects.filter(pk=self.pk)
            if not row.filter(version=self.version).delete()[0] and row.exists():
                raise StaleVersion

    @transaction.atomic
    def _move(self, by: "User", state: State, reason: str) -> None:
        opened_with = self.version
        now = Voice.objects.select_for_update(no_key=True).get(pk=self.pk)
        if now.state == state:
            if now.withdrawn_because != reason:
                raise ValidationError(f"Deze inbreng is al ingetrokken: {now.withdrawn_because}")
            self.refresh_from_db()
            return
        if now.version != opened_with:
            raise StaleVersion
        if (now.state, state) not in STEPS:
            raise ValidationError(f"Deze inbreng is al {now.get_state_display().lower()}.")
        self.state, fields = state, ["state"]
        if state == State.WITHDRAWN:
            self.withdrawn_on, self.withdrawn_because = timezone.localdate(), reason
            fields += ["withdrawn_on", "withdrawn_because"]
        with acting(by, reason=reason):
            self.save(update_fields=fields)
            if state == State.WITHDRAWN:
                # Nothing more will be told about it, so there is no reason left to keep an address.
                self.contacts.all().delete()


class Verdict(models.TextChoices):
    TAKEN = "overgenomen", "Overgenomen"
    PARTLY = "deels", "Deels overgenomen"
    PASSED_ON = "doorgegeven", "Doorgegeven"
    NOT = "niet", "Niet overgenomen"


class VoiceAnswerQuerySet(models.QuerySet["VoiceAnswer"]):
    def visible_to(self, user: Reader) -> Self:
        """As the inbreng it answers."""
        return self.filter(voice__in=Voice.objects.visible_to(user).values("pk"))

    def shown(self, user: Reader) -> Self:
        """With what it changed, as far as this reader may see that."""
        agreements = Agreement.objects.visible_to(user).select_related("organisation", "task")
        chapters = PublishedChapter.objects.visible_to(user).defer("html", "plain", "search")
        return self.select_related("task__task_list", "source").prefetch_related(
            Prefetch("agreement", agreements),
            Prefetch("chapter", chapters.select_related("publication__version__plan")),
        )


@track()
class VoiceAnswer(Versioned, Sourced):
    """What was done with it: the answer, on whose behalf, when, and what it changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="answers", verbose_name="inbreng")
    verdict = models.CharField("wat ermee is gedaan", max_length=12, choices=Verdict.choices)
    text = models.TextField("toelichting", help_text="In gewone taal; dit komt op de site.")
    answered_by = models.CharField(
        "namens",
        max_length=160,
        help_text="De organisatie of het overleg, bijvoorbeeld: netwerkbureau. Geen naam van een persoon.",
    )
    answered_on = models.DateField("op", null=True, blank=True, validators=[sensible])
    answered_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    # Empty for what was there before anybody was written to about answers.
    written_on = models.DateField("opgeschreven op", null=True, editable=False)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="veranderde afspraak"
    )
    task = models.ForeignKey(
        TransformationTask,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="veranderde opgave",
    )
    chapter = models.ForeignKey(
        PublishedChapter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="veranderd hoofdstuk",
    )

    objects = VoiceAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord op inbreng van inwoners"
        verbose_name_plural = "antwoorden op inbreng van inwoners"
        ordering = [F("answered_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="voice_answer_says_what",
                violation_error_message="Leg uit wat ermee is gedaan.",
            ),
            models.CheckConstraint(
                condition=day_within("answered_on"),
                name="voice_answer_day_is_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]
        triggers = [
            version_trigger(),
            names_nobody("voice_answer_names_nobody", ("text", "answered_by"), "TRUE"),
            pgtrigger.Protect(name="keep_row", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.voice}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.written_on is None:
            self.written_on = timezone.localdate()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("voice", args=[self.voice_id])

    @property
    def answered(self) -> str:
        """When, no more precise than the source; "" when unknown."""
        return describe(self.answered_on, self.answered_precision) if self.answered_on else ""
