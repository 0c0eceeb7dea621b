"""Factories for what organisations are asked because of a decision."""

from typing import Any

from governance.decisions.models import Decision
from governance.executions.asking import Question, ask
from governance.executions.models import Execution
from partners.organisations.models import Organisation
from tests.world import fresh, set_up
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor

WHAT = "Wijs een vast gezicht aan voor elk buurtteam."


@set_up
def asked(decision: Decision, organisation: Organisation, what: str = WHAT, **extra: Any) -> Execution:
    return ask(decision, [organisation], Question(what, **extra), by=SystemActor.SETUP)[0]


def promised(decision: Decision, organisation: Organisation, by: User, **extra: Any) -> Execution:
    row = asked(decision, organisation, **extra)
    row.accept(by=fresh(by))
    return row
