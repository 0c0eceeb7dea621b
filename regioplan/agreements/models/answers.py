"""The answers to regio-afspraken, as facts: who, when and why."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partners.organisations.models import Organisation
from regioplan.agreements.models.agreements import Agreement
from regioplan.agreements.models.states import State
from regioplan.agreements.triggers import answered_by_the_organisation
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of


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
