"""A briefing: a document that tells a council something. Drafted, reviewed by another, published, frozen.

What is in it stands in `content.py`, who looked at it in `reviewing.py`, what was published in
`publication.py`.
"""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

import pgtrigger
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Body
from governance.briefings.errors import Refused
from governance.briefings.guards import address_stays, another_approves, writer_of_briefing
from governance.briefings.kinds import ADDRESSED, STRUCTURES, BriefingKind
from governance.briefings.structure import Structure
from zorgzaam.access import shared_ids
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting, track
from zorgzaam.people.models import Person
from zorgzaam.publicity import Publicity, WithPublicity
from zorgzaam.richfields import RichTextField
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sensible

if TYPE_CHECKING:
    from governance.briefings.publication import BriefingPublication


class Status(models.TextChoices):
    DRAFT = "concept", "Concept"
    IN_REVIEW = "ter_review", "Wordt nagekeken"
    APPROVED = "akkoord", "Akkoord"
    PUBLISHED = "gepubliceerd", "Gepubliceerd"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


STEPS = [
    (Status.DRAFT, Status.IN_REVIEW),
    (Status.IN_REVIEW, Status.DRAFT),
    (Status.IN_REVIEW, Status.APPROVED),
    (Status.APPROVED, Status.DRAFT),
    (Status.APPROVED, Status.PUBLISHED),
    (Status.PUBLISHED, Status.DRAFT),
    *((status, Status.WITHDRAWN) for status in Status if status != Status.WITHDRAWN),
]
CONTENT = (
    *("kind", "addressee_id", "subject", "registration_number", "decided_on", "dated_on", "sent_on"),
    *("expertise_team", "portfolio_holder", "for_information_to", "core", "objective", "follow_up"),
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


def person_of(by: Person | User) -> Person:
    """The person behind whoever acts."""
    return by.person if isinstance(by, User) else by


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
class Briefing(Versioned, WithPublicity):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("soort", max_length=20, choices=BriefingKind.choices, default=BriefingKind.NOTICE)
    status = models.CharField(
        "toestand", max_length=12, choices=Status.choices, default=Status.DRAFT, editable=False
    )
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

    author = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="opsteller", editable=False
    )
    submitted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="aangeboden door", editable=False
    )
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="akkoord van", editable=False
    )
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, editable=False)
    withdrawn_because = models.CharField("reden van intrekken", max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        verbose_name = "briefing"
        verbose_name_plural = "briefings"
        ordering = ["-created_at"]
        permissions = [("review_briefing", "Mag dit concept lezen en er iets over zeggen")]
        constraints = [
            *WithPublicity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (
                    ~Q(approved_by=F("author"))
                    & (Q(submitted_by__isnull=True) | ~Q(approved_by=F("submitted_by")))
                ),
                name="briefing_approver_is_another",
                violation_error_message="Wie aan een stuk schrijft of het aanbiedt, kan het niet zelf goedkeuren.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.APPROVED, Status.PUBLISHED]) | Q(approved_by__isnull=False),
                name="briefing_approved_by_somebody",
                violation_error_message="Zonder akkoord van een ander kan dit niet.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.DRAFT, Status.WITHDRAWN])
                | (~Q(registration_number="") & Q(dated_on__isnull=False) & ~Q(portfolio_holder="")),
                name="briefing_header_complete",
                violation_error_message="Vul registratienummer, datum en portefeuillehouder in.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.WITHDRAWN)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="briefing_withdrawn_with_reason",
                violation_error_message="Schrijf op waarom het stuk wordt ingetrokken.",
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
            pgtrigger.FSM(
                name="steps", field="status", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
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
            another_approves(),
            address_stays(),
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

        The database holds the same: `briefing_approver_is_another` and the trigger `another_approves`.
        """
        writers = {writer.person_id for writer in self.writers.all()}
        return person_id in {self.author_id, self.submitted_by_id, *writers}

    # ------------------------------------------------------------ steps
    def submit(self, *, by: Person | User) -> bool:
        """Offer the draft for review. Raises Incomplete where a part is missing, Refused in another state.

        Gives whether anything changed; asked twice it changes nothing twice. So do the other steps.
        """
        from governance.briefings.completeness import require_complete

        with self._step(by, "Aangeboden om na te kijken"):
            if self.status == Status.IN_REVIEW:
                return False
            self._must_be(Status.DRAFT)
            require_complete(self)
            return self._to(Status.IN_REVIEW, submitted_by=person_of(by), approved_by=None)

    def approve(self, *, by: Person | User, remark: str = "", seen: str | None = None) -> bool:
        """Say that it is right, having written no part of it and not having offered it.

        False where another said so first; a remark is kept then, as a remark.

        `seen` is the digest of what the approver had before them (`document.decided_digest`); raises Changed when
        it is another now.
        """
        from governance.briefings.reviewing import Verdict, must_be_seen, note_late, note_review

        with self._step(by, "Akkoord gegeven"):
            if self.status == Status.APPROVED:
                note_late(self, person_of(by), remark)
                return False
            self._must_be(Status.IN_REVIEW)
            if self.is_work_of(person_of(by).pk):
                raise Refused("Wie aan een stuk schrijft of het aanbiedt, kan het niet zelf goedkeuren.")
            must_be_seen(self, seen)
            note_review(self, person_of(by), Verdict.APPROVED, remark)
            return self._to(Status.APPROVED, approved_by=person_of(by))

    def send_back(self, *, by: Person | User, remark: str, seen: str | None = None) -> bool:
        """Back to the author with a remark; also after approval, as long as it is not published.

        `seen` and the answer as for `approve`.
        """
        from governance.briefings.reviewing import Verdict, must_be_seen, note_late, note_review

        with self._step(by, "Terug naar de opsteller"):
            if self.status == Status.DRAFT:
                note_late(self, person_of(by), remark)
                return False
            self._must_be(Status.IN_REVIEW, Status.APPROVED)
            must_be_seen(self, seen)
            note_review(self, person_of(by), Verdict.CHANGES, remark)
            return self._to(Status.DRAFT, approved_by=None)

    def publish(self, *, by: Person | User) -> "BriefingPublication":
        """Freeze what was approved as the next version. Asked twice it gives the version that is there.

        Raises Refused where a fact changed since the approval, Changed where that happened while the PDF was
        made, PdfError where none could be made; then nothing was published.
        """
        from governance.briefings.publishing import prepare, publish
        from governance.briefings.registering import enter

        self.refresh_from_db()
        if there := self._published():
            return there
        prepared = prepare(self)
        with self._step(by, "Gepubliceerd"):
            if there := self._published():
                return there
            publication = publish(self, prepared, person_of(by))
            self._to(Status.PUBLISHED)
            enter(publication)
            return publication

    def _published(self) -> "BriefingPublication | None":
        """The newest version when this is published; None when it can be. Raises Refused otherwise."""
        if self.status == Status.PUBLISHED:
            return self.publications.order_by("-version").first()
        self._must_be(Status.APPROVED)
        return None

    def revise(self, *, by: Person | User) -> bool:
        """Start the next version; what was published stays as it is and stays to be read."""
        with self._step(by, "Nieuwe versie begonnen"):
            if self.status == Status.DRAFT:
                return False
            self._must_be(Status.PUBLISHED)
            return self._to(Status.DRAFT, approved_by=None, submitted_by=None)

    def withdraw(self, *, by: Person | User, because: str) -> bool:
        """Take it back for good. Its page stays as a tombstone that says why, and the register says so too."""
        from governance.briefings.registering import take_back

        with self._step(by, f"Ingetrokken: {because}"):
            if self.status == Status.WITHDRAWN:
                return False
            if not because.strip():
                raise Refused("Schrijf op waarom het stuk wordt ingetrokken.")
            self._to(Status.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_because=because.strip())
            take_back(self)
            return True

    @contextmanager
    def _step(self, by: Person | User, reason: str) -> Iterator[None]:
        """One transition: in the name of `by`, in one transaction, with the row locked and read again."""
        with transaction.atomic(), acting(by, reason=reason):
            self.refresh_from_db(from_queryset=Briefing.objects.select_for_update(of=("self",)))
            yield

    def _must_be(self, *statuses: Status) -> None:
        if self.status not in statuses:
            raise Refused(
                f"Dat kan nu niet: de toestand van dit stuk is “{self.get_status_display().lower()}”."
            )

    def _to(self, status: Status, **changes: Any) -> bool:
        for name, value in {"status": status, **changes}.items():
            setattr(self, name, value)
        self.save(update_fields=["status", *changes])
        return True
