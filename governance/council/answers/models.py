"""One answer to the same question of several councils: written once, cleared by another, sent to each separately."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.council.answers.guards import (
    another_clears,
    notes_writers,
    only_as_draft,
    sent_as_cleared,
    sent_is_answered,
    stays_once_sent,
)
from governance.council.questions.models import Question
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.richfields import RichTextField
from zorgzaam.search import search_column, search_index
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger


class FileState(models.TextChoices):
    WRITING = "schrijven", "In de maak"
    REVIEW = "nakijken", "Ligt ter controle"
    CLEARED = "akkoord", "Akkoord"


STEPS = [
    (FileState.WRITING, FileState.REVIEW),
    (FileState.REVIEW, FileState.CLEARED),
    (FileState.REVIEW, FileState.WRITING),
    (FileState.CLEARED, FileState.WRITING),
]


class WorkQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Of what nobody reads but who works on the answers: the netwerkbureau."""

    def visible_to(self, user: Reader) -> Self:
        return self if standing_of(user).is_bureau else self.none()


@track(exclude=["text"])
class AnswerFile(Versioned):
    """The text, and how far it is. Nobody outside the netwerkbureau reads it: councils read what was sent to them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField("onderwerp", max_length=250)
    holder = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="antwoordhouder",
        help_text="Wie van het netwerkbureau zorgt dat het antwoord er komt.",
    )  # fmt: skip
    text = RichTextField("antwoord", blank=True)
    state = models.CharField(
        "stand", max_length=10, choices=FileState.choices, default=FileState.WRITING, editable=False
    )
    submitted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="aangeboden door", editable=False
    )
    cleared_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="akkoord van", editable=False
    )
    cleared_at = models.DateTimeField("akkoord op", null=True, editable=False)
    remark = models.CharField("opmerking bij de controle", max_length=1000, blank=True, editable=False)
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = "beantwoording"
        verbose_name_plural = "beantwoordingen"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="answer_has_a_title",
                violation_error_message="Schrijf op waar het antwoord over gaat.",
            ),
            models.CheckConstraint(
                condition=Q(state=FileState.WRITING) | ~Q(text=""), name="answer_says_something",
                violation_error_message="Schrijf eerst het antwoord.",
            ),
            models.CheckConstraint(
                condition=Q(state=FileState.CLEARED, cleared_by__isnull=False, cleared_at__isnull=False)
                | ~Q(state=FileState.CLEARED) & Q(cleared_by__isnull=True, cleared_at__isnull=True),
                name="answer_cleared_by_somebody",
                violation_error_message="Zonder akkoord van een ander kan dit niet.",
            ),
        ]  # fmt: skip
        triggers = [
            version_trigger(),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            only_as_draft(),
            *notes_writers(),
            another_clears(),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("answer_file", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == FileState.WRITING

    @property
    def is_in_review(self) -> bool:
        return self.state == FileState.REVIEW

    @property
    def is_cleared(self) -> bool:
        return self.state == FileState.CLEARED

    def is_work_of(self, person_id: uuid.UUID | None) -> bool:
        """Whether this person wrote any of it or offered it, and so is no second pair of eyes (`another_clears`)."""
        return person_id in {self.submitted_by_id, *(writer.person_id for writer in self.writers.all())}


@track()
class AnswerWriter(models.Model):
    """Somebody who wrote or changed the words; filled by the triggers of the answer."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(AnswerFile, models.PROTECT, related_name="writers", verbose_name="beantwoording")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="wie")
    since = models.DateTimeField("sinds", auto_now_add=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = "schrijver van een antwoord"
        verbose_name_plural = "schrijvers van antwoorden"
        ordering = ["since"]
        constraints = [models.UniqueConstraint("file", "person", name="answer_writer_once")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return str(self.person_id)


@track()
class AnswerLetter(Versioned):
    """A question that is answered with this text, and the form in which its council gets it."""

    question = models.OneToOneField(
        Question, models.PROTECT, primary_key=True, related_name="answer_letter", verbose_name="vraag",
        editable=False,
    )  # fmt: skip
    file = models.ForeignKey(
        AnswerFile, models.PROTECT, related_name="letters", verbose_name="beantwoording", editable=False
    )
    salutation = models.CharField("aanhef", max_length=200)
    number = models.CharField(
        "kenmerk", max_length=40, blank=True, help_text="Het nummer waaronder deze raad het antwoord krijgt."
    )
    added_at = models.DateTimeField("toegevoegd op", auto_now_add=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord aan een raad"
        verbose_name_plural = "antwoorden aan raden"
        ordering = ["question__due_on", "added_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(salutation=""), name="answer_letter_has_a_salutation",
                violation_error_message="Schrijf de aanhef op.",
            )
        ]  # fmt: skip
        triggers = [version_trigger(), stays_once_sent()]

    def __str__(self) -> str:
        return f"{self.question}: {self.file}"


class SentAnswerQuerySet(models.QuerySet["SentAnswer"]):
    def visible_to(self, user: Reader) -> Self:
        """With the question it answers: what one council got says nothing to another while that is besloten."""
        return self.filter(question__in=Question.objects.visible_to(user).order_by().values("pk"))

    def shown(self) -> Self:
        return self.select_related("question__council__part_of", "sent_by")


@track(exclude=["search"])
class SentAnswer(models.Model):
    """The answer as one council got it: once, and it stays so."""

    question = models.OneToOneField(
        Question, models.PROTECT, primary_key=True, related_name="sent_answer", verbose_name="vraag"
    )
    file = models.ForeignKey(AnswerFile, models.PROTECT, related_name="sent", verbose_name="beantwoording")
    salutation = models.CharField("aanhef", max_length=200)
    number = models.CharField("kenmerk", max_length=40, blank=True)
    title = models.CharField("onderwerp", max_length=250)
    asked = models.TextField("de vraag")
    text = models.TextField("antwoord")
    sha256 = models.CharField("hash", max_length=64)
    sent_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="verstuurd door"
    )
    sent_at = models.DateTimeField("verstuurd op", auto_now_add=True)
    search = search_column(title="A", text="B", number="C")

    objects = SentAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "verstuurd antwoord"
        verbose_name_plural = "verstuurde antwoorden"
        ordering = ["-sent_at"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="sent_answer_says_something")]
        indexes = [search_index("sent_answer_search")]
        triggers = [*keep_as_is(), sent_as_cleared(), sent_is_answered()]

    def __str__(self) -> str:
        return f"Antwoord: {self.title}"

    def get_absolute_url(self) -> str:
        return f"{self.question.get_absolute_url()}#antwoord"


class Told(models.TextChoices):
    CLERKS = "griffie", "De griffie"
    FOLLOWERS = "volgers", "Wie de vraag volgt"


@track()
class AnswerNotice(models.Model):
    """These people were written to about this answer; once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sent = models.ForeignKey(SentAnswer, models.PROTECT, related_name="notices", verbose_name="antwoord")
    kind = models.CharField("wie", max_length=8, choices=Told.choices)
    told = models.PositiveIntegerField("aantal mails", default=0)
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "mail over een antwoord"
        verbose_name_plural = "mails over antwoorden"
        constraints = [models.UniqueConstraint("sent", "kind", name="answer_told_once")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.sent}: {self.get_kind_display()}"
