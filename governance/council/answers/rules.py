"""Who may do what with an answer to councils."""

from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("governance.answer_questions")
def answers(standing: Standing, obj: Any) -> bool:
    """The netwerkbureau: the college asks it, and it answers for the network (domain.md P6)."""
    return standing.is_bureau


@rule("governance.clear_answer")
def clears(standing: Standing, file: Any) -> bool:
    """Somebody of the netwerkbureau who wrote none of it and did not offer it."""
    return standing.is_bureau and (file is None or not file.is_work_of(standing.person_id))


@rule("governance.give_contribution")
def contributes(standing: Standing, row: Any) -> bool:
    """Who speaks for the organisation that is asked."""
    return bool(standing.organisations) if row is None else row.organisation_id in standing.organisations
