"""Saving a draft as it is typed: what two people wrote in other fields both stays, and what both wrote in one is theirs
to decide."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db import DataError, IntegrityError, InternalError, transaction
from redis.exceptions import RedisError

from partners.initiatives.forms.draft import DraftForm
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.conflicts import Conflict, ConflictRow, conflict_of
from zorgzaam.constraints import said_by
from zorgzaam.snapshots import digest
from zorgzaam.versions import StaleVersion

# How often one save is merged with those of others before somebody is asked to look.
TRIES = 5
PAGE = "pagina"
HOUR = 3600


@dataclass
class Saved:
    """What became of one save. `conflict`: nothing was kept. `taken`: what others saved, and the page did not show.
    `refused`: the database keeps nothing of it; the form says why. `too_late`: it was sent by then, and its words stay;
    the conflict holds what was typed."""

    form: DraftForm
    conflict: Conflict | None = None
    taken: list[ConflictRow] = field(default_factory=list)
    refused: bool = False
    too_late: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether what is valid is kept."""
        return self.conflict is None and not self.refused


def save_draft(make: Callable[[Any], DraftForm], data: Any, *, by: Actor) -> Saved:
    """Keep what is valid of what was typed. `make(data)` gives the form on the row as it is now."""
    form = _checked(make, data)
    taken: list[ConflictRow] = []
    for _ in range(TRIES):
        if not form.is_open:
            return Saved(form, conflict_of(form), taken, too_late=True)
        if not form.is_touched:
            form.instance.version = form.kept_version
            return Saved(form, None, taken)
        try:
            _write(form, data.get(PAGE, ""), by)
        except StaleVersion:
            own = _is_own_echo(form.instance, data.get(PAGE, ""))
            conflict = conflict_of(form)
            if conflict.gone or (conflict.clashes and not own):
                return Saved(form, conflict, taken)
            taken += conflict.taken
            form = _checked(make, form.data)
        except (IntegrityError, DataError, InternalError) as refusal:
            form.add_error(None, said_by(refusal).message)
            return Saved(form, None, taken, refused=True)
        else:
            return Saved(form, None, taken)
    return Saved(form, conflict_of(form), taken)


def _checked(make: Callable[[Any], DraftForm], data: Any) -> DraftForm:
    form = make(data)
    form.is_valid()
    return form


def _write(form: DraftForm, page: str, by: Actor) -> None:
    row = form.instance
    opened = row.version
    with acting(by), transaction.atomic():
        form.write()
    try:
        cache.set(_echo(row, page), f"{opened}:{row.version}", HOUR)
    except RedisError:
        return


def _is_own_echo(row: Any, page: str) -> bool:
    """Whether the one save since was of this very page: its answer was lost on the way, or comes still."""
    now = type(row)._default_manager.filter(pk=row.pk).values_list("version", flat=True).first()
    try:
        return bool(page) and cache.get(_echo(row, page)) == f"{row.version}:{now}"
    except RedisError:
        return False


def _echo(row: Any, page: str) -> str:
    return f"draft-page:{row.pk}:{digest(page)}"
