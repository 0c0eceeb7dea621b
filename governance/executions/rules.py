"""Who may do what with what organisations are asked because of a decision."""

from typing import Any

from governance.decisions.rules import keeps_decisions
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("governance.ask_execution")
def may_ask(standing: Standing, obj: Any) -> bool:
    """Who keeps the decisions of a body asks organisations to carry them out, and takes that back. `obj` is the
    decision, or what was asked."""
    return keeps_decisions(standing, getattr(obj, "decision", obj))


@rule("governance.answer_execution")
def may_answer(standing: Standing, execution: Any) -> bool:
    """Who speaks for the organisation, and nobody for it: not the netwerkbureau, not an administrator."""
    return execution.organisation_id in standing.organisations


@rule("governance.view_history_of_execution")
def looks_back(standing: Standing, execution: Any) -> bool:
    """Who asked and who was asked."""
    return may_ask(standing, execution) or may_answer(standing, execution)
