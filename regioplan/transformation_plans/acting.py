"""Which insurers have to do something about a plan now, and until when (domain.md E2)."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from regioplan.transformation_plans.models import (
    DECIDING,
    InsurerJudgement,
    InsurerRole,
    PlanState,
    Round,
    TransformationPlan,
)
from regioplan.transformation_plans.terms import day_of

ROUNDS = tuple(Round.values)


@dataclass(frozen=True)
class Term:
    """Somebody's turn: `what` is a state of the plan, or "vragen"; `since` and `due_on` are its first and last day."""

    plan: TransformationPlan
    what: str
    since: datetime.date
    due_on: datetime.date
    insurers: frozenset[uuid.UUID]

    @property
    def key(self) -> str:
        """What stays the same as long as it is the same turn."""
        return f"{self.plan.pk}:{self.what}:{self.due_on:%Y%m%d}"


def running_terms(plan: uuid.UUID | str | None = None) -> list[Term]:
    """Every term that runs, or ran out without an answer; of one plan when given. Four queries."""
    one = Q(pk=plan) if plan else Q()
    rows = TransformationPlan.objects.filter(
        one, state__in=(*ROUNDS, PlanState.PRELIMINARY), due_on__isnull=False
    )
    plans = list(rows.prefetch_related("assessors", "no_questions"))
    judged: dict[tuple[uuid.UUID, str], set[uuid.UUID]] = {}
    given = InsurerJudgement.objects.filter(plan__in=plans).values_list("plan", "round", "organisation")
    for plan_id, in_round, organisation in given:
        judged.setdefault((plan_id, in_round), set()).add(organisation)
    return [term for each in plans for term in _terms(each, judged.get((each.pk, each.state), set()))]


def _terms(plan: TransformationPlan, judged: set[uuid.UUID]) -> Iterator[Term]:
    """The lead until the decision, who judges along until its judgement, and the others while they may ask.

    While others may ask the lead cannot decide, so its term begins on the day after, or on the day the last of them
    said it has no questions.
    """
    assert plan.due_on is not None
    others = plan.other_insurers - plan.without_questions.keys()
    if plan.takes_questions and plan.questions_until:
        if others:
            yield Term(plan, "vragen", plan.since, plan.questions_until, frozenset(others))
        if not plan.questions_are_over:
            return
    since = plan.since
    if plan.state == PlanState.PRELIMINARY and plan.questions_until:
        since = plan.questions_until + datetime.timedelta(days=1)
        if plan.nobody_asks:
            since = min(since, max(day_of(at) for at in plan.without_questions.values()))
    asked = {
        insurer
        for insurer, role in plan.insurer_roles.items()
        if role == InsurerRole.LEAD or (role in DECIDING and plan.state in ROUNDS and insurer not in judged)
    }
    if asked:
        yield Term(plan, plan.state, since, plan.due_on, frozenset(asked))
