"""A version of a plan. Publication and what municipalities decide are two axes (O15, R23): this is the first one."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

import pgtrigger
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from regioplan.plans.errors import Refused
from regioplan.plans.guards import DECISIONS, named_as_published, stays_when_decided
from regioplan.plans.models.plans import Plan
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting, track
from zorgzaam.people.models import Person
from zorgzaam.periods import Precision, describe
from zorgzaam.sources import Sourced
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.webfield import WebAddressField, is_web_address
from zorgzaam.years import FAR_OFF, day_within, sensible

if TYPE_CHECKING:
    from regioplan.plans.models.publications import PlanPublication

# A mandate with this role holds the portfolio of a college (a value of the roles of bodies, see Standing.bodies).
PORTFOLIO_HOLDER = "portefeuillehouder"


class Status(models.TextChoices):
    """Where publication stands (P1). What municipalities decide is no part of it."""

    DRAFT = "concept", "Concept"
    CLEARED = "akkoord", "Akkoord voor publicatie"
    PUBLISHED = "gepubliceerd", "Gepubliceerd"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


class Binding(models.TextChoices):
    """What a published plan is worth: guidance, or adopted (R23)."""

    GUIDING = "richtinggevend", "Richtinggevend"
    ADOPTED = "vastgesteld", "Vastgesteld"


STEPS = [
    (Status.DRAFT, Status.CLEARED),
    (Status.CLEARED, Status.DRAFT),
    (Status.CLEARED, Status.PUBLISHED),
    *((status, Status.WITHDRAWN) for status in Status if status != Status.WITHDRAWN),
]
OUT = (Status.PUBLISHED, Status.WITHDRAWN)
MAKING = (Status.DRAFT, Status.CLEARED)


def person_of(by: Person | User) -> Person:
    """The person behind whoever acts."""
    return by.person if isinstance(by, User) else by


def speaks_for_ours(user: Reader) -> Q:
    """Versions of plans of a region with a municipality this reader speaks for today."""
    organisations = standing_of(user).organisations
    if not organisations:
        return Q(pk__in=[])
    from partners.organisations.models import Organisation
    from partners.regions.models import RegionMembership

    mine = Organisation.objects.municipal().filter(pk__in=organisations).values("municipality")
    regions = RegionMembership.objects.current().filter(municipality__in=mine).values("region")
    return Q(plan__region__in=regions)


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau sees all; everybody what was published, or withdrawn after that. A draft that was opened
        for input is there for portfolio holders and for who speaks for a municipality of its region. Whoever gave
        input keeps seeing that it is there, not its text (`PartQuerySet`)."""
        standing = standing_of(user)
        if standing.is_bureau:
            return self
        # What was taken over from outside was published there, whether or not anybody knows when.
        was_out = Q(published_on__isnull=False) | Q(imported=True)
        out = Q(status=Status.PUBLISHED) | (Q(status=Status.WITHDRAWN) & was_out)
        if not standing.is_somebody:
            return self.filter(out)
        return self.filter(out | self.asked(user) | self.gave_input(standing.person_id))

    @staticmethod
    def asked(user: Reader) -> Q:
        """Versions in the making whose text this reader is asked about today."""
        opened = Q(input_opened_on__isnull=False, status__in=MAKING)
        if any(PORTFOLIO_HOLDER in roles for roles in standing_of(user).bodies.values()):
            return opened
        return opened & speaks_for_ours(user)

    @staticmethod
    def gave_input(person_id: Any) -> Q:
        from regioplan.plans.models.inputs import PlanInput

        return Q(pk__in=PlanInput.objects.filter(person_id=person_id).values("version_of"))

    def newest_first(self) -> Self:
        return self.order_by("plan", "-number")


@track()
class PlanVersion(Versioned, Sourced):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions", verbose_name="plan")
    number = models.PositiveSmallIntegerField("versie", default=1, editable=False)
    label = models.CharField("naam van de versie", max_length=80, blank=True, help_text="Bijvoorbeeld: 2023")
    status = models.CharField(
        "toestand", max_length=12, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    binding = models.CharField("wat het plan betekent", max_length=16, choices=Binding.choices, blank=True)
    delivered_on = models.DateField("opgeleverd", null=True, blank=True, validators=[sensible])
    delivered_precision = models.CharField(
        "opgeleverd, precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    # Who agreed to publication, under its official name: bodies live a floor higher, and names change.
    cleared_by = models.CharField("akkoord gegeven door", max_length=160, blank=True)
    cleared_on = models.DateField("akkoord gegeven op", null=True, blank=True, validators=[sensible])
    cleared_limits = models.CharField("voorbehoud bij het akkoord", max_length=300, blank=True)
    published_on = models.DateField("gepubliceerd op", null=True, blank=True, validators=[sensible])
    published_precision = models.CharField(
        "gepubliceerd, precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    publication_url = WebAddressField("waar het plan staat", blank=True)
    imported = models.BooleanField("overgenomen van buiten", default=False, editable=False)
    reminders_from = models.DateField("herinneringen vanaf", null=True, editable=False)
    input_opened_on = models.DateField("inbreng gevraagd op", null=True, editable=False)
    input_until = models.DateField("inbreng tot en met", null=True, editable=False)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, editable=False)
    withdrawn_because = models.CharField("reden van intrekken", max_length=300, blank=True, editable=False)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een plan"
        verbose_name_plural = "versies van plannen"
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(
                "plan",
                "number",
                name="plan_version_once",
                violation_error_message="Deze versie is er al.",
            ),
            models.UniqueConstraint(
                "plan",
                condition=Q(status__in=[Status.DRAFT, Status.CLEARED]),
                name="plan_one_version_in_the_making",
                violation_error_message="Er is al een versie in de maak. Werk daar verder aan.",
            ),
            models.CheckConstraint(
                condition=Q(imported=True)
                | Q(status__in=[Status.DRAFT, Status.WITHDRAWN])
                | (~Q(cleared_by="") & Q(cleared_on__isnull=False)),
                name="plan_version_cleared_by_somebody",
                violation_error_message="Noem wie akkoord gaf voor publicatie, en op welke dag.",
            ),
            models.CheckConstraint(
                condition=Q(binding="") | Q(status__in=OUT),
                name="plan_version_binds_when_out",
                violation_error_message="Pas na publicatie is een plan richtinggevend of vastgesteld.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.WITHDRAWN)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="plan_version_withdrawn_with_reason",
                violation_error_message="Schrijf op waarom het plan wordt ingetrokken.",
            ),
            models.CheckConstraint(
                condition=day_within("delivered_on")
                & day_within("cleared_on")
                & day_within("published_on")
                & day_within("input_until"),
                name="plan_version_days_are_sensible",
                violation_error_message=FAR_OFF,
            ),
            is_web_address("publication_url", "plan_version_url_is_http"),
        ]
        triggers = [
            version_trigger(),
            stays_when_decided(),
            named_as_published(),
            pgtrigger.FSM(
                name="steps", field="status", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            pgtrigger.Protect(name="keep_row", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("plan_version", args=[self.plan_id, self.number])

    @property
    def name(self) -> str:
        return self.label or f"versie {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether its text can be changed now; the database holds the same (`guards.only_while_open`)."""
        if self.status == Status.DRAFT:
            return True
        return self.imported and self.status != Status.WITHDRAWN and not hasattr(self, "publication")

    @property
    def is_out(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def asks_input(self) -> bool:
        """Whether portfolio holders can give input today."""
        return (
            self.status == Status.DRAFT
            and self.input_until is not None
            and self.input_until >= timezone.localdate()
        )

    @property
    def day(self) -> datetime.date:
        """The day whose municipalities decide: that of publication, or today while it is not published."""
        return self.published_on or timezone.localdate()

    @property
    def published(self) -> str:
        """When, no more precise than the source; "" when unknown."""
        return describe(self.published_on, self.published_precision) if self.published_on else ""

    @property
    def delivered(self) -> str:
        return describe(self.delivered_on, self.delivered_precision) if self.delivered_on else ""

    # ------------------------------------------------------------ steps
    def clear(self, *, by: Person | User, body: str, on: datetime.date, limits: str = "") -> bool:
        """Note that `body` (its official name) agreed to publication on a day, with what restriction.

        Gives whether anything changed; asked twice it changes nothing twice. So do the other steps. Raises Refused in
        another state, without a text, or for a day to come.
        """
        with self._step(by, f"Akkoord voor publicatie door {body}"):
            if self.status == Status.CLEARED:
                return False
            self._must_be(Status.DRAFT)
            if on > timezone.localdate():
                raise Refused("Een akkoord van een dag die nog komt kan niet.")
            if not self.sections.exists():
                raise Refused("Er staat nog geen tekst in deze versie.")
            return self._to(Status.CLEARED, cleared_by=body, cleared_on=on, cleared_limits=limits)

    def reopen(self, *, by: Person | User, because: str) -> bool:
        """Back to draft before publication: the agreement is then of the past, and stays in the history.
        Raises Refused when a college decided about the text."""
        with self._step(by, because):
            if self.status == Status.DRAFT:
                return False
            self._must_be(Status.CLEARED)
            if self.approvals.latest().filter(outcome__in=DECISIONS).exists():
                raise Refused(
                    "Colleges besloten al over deze tekst. Trek deze versie in en begin een nieuwe."
                )
            return self._to(Status.DRAFT, cleared_by="", cleared_on=None, cleared_limits="")

    def publish(self, *, by: Person | User, url: str = "") -> "PlanPublication":
        """Freeze the text as it is and publish it; a version from outside is only frozen, its dates stay.

        Raises Refused in another state or without text, PdfError where no PDF could be made; then nothing was done.
        """
        from regioplan.plans.publishing import prepare, publish

        self.refresh_from_db()
        if there := self._frozen():
            return there
        prepared = prepare(self)
        with self._step(by, "Gepubliceerd"):
            if there := self._frozen():
                return there
            made = publish(self, prepared, person_of(by))
            if self.status != Status.PUBLISHED:
                today = timezone.localdate()
                self._to(
                    Status.PUBLISHED,
                    published_on=today,
                    published_precision=Precision.DAY,
                    publication_url=url or self.publication_url,
                    reminders_from=today,
                )
            return made

    def _frozen(self) -> "PlanPublication | None":
        """The publication when it is there, None when it can be made; Refused otherwise."""
        if found := self.publication_rows().first():
            return found
        self._must_be(*((Status.CLEARED, Status.PUBLISHED) if self.imported else (Status.CLEARED,)))
        return None

    def publication_rows(self) -> "models.QuerySet[PlanPublication]":
        from regioplan.plans.models.publications import PlanPublication

        return PlanPublication.objects.filter(version=self)

    def bind(self, *, by: Person | User, binding: str) -> bool:
        """Say what the published plan is worth: guiding or adopted."""
        with self._step(by, "Betekenis van het plan vastgelegd"):
            if self.binding == binding:
                return False
            self._must_be(Status.PUBLISHED)
            return self._to(Status.PUBLISHED, binding=binding)

    def withdraw(self, *, by: Person | User, because: str) -> bool:
        """Take it back for good. Its pages stay as tombstones that say why."""
        with self._step(by, f"Ingetrokken: {because}"):
            if self.status == Status.WITHDRAWN:
                return False
            if not because.strip():
                raise Refused("Schrijf op waarom het plan wordt ingetrokken.")
            return self._to(Status.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_because=because.strip())

    def ask_input(self, *, by: Person | User, until: datetime.date) -> bool:
        """Open the draft for input of portfolio holders, up to and including a day."""
        with self._step(by, "Inbreng gevraagd"):
            self._must_be(Status.DRAFT)
            if until < timezone.localdate():
                raise Refused("Kies een dag die nog komt.")
            if self.input_until == until:
                return False
            opened = self.input_opened_on or timezone.localdate()
            return self._to(Status.DRAFT, input_opened_on=opened, input_until=until)

    def remind(self, *, by: Person | User) -> bool:
        """Let municipalities that have not decided be reminded from today; imported versions are silent until then."""
        with self._step(by, "Herinneringen aangezet"):
            if self.reminders_from is not None:
                return False
            self._must_be(Status.PUBLISHED)
            return self._to(Status.PUBLISHED, reminders_from=timezone.localdate())

    @contextmanager
    def _step(self, by: Person | User, reason: str) -> Iterator[None]:
        """One transition: in the name of `by`, in one transaction, with the row locked and read again."""
        with transaction.atomic(), acting(by, reason=reason):
            self.refresh_from_db(from_queryset=PlanVersion.objects.select_for_update(of=("self",)))
            yield

    def _must_be(self, *statuses: Status) -> None:
        if self.status not in statuses:
            raise Refused(f"Dat kan nu niet: de toestand is “{self.get_status_display().lower()}”.")

    def _to(self, status: Status, **changes: Any) -> bool:
        for name, value in {"status": status, **changes}.items():
            setattr(self, name, value)
        self.save(update_fields=["status", *changes])
        return True
