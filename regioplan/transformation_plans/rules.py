"""What people may do with transformatieplannen.

Until a plan is approved it is for its parties and for the insurers that look at it. The netwerkbureau sees on its board
where each plan is, and nothing of what is in it. Administrators see nothing. After approval everybody reads the short
form.
"""

from typing import Any

from regioplan.transformation_plans.models.desk import DECIDING, InsurerRole
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("regioplan.start_plan")
def may_start(standing: Standing, plan: Any) -> bool:
    """Whoever speaks for an organisation."""
    return bool(standing.organisations)


@rule("regioplan.read_proposal")
def may_read(standing: Standing, plan: Any) -> bool:
    """The parties, and every insurer that looks at it."""
    return bool(plan.is_of(standing)) or plan.insurer_of(standing) is not None


@rule("regioplan.write_plan")
def may_write(standing: Standing, plan: Any) -> bool:
    """The parties; what was handed in stays as it is, which the page and the database say."""
    return bool(plan.is_of(standing))


@rule("regioplan.hand_in_plan")
def may_hand_in(standing: Standing, plan: Any) -> bool:
    """The penvoerder hands in and takes back."""
    return bool(plan.applicant_id in standing.organisations)


@rule("regioplan.judge_plan")
def may_judge(standing: Standing, plan: Any) -> bool:
    """The insurers that decide about it."""
    return plan.insurer_of(standing, *DECIDING) is not None


@rule("regioplan.decide_plan")
def may_decide(standing: Standing, plan: Any) -> bool:
    """The insurer with the lead."""
    return plan.insurer_of(standing, InsurerRole.LEAD) is not None


@rule("regioplan.ask_about_plan")
def may_ask(standing: Standing, plan: Any) -> bool:
    """Insurers that do not decide may ask."""
    return plan.insurer_of(standing, InsurerRole.OTHER) is not None


@rule("regioplan.keep_desk")
def may_keep_desk(standing: Standing, subject: Any) -> bool:
    """The netwerkbureau writes down who sits behind the desk and when it is closed."""
    return standing.is_bureau
