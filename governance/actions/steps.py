"""What happens to an action, each once: done, withdrawn, handed over, open again. The row decides, under its lock."""

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from governance.actions.models import Action, ActionState, ActionStep, StepKind
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.versions import StaleVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

GONE = "Deze actie is al {state}. Kijk hierboven hoe het nu staat."


@contextmanager
def _taking(action: Action, by: Actor, reason: str) -> "Iterator[Action]":
    """The row as it is now, locked until the step is taken; afterwards `action` says the same."""
    with acting(by, reason=reason), transaction.atomic():
        yield _locked(action)
    action.refresh_from_db()


def _locked(action: Action) -> Action:
    return Action.objects.select_for_update(no_key=True).get(pk=action.pk)


def finish(action: Action, *, by: Actor, note: str = "") -> bool:
    """It is done. ValidationError (Dutch) when it was withdrawn."""
    with _taking(action, by, note) as row:
        if row.state == ActionState.DONE:
            return False
        _refuse_unless_open(row)
        _close(row, ActionState.DONE, note)
        _write(row, StepKind.DONE, by, note)
    return True


def withdraw(action: Action, *, by: Actor, reason: str) -> bool:
    """It is no longer needed. StaleVersion when it changed since `action` was read; ValidationError when it is done."""
    with _taking(action, by, reason) as row:
        if row.state == ActionState.WITHDRAWN:
            return False
        _refuse_unless_open(row)
        _refuse_when_stale(row, action)
        _close(row, ActionState.WITHDRAWN, reason)
        _write(row, StepKind.WITHDRAWN, by, reason)
    return True


def hand_over(action: Action, to: Person, *, by: Actor, reason: str) -> bool:
    """Somebody else takes it on. StaleVersion when it changed since `action` was read, ValidationError when it is
    closed."""
    with _taking(action, by, reason) as row:
        if row.owner_id == to.pk:
            return False
        _refuse_unless_open(row)
        _refuse_when_stale(row, action)
        before = row.owner
        row.owner, row.given_by_id, row.owner_since = to, actor_person_id(actor_key(by)), timezone.now()
        row.save(update_fields=["owner", "given_by", "owner_since"])
        _write(row, StepKind.HANDED_OVER, by, reason, from_person=before, to_person=to)
    return True


def reopen(action: Action, *, by: Actor) -> bool:
    """It is still to be done after all."""
    with _taking(action, by, "") as row:
        if row.state == ActionState.OPEN:
            return False
        row.state, row.closed_at, row.note = ActionState.OPEN, None, ""
        row.save(update_fields=["state", "closed_at", "note"])
        _write(row, StepKind.REOPENED, by, "")
    return True


def _close(row: Action, state: ActionState, note: str) -> None:
    row.state, row.closed_at, row.note = state, timezone.now(), note
    row.save(update_fields=["state", "closed_at", "note"])


def _refuse_unless_open(row: Action) -> None:
    if row.state != ActionState.OPEN:
        raise ValidationError(GONE.format(state=row.get_state_display().lower()))


def _refuse_when_stale(row: Action, seen: Action) -> None:
    if row.version != seen.version:
        raise StaleVersion


def _write(row: Action, kind: StepKind, by: Actor, reason: str, **people: Any) -> None:
    ActionStep.objects.create(
        action=row, kind=kind, person_id=actor_person_id(actor_key(by)), reason=reason, **people
    )
