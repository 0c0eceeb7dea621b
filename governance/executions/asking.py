"""Asking organisations to carry out a decision."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction

from governance.decisions.models import Decision
from governance.executions.models import OPEN, Execution
from partners.organisations.models import Organisation
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting


@dataclass(frozen=True)
class Question:
    """What is asked: in words, because of which point (None: the whole decision), and its last day, if any."""

    what: str
    point: int | None = None
    due_on: datetime.date | None = None


@transaction.atomic
def ask(
    decision: Decision, organisations: Iterable[Organisation], question: Question, *, by: Actor
) -> list[Execution]:
    """One question to each organisation; gives those that were new. Who was asked the same point and has not done or
    declined it is not asked again. The database refuses a decision that was not adopted and a point it does not have.
    """
    Decision.objects.select_for_update(no_key=True, of=("self",)).get(pk=decision.pk)
    known = asked_already(decision, question.point)
    with acting(by):
        return [
            Execution.objects.create(decision=decision, organisation=one, **asdict(question))
            for one in organisations
            if one.pk not in known
        ]


def asked_already(decision: Decision, point: int | None) -> set[uuid.UUID]:
    """Ids of the organisations with an open question about this point (None: the whole decision)."""
    rows = Execution.objects.filter(decision=decision, point=point, state__in=OPEN)
    return set(rows.values_list("organisation_id", flat=True))
