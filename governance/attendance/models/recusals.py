"""Who takes no part in one item, and who says that what the data tell of their interest does not hold."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from governance.attendance.models.invitations import Invitation
from governance.meetings.models import OFFICES, AgendaItem
from governance.meetings.models.meetings import bodies_where
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger


class RecusalKind(models.TextChoices):
    STEPS_ASIDE = "doet-niet-mee", "Doet niet mee aan dit punt"
    NO_INTEREST = "geen-belang", "Heeft geen belang"


class RecusalState(models.TextChoices):
    HOLDS = "geldt", "Geldt"
    ASKED = "gevraagd", "Wacht op voorzitter of secretaris"
    ACCEPTED = "aanvaard", "Aanvaard"
    REFUSED = "geweigerd", "Niet aanvaard"
    TAKEN_BACK = "teruggenomen", "Teruggenomen"


class RecusalQuerySet(models.QuerySet["Recusal"]):
    def visible_to(self, user: Reader) -> Self:
        """Of items one may read: one's own, and for who sits in the body or works at the netwerkbureau."""
        standing = standing_of(user)
        readable = self.filter(item__in=AgendaItem.objects.visible_to(user).values("pk"))
        if standing.is_bureau:
            return readable
        own = Q(invitation__person_id=standing.person_id) if standing.person_id else Q(pk__in=[])
        return readable.filter(own | Q(item__body_id__in=list(standing.bodies)))

    def waiting_for(self, user: Reader) -> Self:
        """What this reader, chair or secretary, has to answer."""
        mine = bodies_where(standing_of(user), OFFICES)
        return self.filter(state=RecusalState.ASKED, item__body_id__in=mine)


@track(exclude=["reason", "answer"])
class Recusal(Versioned):
    """What one person says about one item. STEPS_ASIDE holds at once; NO_INTEREST waits for chair or secretary."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="recusals", verbose_name="agendapunt")
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="recusals", verbose_name="wie")
    kind = models.CharField("wat", max_length=14, choices=RecusalKind.choices)
    state = models.CharField("stand", max_length=12, choices=RecusalState.choices)
    reason = models.CharField("reden", max_length=400)
    said_at = models.DateTimeField("gezegd op", default=timezone.now, editable=False)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gezegd door")
    answer = models.CharField("antwoord", max_length=400, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="beantwoord door"
    )

    objects = RecusalQuerySet.as_manager()

    class Meta:
        verbose_name = "verklaring over een belang"
        verbose_name_plural = "verklaringen over belangen"
        ordering = ["item", "said_at"]
        constraints = [
            models.UniqueConstraint("item", "invitation", "kind", name="recusal_said_once"),
            models.CheckConstraint(
                condition=Q(kind=RecusalKind.STEPS_ASIDE, state__in=["geldt", "teruggenomen"])
                | (Q(kind=RecusalKind.NO_INTEREST) & ~Q(state="geldt")),
                name="recusal_state_of_its_kind",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["aanvaard", "geweigerd"]) | Q(answered_by__isnull=False),
                name="recusal_answer_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("said_by")),
                name="recusal_not_judged_by_oneself",
                violation_error_message="Wie dit zelf schreef, beoordeelt het niet.",
            ),
        ]
        triggers = [
            version_trigger(),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.invitation_id} bij {self.item_id}: {self.get_state_display()}"
