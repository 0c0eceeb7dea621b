"""Advice of others about a proposal or an agenda item: asked of an organisation or a person, before a last day."""

import datetime
import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Body
from governance.intake.models.proposals import Proposal
from governance.meetings.models import MANAGERS, AgendaItem
from governance.meetings.models.meetings import bodies_where
from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.files.models import StoredFile
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import day_within, sensible


class AdviceState(models.TextChoices):
    ASKED = "gevraagd", "Gevraagd"
    GIVEN = "gegeven", "Gegeven"
    DECLINED = "geen-advies", "Geen advies"
    WITHDRAWN = "ingetrokken", "Niet meer gevraagd"


A = AdviceState


class AdviceQuerySet(models.QuerySet["Advice"]):
    def visible_to(self, user: Reader) -> Self:
        """Who keeps the agenda of the body that asks and may read the item, whose advice is asked, and who proposed
        it; given advice also whoever sits in the body and reads the item it is about."""
        standing = standing_of(user)
        if not standing.is_somebody:
            return self.none()
        items = AgendaItem.objects.read_live_by(user).filter(body_id__in=bodies_where(standing, MANAGERS))
        about_proposal = Q(item__isnull=True, body_id__in=bodies_where(standing, MANAGERS))
        kept = about_proposal | Q(item__in=items.values("pk"))
        proposed = Q(proposal__in=Proposal.objects.own(user).values("pk"))
        # With the item: only who sits in the body, for advice has no publicity of its own.
        readable = AgendaItem.objects.visible_to(user).filter(body_id__in=list(standing.bodies)).values("pk")
        with_item = Q(item__in=readable) | Q(proposal__item__in=readable)
        return self.filter(kept | _asked_of(user) | proposed | with_item & Q(state=A.GIVEN))

    def asked_of(self, user: Reader) -> Self:
        """What is asked of this reader or an organisation they speak for, and was not taken back."""
        return self.filter(_asked_of(user)).exclude(state=A.WITHDRAWN)

    def open(self) -> Self:
        return self.filter(state=A.ASKED)

    def overdue(self, day: datetime.date | None = None) -> Self:
        """Not given after its last day."""
        return self.open().filter(due_on__lt=day or timezone.localdate())

    def about_item(self, item: AgendaItem) -> Self:
        """Asked about the item, or about a proposal it came from."""
        return self.filter(Q(item=item) | Q(proposal__item=item)).distinct()

    def shown(self) -> Self:
        """With what a line shows."""
        return self.select_related("body", "organisation", "person", "proposal", "item", "answer")


def _asked_of(user: Reader) -> Q:
    standing = standing_of(user)
    mine = Q(person_id=standing.person_id) if standing.person_id else Q(pk__in=[])
    return mine | Q(organisation_id__in=standing.organisations)


@track(exclude=["question"])
class Advice(Versioned):
    """One question to one organisation or person. `body` asks it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", editable=False, verbose_name="gevraagd door"
    )
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, editable=False, related_name="advice", verbose_name="voorstel"
    )
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="advice",
        verbose_name="agendapunt",
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organisatie"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="persoon"
    )
    question = models.TextField("wat vragen we", max_length=2000)
    due_on = models.DateField("uiterlijk", validators=[sensible])
    state = models.CharField(
        "stand", max_length=12, choices=AdviceState.choices, default=AdviceState.ASKED, editable=False
    )
    asked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="gevraagd door"
    )
    asked_at = models.DateTimeField("gevraagd op", auto_now_add=True)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        verbose_name = "adviesvraag"
        verbose_name_plural = "adviesvragen"
        ordering = ["due_on", "asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(proposal__isnull=True) ^ Q(item__isnull=True), name="advice_about_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(person__isnull=True),
                name="advice_asked_of_one",
                violation_error_message="Kies een organisatie of een persoon, niet allebei.",
            ),
            models.UniqueConstraint(
                fields=["proposal", "item", "organisation", "person"],
                condition=Q(state=AdviceState.ASKED),
                nulls_distinct=False,
                name="advice_asked_once",
                violation_error_message="Dit advies is al gevraagd en nog niet gegeven.",
            ),
            models.CheckConstraint(condition=day_within("due_on"), name="advice_day_is_sensible"),
        ]
        triggers = [
            version_trigger(),
            pgtrigger.FSM(
                name="steps",
                field="state",
                transitions=[(str(A.ASKED.value), str(a.value)) for a in (A.GIVEN, A.DECLINED, A.WITHDRAWN)],
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Advies van {self.asked_of_whom}"

    def get_absolute_url(self) -> str:
        return reverse("advice", args=[self.pk])

    @property
    def asked_of_whom(self) -> str:
        return str(self.organisation or self.person or "")

    @property
    def is_open(self) -> bool:
        return self.state == AdviceState.ASKED

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()


@track(exclude=["text", "filename"])
class AdviceAnswer(models.Model):
    """The advice itself, or why there is none; with who gave it."""

    advice = models.OneToOneField(
        Advice, models.PROTECT, primary_key=True, related_name="answer", verbose_name="adviesvraag"
    )
    state = models.CharField("antwoord", max_length=12, choices=AdviceState.choices)
    text = models.TextField("advies", max_length=8000)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="bestand")
    filename = models.CharField("bestandsnaam", max_length=200, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "antwoord op een adviesvraag"
        verbose_name_plural = "antwoorden op adviesvragen"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="advice_answer_says_something"),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.advice}: {self.get_state_display().lower()}"


class Reason(models.TextChoices):
    """Why somebody is written to about advice."""

    ASKED = "gevraagd", "Gevraagd"
    NEAR = "bijna", "De laatste dag komt eraan"
    LATE = "te-laat", "De laatste dag is voorbij"
    ANSWERED = "gegeven", "Er is antwoord"


@track()
class AdviceNotice(models.Model):
    """People were written to about this question for this reason; once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    advice = models.ForeignKey(Advice, models.PROTECT, related_name="notices", verbose_name="adviesvraag")
    kind = models.CharField("waarover", max_length=10, choices=Reason.choices)
    told = models.PositiveIntegerField("aantal mails", default=0)
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht over advies"
        verbose_name_plural = "berichten over advies"
        constraints = [models.UniqueConstraint("advice", "kind", name="advice_told_once")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.advice}: {self.get_kind_display()}"
