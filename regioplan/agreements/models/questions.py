"""What an organisation wants otherwise before it answers a proposal."""

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


class QuestionQuerySet(models.QuerySet["AgreementQuestion"]):
    def visible_to(self, user: Reader) -> Self:
        """What an organisation wants otherwise is for the netwerkbureau and the organisation."""
        standing = standing_of(user)
        return self if standing.is_bureau else self.filter(organisation_id__in=standing.organisations)

    def open(self) -> Self:
        """Of proposals that wait, and were not written anew since."""
        return self.filter(settled_at__isnull=True, agreement__state=State.PROPOSED)


@track()
class AgreementQuestion(models.Model):
    """The organisation says neither yes nor no yet: it wants other words first. The proposal stays open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="questions", verbose_name="regio-afspraak"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    text = models.TextField("wat jullie anders willen")
    at = models.DateTimeField("op", default=timezone.now, editable=False)
    settled_at = models.DateTimeField("voorstel aangepast op", null=True, blank=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag over een voorstel"
        verbose_name_plural = "vragen over voorstellen"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(settled_at__isnull=True),
                name="agreement_one_question_at_once",
                violation_error_message="Jullie vraag ligt er al. Het netwerkbureau past het voorstel aan.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="agreement_question_has_text",
                violation_error_message="Schrijf op wat jullie anders willen.",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = [
            *keep_as_is(when=pgtrigger.Q(old__settled_at__isnull=False)),
            answered_by_the_organisation(),
        ]

    def __str__(self) -> str:
        return f"Vraag over {self.agreement}"
