"""Opbrengsten: what people say to the fixed questions, at the table or on their phone (domain.md R20)."""

import uuid
from typing import Self

import pgtrigger
from django.db import models, transaction
from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone

from governance.writing.models.assignments import InnerQuerySet, WritingAssignment, person_of
from governance.writing.models.clusters import HarvestCluster
from governance.writing.steps import CLUSTERING, HARVEST, HARVESTING, Refused, only_during
from themes.findings.models import DiscussionQuestion, Finding
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting, track
from zorgzaam.codes import random_code
from zorgzaam.people.models import Person
from zorgzaam.versions import StaleVersion, Versioned, version_trigger

CODE_LENGTH = 6
# What somebody types; what a report says may be longer.
LONGEST, LONGEST_FINDING = 500, 2_000
MOST_ITEMS = 2_000
# What stands at an opbrengst that was taken back by who sent it; nobody shows that again.
TAKEN_BACK = "Teruggenomen door wie het stuurde."
SESSION_IS_OVER = "Deze oogst is gesloten."
STAYS_CLOSED = (
    "Deze oogst blijft gesloten: er zit al een opbrengst uit in een cluster, of het team is al verder."
)


def new_code() -> str:
    return random_code(CODE_LENGTH)


class SessionQuerySet(InnerQuerySet):
    def open(self) -> Self:
        return self.filter(closed_at=None)


def _reopened_while_unused() -> pgtrigger.Trigger:
    """What is closed stays as it is; it may be opened again while nothing of it is in a cluster and the team still
    harvests. Shares a lock with the step of the team and with clustering."""
    harvesting = ", ".join(f"'{step.value}'" for step in HARVESTING)
    same = ["title", "code", "guests_read", "opened_at", "opened_by_id", "assignment_id"]
    new, old = (", ".join(f"{row}.{name}" for name in same) for row in ("NEW", "OLD"))
    return pgtrigger.Trigger(
        name="reopened_while_unused",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("OLD.closed_at IS NOT NULL"),
        declare=[("standing_at", "text")],
        func=f"""
            SELECT step INTO standing_at FROM governance_writingassignment WHERE id = OLD.assignment_id FOR SHARE;
            IF NEW.closed_at IS NOT NULL OR ({new}) IS DISTINCT FROM ({old})
               OR standing_at NOT IN ({harvesting})
               OR EXISTS (SELECT FROM governance_harvestitem
                           WHERE session_id = OLD.id AND cluster_id IS NOT NULL) THEN
                RAISE EXCEPTION 'the session stays closed' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'reopened_while_unused', HINT = '{STAYS_CLOSED}';
            END IF;
            RETURN NEW;
        """,  # noqa: S608
    )


@track(exclude=["code"])
class HarvestSession(Versioned):
    """A live harvest: whoever has the code adds what they think, with or without an account, until it is closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(
        WritingAssignment, models.PROTECT, related_name="sessions", verbose_name="schrijfopdracht"
    )
    title = models.CharField("naam van het gesprek", max_length=120)
    code = models.CharField("code", max_length=8, default=new_code, unique=True, editable=False)
    guests_read = models.BooleanField(
        "deelnemers zien elkaars opbrengsten",
        default=True,
        help_text="Alleen zolang de oogst open is, en alleen wie de code heeft.",
    )
    opened_at = models.DateTimeField("geopend op", default=timezone.now, editable=False)
    opened_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="geopend door", editable=False
    )
    closed_at = models.DateTimeField("gesloten op", null=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "oogst"
        verbose_name_plural = "oogsten"
        ordering = ["-opened_at"]
        triggers = [
            version_trigger(),
            only_during("harvest_session_in_time", HARVEST),
            _reopened_while_unused(),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("harvest_session", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def close(self, *, by: Person | User) -> bool:
        """Nobody adds anything after this. False when it was closed already."""
        with acting(by, reason="Oogst gesloten"), transaction.atomic():
            current = HarvestSession.objects.select_for_update().get(pk=self.pk)
            if not current.is_open:
                return False
            current.closed_at = timezone.now()
            current.save(update_fields=["closed_at"])
        self.refresh_from_db()
        return True

    @property
    def can_reopen(self) -> bool:
        """Whether it is closed and nothing was done with what came in."""
        unused = not self.items.filter(cluster__isnull=False).exists()
        return not self.is_open and self.assignment.harvests and unused

    def reopen(self, *, by: Person | User) -> bool:
        """Phones may add again, with the same code. False when it was open; Refused when it was used already."""
        with acting(by, reason="Oogst weer geopend"), transaction.atomic():
            # First the assignment, as whoever sends an opbrengst does.
            WritingAssignment.objects.select_for_update().get(pk=self.assignment_id)
            current = HarvestSession.objects.select_for_update().get(pk=self.pk)
            if current.is_open:
                return False
            if not current.can_reopen:
                raise Refused(STAYS_CLOSED)
            current.closed_at = None
            current.save(update_fields=["closed_at"])
        self.refresh_from_db()
        return True


class ItemQuerySet(InnerQuerySet):
    def shown(self) -> Self:
        return self.filter(hidden_at=None)

    def stamp(self) -> str:
        """A word that changes when any of these rows is added or changed; one query."""
        found = self.order_by().aggregate(rows=Count("pk"), changes=Sum("version"))
        return f"{found['rows']}-{found['changes'] or 0}"


def _session_is_open() -> pgtrigger.Trigger:
    """Shares a lock with closing: an item is in before the close, or refused."""
    return pgtrigger.Trigger(
        name="harvest_session_is_open",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("NEW.session_id IS NOT NULL"),
        declare=[("shut", "timestamptz"), ("whose", "uuid")],
        func=f"""
            SELECT closed_at, assignment_id INTO shut, whose
              FROM governance_harvestsession WHERE id = NEW.session_id FOR SHARE;
            IF shut IS NOT NULL OR whose <> NEW.assignment_id THEN
                RAISE EXCEPTION 'the session is closed' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'harvest_session_is_open', HINT = '{SESSION_IS_OVER}';
            END IF;
            RETURN NEW;
        """,  # noqa: S608
    )


def _cluster_of_the_same_team() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="cluster_of_the_same_team",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func="""
            IF EXISTS (SELECT FROM governance_harvestcluster
                        WHERE id = NEW.cluster_id AND assignment_id <> NEW.assignment_id) THEN
                RAISE EXCEPTION 'the cluster belongs to another team' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


@track()
class HarvestItem(Versioned):
    """One thing somebody said. The words stay as they were sent; they may be hidden, and put in a cluster."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(
        WritingAssignment, models.PROTECT, related_name="items", verbose_name="schrijfopdracht"
    )
    session = models.ForeignKey(
        HarvestSession, models.PROTECT, null=True, blank=True, related_name="items", verbose_name="oogst"
    )
    question = models.ForeignKey(
        DiscussionQuestion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vraag"
    )
    text = models.CharField("opbrengst", max_length=LONGEST_FINDING)
    author = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="van",
        help_text="Leeg: een deelnemer zonder account, of uit een verslag.",
    )  # fmt: skip
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="uit het verslag"
    )
    cluster = models.ForeignKey(
        HarvestCluster, models.PROTECT, null=True, blank=True, related_name="items", verbose_name="cluster"
    )
    said_at = models.DateTimeField("gezegd op", default=timezone.now, editable=False)
    hidden_at = models.DateTimeField("verborgen op", null=True, blank=True, editable=False)
    hidden_reason = models.CharField("waarom verborgen", max_length=200, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = "opbrengst"
        verbose_name_plural = "opbrengsten"
        ordering = ["said_at", "finding__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "finding"], name="finding_taken_over_once"),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True, hidden_reason="")
                | (Q(hidden_at__isnull=False) & ~Q(hidden_reason="")),
                name="hidden_for_a_reason",
                violation_error_message="Schrijf waarom je dit verbergt.",
            ),
        ]
        triggers = [
            version_trigger(),
            only_during("harvest_item_in_time", HARVEST),
            only_during(
                "clustered_in_time",
                CLUSTERING,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("cluster"),
            ),
            _session_is_open(),
            _cluster_of_the_same_team(),
            pgtrigger.Protect(
                name="words_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "assignment", "session", "question", "text", "author", "finding"
                ),
            ),
            pgtrigger.Protect(name="said_is_said", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_taken_back(self) -> bool:
        return self.hidden_at is not None and self.hidden_reason == TAKEN_BACK

    def take_back(self) -> bool:
        """Out of sight again, by who sent it, while the session is open. False when it was out of sight; Refused after
        the close."""
        with transaction.atomic():
            session = HarvestSession.objects.select_for_update(no_key=True).filter(pk=self.session_id).first()
            if session is None or not session.is_open:
                raise Refused(SESSION_IS_OVER)
            rows = HarvestItem.objects.filter(pk=self.pk, hidden_at=None)
            return bool(rows.update(hidden_at=timezone.now(), hidden_reason=TAKEN_BACK))

    def hide(self, *, by: Person | User, reason: str, seen: int) -> bool:
        """Take it out of sight, with a reason. False when it was hidden; StaleVersion when it is not as `seen`."""
        return self._turn(by, reason.strip(), seen, hide=True)

    def show(self, *, by: Person | User, seen: int) -> bool:
        """Back in sight. False when it was; StaleVersion when it is not as `seen`."""
        return self._turn(by, "", seen, hide=False)

    def _turn(self, by: Person | User, reason: str, seen: int, *, hide: bool) -> bool:
        if (self.hidden_at is not None) == hide:
            return False
        if self.is_taken_back:
            raise Refused("Wie dit stuurde, nam het terug. Het blijft uit beeld.")
        if hide and not reason:
            raise Refused("Schrijf waarom je dit verbergt.")
        values = {"hidden_at": timezone.now() if hide else None, "hidden_reason": reason}
        with acting(by, reason=reason or "Weer zichtbaar gemaakt"):
            if not HarvestItem.objects.filter(pk=self.pk, version=seen).update(**values):
                raise StaleVersion
        self.refresh_from_db()
        return True


def take_findings(assignment: WritingAssignment, *, by: Person | User) -> int:
    """Put the findings of the theme among the opbrengsten, each once; how many came in."""
    with acting(by, reason="Bevindingen uit het verslag overgenomen"), transaction.atomic():
        WritingAssignment.objects.select_for_update().get(pk=assignment.pk)
        present = assignment.items.filter(finding__isnull=False).values("finding")
        missing = Finding.objects.filter(theme=assignment.theme).exclude(pk__in=present)
        made = [
            HarvestItem(assignment=assignment, finding=f, question_id=f.question_id, text=f.text)
            for f in missing
        ]
        return len(HarvestItem.objects.bulk_create(made))


def open_session(
    assignment: WritingAssignment, *, by: Person | User, title: str, guests_read: bool = True
) -> HarvestSession:
    """A new live harvest with a code nobody can guess."""
    with acting(by, reason="Oogst geopend"):
        return HarvestSession.objects.create(
            assignment=assignment, title=title, guests_read=guests_read, opened_by=person_of(by)
        )
