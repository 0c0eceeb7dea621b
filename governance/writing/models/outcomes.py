"""What became of the agreed text: which worked-out task became which transformation task."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.utils import timezone

from governance.writing.models.assignments import HandedInQuerySet
from governance.writing.models.tasks import WorkedTask
from governance.writing.models.texts import HandIn
from themes.tasks.models import TransformationTask
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person

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
        triggers = [*keep_as_is(), _only_what_was_agreed()]

    def __str__(self) -> str:
        return f"{self.worked_task} werd {self.task}"
