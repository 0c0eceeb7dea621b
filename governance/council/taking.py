"""One step of a row in a register: in the name of who takes it, on the row as it is now, locked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion


@contextmanager
def taking(row: Any, by: Actor, reason: str = "") -> Iterator[Any]:
    """The row, locked until the step is taken; afterwards `row` itself says the same."""
    with acting(by, reason=reason), transaction.atomic():
        yield type(row)._default_manager.select_for_update(no_key=True, of=("self",)).get(pk=row.pk)
    row.refresh_from_db()


def refuse_when_stale(now: Any, seen: Any) -> None:
    """StaleVersion when the row is another than its reader had before them."""
    if now.version != seen.version:
        raise StaleVersion


def move(row: Any, to: str, *, among: tuple[str, ...], **fields: Any) -> bool:
    """Write the new state. False when it is there already; ValidationError (Dutch) from a state not in `among`."""
    if row.state == to:
        return False
    if row.state not in among:
        raise ValidationError(f"Dit kan niet meer: de stand is nu “{row.get_state_display().lower()}”.")
    row.state = to
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *fields])
    return True
