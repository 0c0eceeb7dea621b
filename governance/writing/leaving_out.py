"""Not everything that was agreed becomes work: a worked-out task is left out with a reason, and that can be undone."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from governance.writing.models import HandIn, LeftOut, TakenOver, WorkedTask, WritingAssignment
from governance.writing.models.assignments import person_of
from governance.writing.models.outcomes import NOT_AGREED, TAKEN_ALREADY
from governance.writing.steps import Step
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person

ALREADY = "Van deze opgave staat al dat ze niet wordt overgenomen: {}"


@transaction.atomic
def leave_out(version: HandIn, key: uuid.UUID, *, by: Person | User, reason: str) -> LeftOut:
    """Say that a task of an agreed version is not taken over, and why. Twice for one reason is once.

    ValidationError (Dutch) when it was taken over, left out for another reason, or the text has no akkoord.
    """
    assignment = WritingAssignment.objects.select_for_update().get(pk=version.assignment_id)
    found: LeftOut | None = LeftOut.objects.active().filter(worked_task=key).first()
    if found is not None:
        if found.reason != reason:
            raise ValidationError(ALREADY.format(found.reason))
        return found
    if TakenOver.objects.filter(worked_task=key).exists():
        raise ValidationError(TAKEN_ALREADY)
    worked = WorkedTask.objects.present().filter(pk=key, assignment=assignment).first()
    if worked is None or assignment.step != Step.AGREED:
        raise ValidationError(NOT_AGREED)
    with acting(by, reason=reason):
        made: LeftOut = LeftOut.objects.create(
            worked_task=worked, hand_in=version, reason=reason, person=person_of(by)
        )
        return made


@transaction.atomic
def undo(version: HandIn, key: uuid.UUID, *, by: Person | User) -> bool:
    """It may be taken over after all. False when nobody had left it out, or that was undone."""
    WritingAssignment.objects.select_for_update().get(pk=version.assignment_id)
    rows = LeftOut.objects.active().filter(worked_task=key)
    with acting(by, reason="Toch niet weggelaten"):
        return bool(rows.update(undone_at=timezone.now(), undone_by=person_of(by)))
