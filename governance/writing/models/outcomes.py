"""What became of the agreed text: which worked-out task became which transformation task, and which none, and why."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from governance.writing.models.assignments import HandedInQuerySet
from governance.writing.models.tasks import WorkedTask
from governance.writing.models.texts import HandIn
from regioplan.agreements.models import Agreement
from themes.tasks.models import TransformationTask
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person

LEFT_OUT = "Deze opgave is bewust niet overgenomen. Maak dat eerst ongedaan."
TAKEN_ALREADY = "Deze opgave is al overgenomen in het Regioplan."
NOT_AGREED = "Overnemen kan pas als het programmateam akkoord gaf op proces, inhoud en samenhang."


class TakenOverQuerySet(HandedInQuerySet):
    path = "hand_in__assignment__"

    def shown(self) -> Self:
        """With what a line about it shows."""
        return self.select_related(
            "task__task_list",
            "worked_task",
            "hand_in__assignment__theme",
            "hand_in__assignment__team",
            "person",
        )


def _only_what_was_agreed() -> pgtrigger.Trigger:
    """Only a task of the newest version of a text that got its akkoord becomes a transformation task."""
    return pgtrigger.Trigger(
        name="only_what_was_agreed",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"""
            IF NOT EXISTS (SELECT FROM governance_handin h
                             JOIN governance_writingassignment a ON a.id = h.assignment_id
                             JOIN governance_workedtask w ON w.assignment_id = a.id
                            WHERE h.id = NEW.hand_in_id AND w.id = NEW.worked_task_id
                              AND w.removed_at IS NULL AND a.step = 'akkoord'
                              AND h.number = (SELECT max(number) FROM governance_handin
                                               WHERE assignment_id = a.id)) THEN
                RAISE EXCEPTION 'not agreed' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'only_what_was_agreed', HINT = '{NOT_AGREED}';
            END IF;
            RETURN NEW;
        """,  # noqa: S608
    )


def _unless(name: str, other: str, hint: str) -> pgtrigger.Trigger:
    """A task is taken over or left out: not while `other` (SQL) holds. Who comes second waits for the first."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"""
            PERFORM FROM governance_workedtask WHERE id = NEW.worked_task_id FOR NO KEY UPDATE;
            IF EXISTS (SELECT FROM {other}) THEN
                RAISE EXCEPTION 'taken over and left out' USING ERRCODE = 'check_violation',
                    CONSTRAINT = '{name}', HINT = '{hint}';
            END IF;
            RETURN NEW;
        """,
    )


@track()
class TakenOver(models.Model):
    """A worked-out task became, or joined, a transformation task of a list; once, and that stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worked_task = models.OneToOneField(
        WorkedTask, models.PROTECT, related_name="taken_over", verbose_name="uitgewerkte opgave"
    )
    hand_in = models.ForeignKey(
        HandIn, models.PROTECT, related_name="taken_over", verbose_name="uit de versie"
    )
    task = models.ForeignKey(
        TransformationTask, models.PROTECT, related_name="+", verbose_name="werd transformatieopgave"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    objects = TakenOverQuerySet.as_manager()

    class Meta:
        verbose_name = "overgenomen opgave"
        verbose_name_plural = "overgenomen opgaven"
        ordering = ["at"]
        triggers = [
            *keep_as_is(),
            _only_what_was_agreed(),
            _unless(
                "not_left_out",
                "governance_leftout WHERE worked_task_id = NEW.worked_task_id AND undone_at IS NULL",
                LEFT_OUT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worked_task} werd {self.task}"


@track()
class ProposalFromText(models.Model):
    """A proposal to an organisation that was made when a worked-out task was taken over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taken_over = models.ForeignKey(
        TakenOver, models.PROTECT, related_name="proposals", verbose_name="overgenomen opgave"
    )
    agreement = models.OneToOneField(
        Agreement, models.PROTECT, related_name="+", verbose_name="voorgestelde regio-afspraak"
    )

    class Meta:
        verbose_name = "voorstel uit een tekst"
        verbose_name_plural = "voorstellen uit teksten"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.agreement}"


class LeftOutQuerySet(HandedInQuerySet):
    path = "hand_in__assignment__"

    def active(self) -> Self:
        """Those that hold: nobody undid them."""
        return self.filter(undone_at=None)


@track()
class LeftOut(models.Model):
    """A worked-out task that deliberately is not taken over, and why. It can be undone, which stays to be read too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worked_task = models.ForeignKey(
        WorkedTask, models.PROTECT, related_name="left_out", verbose_name="uitgewerkte opgave"
    )
    hand_in = models.ForeignKey(HandIn, models.PROTECT, related_name="left_out", verbose_name="uit de versie")
    reason = models.CharField("waarom niet", max_length=400)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", default=timezone.now, editable=False)
    undone_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="ongedaan door"
    )
    undone_at = models.DateTimeField("ongedaan op", null=True, editable=False)

    objects = LeftOutQuerySet.as_manager()

    class Meta:
        verbose_name = "niet overgenomen opgave"
        verbose_name_plural = "niet overgenomen opgaven"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["worked_task"],
                condition=Q(undone_at__isnull=True),
                name="left_out_once",
                violation_error_message="Van deze opgave staat al dat ze niet wordt overgenomen.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="left_out_has_reason",
                violation_error_message="Schrijf op waarom niet.",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="left_out_undone_by_somebody",
            ),
        ]
        triggers = [
            _only_what_was_agreed(),
            _unless(
                "not_taken_over",
                "governance_takenover WHERE worked_task_id = NEW.worked_task_id",
                TAKEN_ALREADY,
            ),
            pgtrigger.Protect(
                name="left_out_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("worked_task", "hand_in", "reason", "person", "at"),
            ),
            pgtrigger.Protect(
                name="undone_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__undone_at__isnull=False),
            ),
            pgtrigger.Protect(name="left_out_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.worked_task}: niet overgenomen"


def undecided() -> "models.QuerySet[WorkedTask]":
    """Worked-out tasks nobody took over and nobody left out."""
    left = LeftOut.objects.active().values("worked_task")
    rows: models.QuerySet[WorkedTask] = WorkedTask.objects.present().filter(taken_over=None)
    return rows.exclude(pk__in=left)
