"""What partner organisations are asked to contribute to an answer, and what they wrote."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from governance.council.answers.models import AnswerFile
from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sane_moment, sensible


class ContributionState(models.TextChoices):
    ASKED = "gevraagd", "Gevraagd"
    GIVEN = "gegeven", "Gegeven"
    DECLINED = "geen", "Geen bijdrage"
    WITHDRAWN = "ingetrokken", "Niet meer gevraagd"


C = ContributionState


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau, and who speaks for the organisation that is asked."""
        standing = standing_of(user)
        return self if standing.is_bureau else self.filter(organisation_id__in=standing.organisations)

    def open(self) -> Self:
        return self.filter(state=C.ASKED)

    def shown(self) -> Self:
        return self.select_related("file", "organisation", "given_by")


@track(exclude=["asks", "text"])
class Contribution(Versioned):
    """One question to one organisation, and its words. The organisation reads `asks`, and nothing of the answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(
        AnswerFile, models.PROTECT, related_name="contributions", verbose_name="beantwoording"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    asks = models.TextField("wat we vragen", max_length=2000)
    due_on = models.DateField("uiterlijk", validators=[sensible])
    state = models.CharField("stand", max_length=12, choices=C.choices, default=C.ASKED, editable=False)
    text = models.TextField("bijdrage", max_length=8000, blank=True)
    asked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gevraagd door"
    )
    asked_at = models.DateTimeField("gevraagd op", auto_now_add=True)
    given_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gegeven door"
    )
    given_at = models.DateTimeField("gegeven op", null=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "bijdrage aan een antwoord"
        verbose_name_plural = "bijdragen aan antwoorden"
        ordering = ["due_on", "asked_at", "pk"]
        constraints = [
            sane_moment("given_at"),
            models.UniqueConstraint(
                "file", "organisation", condition=Q(state=ContributionState.ASKED), name="contribution_asked_once",
                violation_error_message="Dit is al gevraagd en nog niet gegeven.",
            ),
            models.CheckConstraint(
                condition=~Q(asks=""), name="contribution_asks_something",
                violation_error_message="Schrijf op wat je wilt weten.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ContributionState.GIVEN, ContributionState.DECLINED])
                | ~Q(text="") & Q(given_at__isnull=False),
                name="contribution_says_something",
                violation_error_message="Schrijf de bijdrage op, of waarom die er niet komt.",
            ),
            models.CheckConstraint(
                condition=day_within("due_on"), name="contribution_day_is_sensible", violation_error_message=FAR_OFF
            ),
        ]  # fmt: skip
        triggers = [
            version_trigger(),
            pgtrigger.FSM(
                name="steps", field="state",
                transitions=[(str(C.ASKED.value), str(a.value)) for a in (C.GIVEN, C.DECLINED, C.WITHDRAWN)],
            ),
            pgtrigger.Protect(
                name="stays_as_given", operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.state <> 'gevraagd'"),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Bijdrage van {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("contribution", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == ContributionState.ASKED

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()


class Reason(models.TextChoices):
    ASKED = "gevraagd", "Gevraagd"
    ANSWERED = "gegeven", "Er is antwoord"


@track()
class ContributionNotice(models.Model):
    """People were written to about this contribution for this reason; once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, related_name="notices", verbose_name="bijdrage"
    )
    kind = models.CharField("waarover", max_length=10, choices=Reason.choices)
    told = models.PositiveIntegerField("aantal mails", default=0)
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "mail over een bijdrage"
        verbose_name_plural = "mails over bijdragen"
        constraints = [models.UniqueConstraint("contribution", "kind", name="contribution_told_once")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.contribution}: {self.get_kind_display()}"
