"""What an organisation asks the netwerkbureau: to take part, or to put right what only the bureau changes."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partners.joining.triggers import asked_by_itself
from partners.organisations.models import Organisation, Participation
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger


class AskKind(models.TextChoices):
    JOIN = "meedoen", "Meedoen met het netwerk"
    DETAILS = "gegevens", "Naam, soort of gemeente veranderen"


class AskState(models.TextChoices):
    OPEN = "open", "Wacht op antwoord"
    YES = "ja", "Ja"
    NO = "nee", "Nee"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


ANSWERED = (AskState.YES, AskState.NO)
STEPS = [(AskState.OPEN, state) for state in (AskState.YES, AskState.NO, AskState.WITHDRAWN)]


class AskQuerySet(models.QuerySet["Ask"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau and the organisation itself."""
        standing = standing_of(user)
        return self if standing.is_bureau else self.filter(organisation_id__in=standing.organisations)

    def open(self) -> Self:
        return self.filter(state=AskState.OPEN)

    def shown(self) -> Self:
        return self.select_related("organisation", "asked_by", "answered_by", "participation")


@track()
class Ask(Versioned):
    """One question of an organisation and its answer. What was decided about taking part is a Participation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="asks", verbose_name="organisatie"
    )
    kind = models.CharField("vraag", max_length=8, choices=AskKind.choices, editable=False)
    words = models.TextField("wat jullie vragen", max_length=1000)
    asked_by = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="+", verbose_name="gevraagd door"
    )
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    state = models.CharField(
        "stand", max_length=11, choices=AskState.choices, default=AskState.OPEN, editable=False
    )
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="beantwoord door"
    )
    answered_at = models.DateTimeField("beantwoord op", null=True, editable=False)
    answer = models.TextField("antwoord", max_length=1000, blank=True, editable=False)
    participation = models.OneToOneField(
        Participation,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="asked_for",
        verbose_name="deelname",
    )

    objects = AskQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag van een organisatie"
        verbose_name_plural = "vragen van organisaties"
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=Q(state=AskState.OPEN),
                name="one_open_ask_of_a_kind",
                violation_error_message="Jullie hebben dit al gevraagd. Wacht op het antwoord, of trek die vraag in.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ANSWERED, answered_by__isnull=False, answered_at__isnull=False)
                & ~Q(answer="")
                | ~Q(state__in=ANSWERED) & Q(answered_by__isnull=True, participation__isnull=True),
                name="ask_answered_with_words",
                violation_error_message="Schrijf op wat het antwoord is en waarom.",
            ),
            models.CheckConstraint(
                condition=Q(participation__isnull=True) | Q(kind=AskKind.JOIN, state=AskState.YES),
                name="ask_participation_follows_yes",
                violation_error_message="Alleen een ja maakt een deelname.",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
                name="ask_not_answered_by_asker",
                violation_error_message="Je kunt je eigen vraag niet beantwoorden. Vraag het een collega.",
            ),
        ]
        triggers = [
            version_trigger(),
            asked_by_itself(),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            pgtrigger.Protect(name="keep_row", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Where the organisation reads it."""
        return f"{reverse('own_place', args=[self.organisation_id])}#vragen"

    @property
    def is_open(self) -> bool:
        return self.state == AskState.OPEN
