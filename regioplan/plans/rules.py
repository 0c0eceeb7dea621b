"""Who may do what with a plan, one sentence each. What there is to see is decided by `visible_to`."""

from typing import Any

from regioplan.plans.models import Plan, PlanVersion
from regioplan.plans.models.reach import PORTFOLIO_HOLDER, speaks_for_ours
from zorgzaam.access import rule
from zorgzaam.standing import StandIn, Standing


@rule("regioplan.change_plan")
def change(standing: Standing, plan: Any) -> bool:
    """The netwerkbureau keeps plans: it makes them, writes their text, and notes what happened to them."""
    return standing.is_bureau


@rule("regioplan.publish_plan")
def publish(standing: Standing, version: Any) -> bool:
    """The netwerkbureau publishes and takes back."""
    return standing.is_bureau


@rule("regioplan.view_history_of_plan")
def look_back(standing: Standing, plan: Plan) -> bool:
    """The netwerkbureau and administrators look back into how a plan was made."""
    return standing.is_bureau or standing.is_admin


@rule("regioplan.give_input")
def give_input(standing: Standing, version: PlanVersion) -> bool:
    """While input is asked for: portfolio holders, who speaks for a municipality of the region, and the netwerkbureau
    on behalf of who spoke in a meeting."""
    if standing.is_bureau:
        return True
    if any(PORTFOLIO_HOLDER in roles for roles in standing.bodies.values()):
        return True
    mine = speaks_for_ours(StandIn(standing))
    return PlanVersion.objects.filter(mine, pk=version.pk).exists()


@rule("regioplan.reply_to_input")
def reply(standing: Standing, version: Any) -> bool:
    """The netwerkbureau answers input."""
    return standing.is_bureau
