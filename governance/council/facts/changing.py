"""A fact changes: it ends, and another takes its place. What was told before stays as it was told."""

import datetime

from django.core.exceptions import ValidationError

from governance.council.facts.models import CouncilFact
from governance.council.taking import taking
from zorgzaam.audit.actors import Actor

TOO_EARLY = "Dit feit geldt pas vanaf een latere dag. Kies die dag of een dag erna."
REPLACED = "Voor dit feit is al een ander in de plaats gekomen. Verander dat."


def replace(fact: CouncilFact, by_this: CouncilFact, *, by: Actor) -> None:
    """Save `by_this` in the place of `fact`, from its first day on. ValidationError (Dutch) when that lies before the
    fact, or another took its place already."""
    with taking(fact, by) as row:
        day = by_this.starts_on
        _refuse_before(row, day)
        by_this.replaces, by_this.council = row, row.council
        by_this.save()
        _end(row, max(day - datetime.timedelta(days=1), row.starts_on or day) if day else None)


def end(fact: CouncilFact, on: datetime.date, *, by: Actor) -> None:
    """It holds up to and including this day. ValidationError (Dutch) when it had not begun by then."""
    with taking(fact, by) as row:
        _refuse_before(row, on)
        _end(row, on)


def _end(row: CouncilFact, on: datetime.date | None) -> None:
    row.ends_on = on
    row.save(update_fields=["ends_on"])


def _refuse_before(row: CouncilFact, day: datetime.date | None) -> None:
    if hasattr(row, "replaced_by"):
        raise ValidationError(REPLACED)
    if day and row.starts_on and day < row.starts_on:
        raise ValidationError(TOO_EARLY)
