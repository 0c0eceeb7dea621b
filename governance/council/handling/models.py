"""What became of a commitment or a motion: how it stands, and how it ended. The griffie of the council says when."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from governance.bodies.models import Role
from governance.council.commitments.models import Commitment
from governance.council.motions.models import Motion
from governance.council.notices.models import CouncilNotice
from governance.council.sessions.models import CouncilSession
from partners.organisations.granting import TODAY
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.sources import Sourced
from zorgzaam.standing import Reader
from zorgzaam.webfield import WebAddressField, is_web_address
from zorgzaam.years import FAR_OFF, day_within, sane_moment, sensible

Promise = Commitment | Motion


class AboutPromiseQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Reader) -> Self:
        """With the commitment or motion it is about."""
        commitments = Commitment.objects.visible_to(user).order_by().values("pk")
        motions = Motion.objects.visible_to(user).order_by().values("pk")
        return self.filter(Q(commitment__in=commitments) | Q(motion__in=motions))

    def about(self, promise: Promise) -> Self:
        return self.filter(**{promise._meta.model_name or "": promise})


class AboutPromise(models.Model):
    """Abstract: about one commitment, or about one motion."""

    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, related_name="%(class)ss", verbose_name="toezegging"
    )
    motion = models.ForeignKey(
        Motion, models.PROTECT, null=True, related_name="%(class)ss", verbose_name="motie"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(commitment__isnull=False, motion__isnull=True)
                | Q(commitment__isnull=True, motion__isnull=False),
                name="%(app_label)s_%(class)s_about_one_thing",
            )
        ]

    @property
    def promise(self) -> Promise:
        found = self.commitment or self.motion
        assert found is not None  # the constraint says so
        return found


@track()
class StatusNote(AboutPromise):
    """How it stood on a day, in words; the newest is what the register shows. A correction is another note."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    on = models.DateField("op", validators=[sensible])
    text = models.TextField("hoe het ervoor staat")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="genoteerd door")
    at = models.DateTimeField("genoteerd op", auto_now_add=True)

    objects = AboutPromiseQuerySet.as_manager()

    class Meta(AboutPromise.Meta):
        abstract = False
        verbose_name = "stand van zaken"
        verbose_name_plural = "standen van zaken"
        ordering = ["-on", "-at"]
        constraints = [
            *AboutPromise.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(text=""), name="status_note_has_words",
                violation_error_message="Schrijf op hoe het ervoor staat.",
            ),
            models.CheckConstraint(
                condition=day_within("on"), name="status_note_day_is_sensible", violation_error_message=FAR_OFF
            ),
        ]  # fmt: skip
        triggers = keep_as_is()

    def __str__(self) -> str:
        return self.text


class Outcome(models.TextChoices):
    PARTLY = "deels", "Deels afgedaan"
    SETTLED = "afgedaan", "Afgedaan"
    LAPSED = "vervallen", "Vervallen"


class SettlementState(models.TextChoices):
    PROPOSED = "voorgesteld", "Ligt bij de griffie"
    CONFIRMED = "bevestigd", "Bevestigd door de griffie"
    REFUSED = "afgewezen", "Niet overgenomen door de griffie"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    REVOKED = "herroepen", "Herroepen door de griffie"


SETTLEMENT_STEPS = [
    *((SettlementState.PROPOSED, then) for then in
      (SettlementState.CONFIRMED, SettlementState.REFUSED, SettlementState.WITHDRAWN)),
    (SettlementState.CONFIRMED, SettlementState.REVOKED),
]  # fmt: skip
BY_THE_CLERK = (SettlementState.CONFIRMED, SettlementState.REFUSED, SettlementState.REVOKED)
ONLY_THE_CLERK = "Alleen de griffie van deze raad beslist hierover."


def _clerk_decides() -> pgtrigger.Trigger:
    """Only who is griffie of that council today decides; what a document of the time says stands as a fact."""
    states = ", ".join(f"'{state.value}'" for state in BY_THE_CLERK)
    return pgtrigger.Trigger(
        name="clerk_decides",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        declare=[("council", "uuid"), ("above", "uuid")],
        func=f"""
            IF NEW.state NOT IN ({states}) OR (TG_OP = 'UPDATE' AND OLD.state = NEW.state) THEN
                RETURN NEW;
            END IF;
            IF TG_OP = 'INSERT' AND NEW.decided_by_id IS NULL AND NEW.source_id IS NOT NULL THEN
                RETURN NEW;
            END IF;
            SELECT b.id, b.part_of_id INTO council, above FROM governance_body b WHERE b.id = COALESCE(
                (SELECT council_id FROM governance_commitment WHERE id = NEW.commitment_id),
                (SELECT council_id FROM governance_motion WHERE id = NEW.motion_id));
            IF NOT EXISTS (
                SELECT FROM governance_mandate m WHERE m.person_id = NEW.decided_by_id
                   AND m.body_id IN (council, above) AND m.role = '{Role.CLERK.value}'
                   AND (m.starts_on IS NULL OR m.starts_on <= {TODAY})
                   AND (m.ends_on IS NULL OR m.ends_on >= {TODAY})) THEN
                RAISE EXCEPTION 'only the clerk' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'clerk_decides', HINT = '{ONLY_THE_CLERK}';
            END IF;
            RETURN NEW;
        """,  # noqa: S608
    )


@track()
class Settlement(AboutPromise, Sourced):
    """A proposal that it is done, in part or whole, or that it lapsed, with the evidence; and what the griffie said.

    `on` is the day it was done. `source` without anybody who decided: a document of the time says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    outcome = models.CharField("wat", max_length=10, choices=Outcome.choices, default=Outcome.SETTLED)
    on = models.DateField("op", validators=[sensible])
    words = models.TextField("waardoor")
    notice = models.ForeignKey(
        CouncilNotice, models.PROTECT, null=True, blank=True, related_name="settles", verbose_name="stuk"
    )
    session = models.ForeignKey(
        CouncilSession, models.PROTECT, null=True, blank=True, related_name="settles", verbose_name="sessie"
    )
    url = WebAddressField("link", blank=True)
    state = models.CharField(
        "stand", max_length=12, choices=SettlementState.choices, default=SettlementState.PROPOSED
    )
    proposed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="voorgesteld door"
    )
    proposed_at = models.DateTimeField("voorgesteld op", auto_now_add=True)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="beslist door"
    )
    decided_at = models.DateTimeField("beslist op", null=True)
    remark = models.CharField("waarom", max_length=300, blank=True)

    objects = AboutPromiseQuerySet.as_manager()

    class Meta(AboutPromise.Meta):
        abstract = False
        verbose_name = "afdoening"
        verbose_name_plural = "afdoeningen"
        ordering = ["-proposed_at"]
        constraints = [
            *AboutPromise.Meta.constraints,
            *(
                models.UniqueConstraint(
                    what, condition=Q(state=SettlementState.PROPOSED), name=f"settlement_of_{what}_once",
                    violation_error_message="Er ligt al een voorstel bij de griffie.",
                )
                for what in ("commitment", "motion")
            ),
            models.CheckConstraint(
                condition=~Q(words=""), name="settlement_says_how",
                violation_error_message="Schrijf op waardoor het is afgedaan.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.LAPSED) | Q(motion__isnull=True), name="settlement_fits_a_motion",
                violation_error_message="Een motie vervalt niet: zij is uitgevoerd, of het college zegt waarom niet.",
            ),
            models.CheckConstraint(
                condition=Q(state=SettlementState.PROPOSED, decided_at__isnull=True)
                | ~Q(state=SettlementState.PROPOSED) & Q(decided_at__isnull=False),
                name="settlement_decided_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SettlementState.REFUSED, SettlementState.REVOKED]) | ~Q(remark=""),
                name="settlement_refused_with_reason",
                violation_error_message="Schrijf erbij waarom.",
            ),
            models.CheckConstraint(
                condition=day_within("on"), name="settlement_day_is_sensible", violation_error_message=FAR_OFF
            ),
            is_web_address("url", "settlement_url_is_http"),
            sane_moment("decided_at"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.FSM(
                name="steps", field="state",
                transitions=[(str(a.value), str(b.value)) for a, b in SETTLEMENT_STEPS],
            ),
            _clerk_decides(),
            pgtrigger.ReadOnly(
                name="stays_as_proposed",
                exclude=["state", "decided_by", "decided_at", "remark"],
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.promise}: {self.get_outcome_display().lower()}"

    @property
    def is_proposed(self) -> bool:
        return self.state == SettlementState.PROPOSED
