"""From concept to published: the steps a briefing takes, who takes each, and what the database holds of that.

A draft is offered, approved by another, determined by the portfolio holder where its kind asks that, and published.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from governance.briefings.errors import Refused
from governance.briefings.guards import another_approves, determined_before_published
from governance.briefings.kinds import STRUCTURES
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person

if TYPE_CHECKING:
    from governance.briefings.models import Briefing
    from governance.briefings.publication import BriefingPublication


class Status(models.TextChoices):
    DRAFT = "concept", "Concept"
    IN_REVIEW = "ter_review", "Wordt nagekeken"
    APPROVED = "akkoord", "Akkoord"
    DETERMINED = "vastgesteld", "Vastgesteld"
    PUBLISHED = "gepubliceerd", "Gepubliceerd"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


STEPS = [
    (Status.DRAFT, Status.IN_REVIEW),
    (Status.IN_REVIEW, Status.DRAFT),
    (Status.IN_REVIEW, Status.APPROVED),
    (Status.APPROVED, Status.DRAFT),
    (Status.APPROVED, Status.DETERMINED),
    (Status.APPROVED, Status.PUBLISHED),
    (Status.DETERMINED, Status.DRAFT),
    (Status.DETERMINED, Status.PUBLISHED),
    (Status.PUBLISHED, Status.DRAFT),
    *((status, Status.WITHDRAWN) for status in Status if status != Status.WITHDRAWN),
]
# From where it can go back to its author.
RETURNABLE = (Status.IN_REVIEW, Status.APPROVED, Status.DETERMINED)
# Kinds that are published without the portfolio holder.
UNDETERMINED = sorted(kind for kind, structure in STRUCTURES.items() if not structure.determined)
# The reason of the share by which a letter lies before its portfolio holder.
BEFORE_HOLDER = "Om vast te stellen"
NOT_YOUR_OWN = "Wie aan een stuk schrijft of het aanbiedt, kan het niet zelf {}."


def ready_to_publish() -> Q:
    """Briefings of which publishing is the next step."""
    return Q(status=Status.DETERMINED) | Q(status=Status.APPROVED, kind__in=UNDETERMINED)


def person_of(by: Person | User) -> Person:
    """The person behind whoever acts."""
    return by.person if isinstance(by, User) else by


class WithSteps(models.Model):
    """Abstract: the state of a briefing and who brought it there. Put `step_triggers()` in Meta.triggers."""

    status = models.CharField(
        "toestand", max_length=12, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    holder = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie het vaststelt",
        help_text="De portefeuillehouder, als die hier een account heeft. Leeg: je legt later vast waar en wanneer "
        "het is vastgesteld.",
    )
    submitted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="aangeboden door", editable=False
    )
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="akkoord van", editable=False
    )
    determined_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="vastgesteld door", editable=False
    )
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, editable=False)
    withdrawn_because = models.CharField("reden van intrekken", max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
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
                condition=~Q(status__in=[Status.APPROVED, Status.DETERMINED, Status.PUBLISHED])
                | Q(approved_by__isnull=False),
                name="briefing_approved_by_somebody",
                violation_error_message="Zonder akkoord van een ander kan dit niet.",
            ),
            models.CheckConstraint(
                condition=Q(determined_by__isnull=True)
                | (
                    ~Q(determined_by=F("author"))
                    & (Q(submitted_by__isnull=True) | ~Q(determined_by=F("submitted_by")))
                ),
                name="briefing_determined_by_another",
                violation_error_message="Wie aan een stuk schrijft of het aanbiedt, kan het niet zelf vaststellen.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.DETERMINED) | Q(determined_by__isnull=False),
                name="briefing_determined_by_somebody",
                violation_error_message="Iemand stelt het vast, of legt vast dat het is vastgesteld.",
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=True) | ~Q(holder=F("author")),
                name="briefing_holder_is_another",
                violation_error_message="Wie het stuk opstelt, kan het niet zelf vaststellen. Kies een ander.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.WITHDRAWN)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="briefing_withdrawn_with_reason",
                violation_error_message="Schrijf op waarom het stuk wordt ingetrokken.",
            ),
        ]

    def submit(self, *, by: Person | User) -> bool:
        """Offer the draft for review. Raises Incomplete where a part is missing, Refused in another state.

        Gives whether anything changed; asked twice it changes nothing twice. So do the other steps.
        """
        from governance.briefings.completeness import require_complete

        with self._step(by, "Aangeboden om na te kijken"):
            if self.status == Status.IN_REVIEW:
                return False
            self._must_be(Status.DRAFT)
            require_complete(self._it)
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
                note_late(self._it, person_of(by), remark)
                return False
            self._must_be(Status.IN_REVIEW)
            if self._it.is_work_of(person_of(by).pk):
                raise Refused(NOT_YOUR_OWN.format("goedkeuren"))
            must_be_seen(self._it, seen)
            note_review(self._it, person_of(by), Verdict.APPROVED, remark)
            return self._to(Status.APPROVED, approved_by=person_of(by))

    def determine(
        self, *, by: Person | User, seen: str | None = None, on: datetime.date | None = None, source: str = ""
    ) -> bool:
        """The portfolio holder says that it is so; or another, who wrote no part of it, records where that was said.

        `on` and `source` are the day and the place (a meeting of a college, with its list of decisions): who is not the
        portfolio holder has to give them; `seen` and the answer as for `approve`.
        """
        from governance.briefings.determining.models import note_determination, refuse_told
        from governance.briefings.publishing import refuse_unapproved
        from governance.briefings.reviewing import must_be_seen

        with self._step(by, "Vastgesteld"):
            if self.status == Status.DETERMINED:
                return False
            self._must_be(Status.APPROVED)
            if not self._it.structure.determined:
                raise Refused("Dit soort stuk hoeft niemand vast te stellen. Je kunt het publiceren.")
            if self._it.is_work_of(person_of(by).pk):
                raise Refused(NOT_YOUR_OWN.format("vaststellen"))
            if person_of(by).pk == self._it.holder_id:
                refuse_told(self._it)
            must_be_seen(self._it, seen)
            refuse_unapproved(self._it)
            note_determination(self._it, person_of(by), on=on, source=source)
            return self._to(Status.DETERMINED, determined_by=person_of(by))

    def send_back(self, *, by: Person | User, remark: str, seen: str | None = None) -> bool:
        """Back to the author with a remark; also after it was approved or determined, as long as it is not published.

        `seen` and the answer as for `approve`.
        """
        from governance.briefings.reviewing import Verdict, must_be_seen, note_late, note_review

        with self._step(by, "Terug naar de opsteller"):
            if self.status == Status.DRAFT:
                note_late(self._it, person_of(by), remark)
                return False
            self._must_be(*RETURNABLE)
            must_be_seen(self._it, seen)
            note_review(self._it, person_of(by), Verdict.CHANGES, remark)
            return self._to(Status.DRAFT, approved_by=None, determined_by=None)

    def publish(self, *, by: Person | User, asked: str = "") -> "BriefingPublication":
        """Freeze what was approved as the next version. Asked twice it gives the version that is there.

        `asked` is the digest (`reviewing.digest_now`) of what it was asked for, where that was a while ago.

        Raises Refused where a fact changed since the approval, Changed where it is another than was asked or became
        that while the PDF was made, PdfError where none could be made; then nothing was published.
        """
        from governance.briefings.publishing import prepare, publish
        from governance.briefings.registering import enter
        from governance.briefings.reviewing import end_shares

        self.refresh_from_db()
        if there := self._published():
            return there
        prepared = prepare(self._it, asked)
        with self._step(by, "Gepubliceerd"):
            if there := self._published():
                return there
            publication = publish(self._it, prepared, person_of(by))
            self._to(Status.PUBLISHED)
            end_shares(self._it)
            enter(publication)
            return publication

    def _published(self) -> "BriefingPublication | None":
        """The newest version when this is published; None when it can be. Raises Refused otherwise."""
        if self.status == Status.PUBLISHED:
            return self._it.publications.order_by("-version").first()
        if self.waits_for_determination:
            raise Refused("Eerst stelt de portefeuillehouder dit stuk vast. Daarna kun je het publiceren.")
        self._must_be(Status.APPROVED, Status.DETERMINED)
        return None

    def revise(self, *, by: Person | User) -> bool:
        """Start the next version; what was published stays as it is and stays to be read."""
        with self._step(by, "Nieuwe versie begonnen"):
            if self.status == Status.DRAFT:
                return False
            self._must_be(Status.PUBLISHED)
            return self._to(Status.DRAFT, approved_by=None, determined_by=None, submitted_by=None)

    def withdraw(self, *, by: Person | User, because: str) -> bool:
        """Take it back for good. Its page stays as a tombstone that says why, and the register says so too."""
        from governance.briefings.registering import take_back
        from governance.briefings.reviewing import end_shares

        with self._step(by, f"Ingetrokken: {because}"):
            if self.status == Status.WITHDRAWN:
                return False
            if not because.strip():
                raise Refused("Schrijf op waarom het stuk wordt ingetrokken.")
            self._to(Status.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_because=because.strip())
            end_shares(self._it)
            take_back(self._it)
            return True

    @property
    def can_be_shared(self) -> bool:
        """Somebody works on it still: what is out is read where it stands, and a next version is shared anew."""
        return self.status not in (Status.PUBLISHED, Status.WITHDRAWN)

    @property
    def can_be_sent_back(self) -> bool:
        return self.status in RETURNABLE

    @property
    def waits_for_determination(self) -> bool:
        return self.status == Status.APPROVED and self._it.structure.determined

    @property
    def is_ready(self) -> bool:
        """Whether publishing is its next step; `ready_to_publish` says the same of rows."""
        return self.status == Status.DETERMINED or (
            self.status == Status.APPROVED and not self._it.structure.determined
        )

    @property
    def _it(self) -> "Briefing":
        """This, as the only model it is abstract of."""
        return cast("Briefing", self)

    @contextmanager
    def _step(self, by: Person | User, reason: str) -> Iterator[None]:
        """One transition: in the name of `by`, in one transaction, with the row locked and read again."""
        with transaction.atomic(), acting(by, reason=reason):
            self.refresh_from_db(from_queryset=type(self)._default_manager.select_for_update(of=("self",)))
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


def step_triggers() -> list[pgtrigger.Trigger]:
    """Triggers: only the steps above, nothing published undetermined, and no writer approves or determines."""
    steps = [(str(before.value), str(after.value)) for before, after in STEPS]
    return [
        pgtrigger.FSM(name="steps", field="status", transitions=steps),
        determined_before_published(UNDETERMINED),
        another_approves(),
    ]
