"""A briefing: a document that tells a council something. Drafted, reviewed by another, published, frozen.

What is in it stands in `content.py`, the steps it takes in `steps.py`, who looked at it in `reviewing.py`, what was
published in `publication.py`.
"""

import datetime
import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Body
from governance.briefings.guards import address_stays, former_holder_reads_no_more, writer_of_briefing
from governance.briefings.kinds import ADDRESSED, STRUCTURES, BriefingKind
from governance.briefings.secrecy.guards import secret_stays_closed
from governance.briefings.steps import BEFORE_HOLDER, Status, WithSteps, person_of, step_triggers
from governance.briefings.structure import Structure
from partners.organisations.models import Organisation
from zorgzaam.access import shared_ids
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.publicity import Publicity, WithPublicity
from zorgzaam.richfields import RichTextField
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sensible

__all__ = ["CONTENT", "Briefing", "BriefingQuerySet", "Status", "person_of"]

CONTENT = (
    *("kind", "addressee_id", "subject", "registration_number", "decided_on", "dated_on", "sent_on"),
    *("expertise_team", "portfolio_holder", "for_information_to", "core", "objective", "follow_up"),
    # Who determines it and whose names stand below it are decided about as much as the text.
    *("holder_id", "secretary", "mayor", "responsible_id"),
    *(
        "template_code",
        "publicity",
        "publicity_ground",
        "publicity_until",
        "embargo_until",
        "woo_category",
        "author_id",
    ),
)


class BriefingQuerySet(models.QuerySet["Briefing"]):
    def in_hands_of(self, user: Reader) -> Self:
        """What this reader works on: the netwerkbureau, and reviewers a draft was shared with by hand.

        A confidential one is for its author and whom it is shared with now: offering or approving it gives no
        right that outlives the share. Superuser opens none.
        """
        from governance.briefings.reviewing import BriefingShare

        standing = standing_of(user)
        mine = Q(pk__in=shared_ids(user, BriefingShare, "review_briefing"))
        if standing.is_bureau:
            mine |= ~Q(publicity=Publicity.CONFIDENTIAL) | Q(author=standing.person_id)
        return self.filter(mine)

    def visible_to(self, user: Reader) -> Self:
        """What this reader works on, and what was published for them (withdrawn ones leave a tombstone)."""
        from governance.briefings.publication import BriefingPublication

        mine = self.in_hands_of(user).values("pk")
        published = BriefingPublication.objects.reached_by(user).filter(briefing=OuterRef("pk"))
        return self.filter(Q(pk__in=mine) | Exists(published))


@track()
class Briefing(Versioned, WithPublicity, WithSteps):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("soort", max_length=20, choices=BriefingKind.choices, default=BriefingKind.NOTICE)
    addressee = models.ForeignKey(
        Body,
        models.PROTECT,
        related_name="briefings",
        verbose_name="aan",
        limit_choices_to={"kind__in": ADDRESSED},
    )
    subject = models.CharField("onderwerp", max_length=200)
    registration_number = models.CharField("registratienummer", max_length=20, blank=True)
    # Four dates that sources mix up (domain.md O25); the moment of publishing stands with the publication.
    decided_on = models.DateField(
        "besloten op", null=True, blank=True, validators=[sensible], help_text="De dag van het besluit."
    )
    dated_on = models.DateField(
        "datum", null=True, blank=True, validators=[sensible], help_text="De datum op het stuk."
    )
    sent_on = models.DateField("verzonden op", null=True, blank=True, validators=[sensible])
    expertise_team = models.CharField("expertiseteam", max_length=120, blank=True)
    portfolio_holder = models.CharField(
        "portefeuillehouder",
        max_length=120,
        blank=True,
        help_text="De naam of de rol, zoals die op het stuk komt.",
    )
    for_information_to = models.CharField("ter kennisname aan", max_length=160, blank=True)
    # What these two hold is called differently per kind; `structure` says how.
    core = RichTextField("kern", blank=True)
    objective = models.CharField("doelstelling", max_length=400, blank=True)
    follow_up = RichTextField("vervolg", blank=True)
    template_code = models.CharField("formuliercode", max_length=20, blank=True)
    secretary = models.CharField(
        "naam van de secretaris",
        max_length=120,
        blank=True,
        help_text="Leeg: alleen de rol komt op de brief.",
    )
    mayor = models.CharField(
        "naam van de burgemeester",
        max_length=120,
        blank=True,
        help_text="Leeg: alleen de rol komt op de brief.",
    )

    # Empty: who sends it (responsible.py).
    responsible = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="verantwoordelijk bestuursorgaan (Woo)",
    )

    author = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="opsteller", editable=False
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        verbose_name = "briefing"
        verbose_name_plural = "briefings"
        ordering = ["-created_at"]
        permissions = [("review_briefing", "Mag dit concept lezen en er iets over zeggen")]
        constraints = [
            *WithPublicity.Meta.constraints,
            *WithSteps.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=[Status.DRAFT, Status.WITHDRAWN])
                | (~Q(registration_number="") & Q(dated_on__isnull=False) & ~Q(portfolio_holder="")),
                name="briefing_header_complete",
                violation_error_message="Vul registratienummer, datum en portefeuillehouder in.",
            ),
            # Each college numbers its own letters: two of them may both have a U26.000001.
            models.UniqueConstraint(
                "addressee",
                "registration_number",
                condition=~Q(registration_number=""),
                name="briefing_number_once",
                violation_error_message="Dit nummer heeft een ander stuk aan dezelfde raad al.",
            ),
        ]
        triggers = [
            version_trigger(),
            *step_triggers(),
            pgtrigger.Trigger(
                name="content_only_in_draft",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(*CONTENT),
                func="""
                    IF OLD.status <> 'concept' OR NEW.status <> 'concept' THEN
                        RAISE EXCEPTION 'the briefing is no draft' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            *writer_of_briefing(*CONTENT),
            former_holder_reads_no_more(BEFORE_HOLDER),
            address_stays(),
            secret_stays_closed(),
            pgtrigger.Protect(name="keep_row", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("briefing", args=[self.pk])

    @property
    def structure(self) -> Structure:
        return STRUCTURES[self.kind]

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def day(self) -> datetime.date:
        """The day its facts are about: the date of the document, or today while it has none."""
        return self.dated_on or timezone.localdate()

    def is_work_of(self, person_id: uuid.UUID | None) -> bool:
        """Whether this person wrote, changed or offered any part, and so is no second pair of eyes.

        The database holds the same: `briefing_approver_is_another`, `briefing_determined_by_another` and the trigger
        `another_approves`.
        """
        writers = {writer.person_id for writer in self.writers.all()}
        return person_id in {self.author_id, self.submitted_by_id, *writers}
