"""From a file that was read to what it would do, and to doing it: in one transaction, once, as it was shown."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from governance.council.handling.models import Settlement
from governance.council.handling.notices import PromiseTold
from governance.council.importing.columns import register_of
from governance.council.importing.comparing import Comparing
from governance.council.importing.models import CouncilImport
from governance.council.questions.models import Question
from governance.council.questions.term_days import days_for
from governance.council.sessions.shifting import shift
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.importing.lines import Line, State, mark_of
from zorgzaam.importing.rows import Row
from zorgzaam.versions import StaleVersion

BATCH = 200
NOTHING_LEFT = "Zo blijft er geen rij over om over te nemen."
SOME_CANNOT = "Niet alle rijen kunnen worden overgenomen. Vink aan dat de andere rijen wel mogen."


@dataclass(frozen=True)
class Plan:
    """What a file would do now, row by row."""

    read: CouncilImport
    by: User
    locking: bool = False

    @cached_property
    def lines(self) -> list[Line]:
        """A constant number of queries, however many rows there are."""
        comparing = Comparing(self.read, self.by, locking=self.locking)
        return [comparing.line(Row(one["where"], one["values"])) for one in self.read.rows]

    def of(self, *states: State) -> list[Line]:
        """The rows with which this happens."""
        return [line for line in self.lines if line.state in states]

    @cached_property
    def mark(self) -> str:
        return mark_of(self.lines)


def apply(read: CouncilImport, *, leave: Collection[str], without_wrong: bool, by: User, seen: str) -> bool:
    """Take the rows over, but those at the places in `leave`. False when that was done before.

    StaleVersion when the file would do something else now than `seen` (the mark of the preview); ValidationError
    (Dutch) when rows are wrong and `without_wrong` is not said, or when no row is left.
    """
    with transaction.atomic(), acting(by, reason=f"Ingelezen uit {read.file_name}"):
        read = CouncilImport.objects.select_for_update(of=("self",)).get(pk=read.pk)
        if read.applied_at is not None:
            return False
        plan = Plan(read, by, locking=True)
        if plan.mark != seen:
            raise StaleVersion
        if plan.of(State.WRONG) and not without_wrong:
            raise ValidationError(SOME_CANNOT)
        lines = [line for line in plan.of(State.NEW, State.CHANGES) if line.row.where not in leave]
        if not lines:
            raise ValidationError(NOTHING_LEFT)
        _add([line for line in lines if line.is_new], read)
        _change([line for line in lines if not line.is_new], by)
        read.applied_at, read.rows = timezone.now(), []
        read.save(update_fields=["applied_at", "rows"])
        return True


def _add(lines: list[Line], read: CouncilImport) -> None:
    rows = [line.save["row"] for line in lines]
    days = cache(days_for)
    for row in rows:
        if isinstance(row, Question):
            row.begin_term(days)
    model: Any = register_of(read.register).model
    model.objects.bulk_create(rows, BATCH)
    ended = [(line.save["row"], line.save["settlement"]) for line in lines if "settlement" in line.save]
    for row, settlement in ended:
        setattr(settlement, row._meta.model_name, row)
    made = Settlement.objects.bulk_create([settlement for _, settlement in ended], BATCH)
    # What a list says of the past is news to nobody.
    PromiseTold.objects.bulk_create([PromiseTold(settlement=one, recipients=0) for one in made], BATCH)


def _change(lines: list[Line], by: User) -> None:
    for line in lines:
        if line.save["fields"]:
            line.save["row"].save()
        shift(line.save["row"], line.save.get("minutes", 0))
        if "step" in line.save:
            line.save["step"](by)
