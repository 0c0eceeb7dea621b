"""What happens to a bottleneck, each once and under the lock of its row: it climbs, is decided about, is answered."""

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from governance.bodies.models import Body
from governance.bottlenecks.models import LADDER, Bottleneck, BottleneckStep, Level, StepKind
from governance.bottlenecks.models.bottlenecks import AT_A_BODY
from governance.decisions.models import Decision
from governance.meetings.models import AgendaItem
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

OVER = "Dit is al afgerond. Wie het meldde, kreeg antwoord."


@dataclass(frozen=True)
class Outcome:
    """What is said of it, and where that was decided: a decision, or an agenda item it was put on."""

    text: str
    decision: Decision | None = None
    item: AgendaItem | None = None


@contextmanager
def _taking(row: Bottleneck, by: Actor) -> "Iterator[Bottleneck]":
    """The row as it is now, locked until the step is taken; afterwards `row` says the same."""
    with acting(by), transaction.atomic():
        yield _locked(row)
    row.refresh_from_db()


def _locked(row: Bottleneck) -> Bottleneck:
    return Bottleneck.objects.select_for_update(no_key=True).get(pk=row.pk)


def climb(row: Bottleneck, level: Level, body: Body | None, *, by: Actor, why: str) -> bool:
    """To a higher level, at a body where that level has one. True when that is new; asked twice is once.

    StaleVersion when it changed since `row` was read; ValidationError (Dutch) for a level that is not higher, a missing
    body, and for what is closed.
    """
    with _taking(row, by) as now:
        if (now.level, now.body_id) == (level, body.pk if body else None):
            return False
        _refuse_when_closed(now)
        if now.version != row.version:
            raise StaleVersion
        if LADDER.index(level) <= LADDER.index(Level(now.level)):
            raise ValidationError("Kies een hoger niveau dan waar het nu ligt.")
        if (level in AT_A_BODY) != (body is not None):
            raise ValidationError("Kies bij de regiegroep en bestuurlijk een overleg, en anders geen.")
        now.level, now.body = level, body
        now.save(update_fields=["level", "body"])
        _write(now, StepKind.CLIMBED, by, Outcome(why))
    return True


def decide(row: Bottleneck, outcome: Outcome, *, by: Actor) -> BottleneckStep:
    """Write down what was decided about it. StaleVersion when it climbed since `row` was read."""
    with _taking(row, by) as now:
        _refuse_when_closed(now)
        if now.version != row.version:
            raise StaleVersion
        return _write(now, StepKind.DECIDED, by, outcome)


def answer(row: Bottleneck, text: str, *, by: Actor, close: bool) -> BottleneckStep:
    """Tell who raised it what became of it; `close` rounds it off. Nothing is rounded off without an answer."""
    with _taking(row, by) as now:
        _refuse_when_closed(now)
        if now.version != row.version:
            raise StaleVersion
        step = _write(now, StepKind.ANSWERED, by, Outcome(text))
        if close:
            now.closed_at = timezone.now()
            now.save(update_fields=["closed_at"])
        return step


def _refuse_when_closed(now: Bottleneck) -> None:
    if now.closed_at is not None:
        raise ValidationError(OVER)


def _write(now: Bottleneck, kind: StepKind, by: Actor, outcome: Outcome) -> BottleneckStep:
    return BottleneckStep.objects.create(
        bottleneck=now, kind=kind, level=now.level, body_id=now.body_id, person_id=actor_person_id(actor_key(by)),
        text=outcome.text, decision=outcome.decision, item=outcome.item,
    )  # fmt: skip
