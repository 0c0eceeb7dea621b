"""The plans somebody has to do with: as a party, or as an insurer."""

from typing import Any

from regioplan.transformation_plans.models import PlanAssessor, PlanParty, TransformationPlan, closing_now
from zorgzaam.standing import Reader, standing_of


def of_partner(user: Reader) -> dict[str, Any]:
    """Plans of my organisations, and plans they look at with the shortest term first and apart what is finished."""
    mine = standing_of(user).organisations
    visible = TransformationPlan.objects.visible_to(user).select_related("applicant")
    parties = PlanParty.objects.filter(organisation_id__in=mine).values("plan")
    assessors = PlanAssessor.objects.filter(organisation_id__in=mine).values("plan")
    looked_at = list(visible.filter(pk__in=assessors).order_by("due_on", "queue_number"))
    return {
        "own": list(visible.filter(pk__in=parties).order_by("title")),
        "assessed": [plan for plan in looked_at if not plan.is_over],
        "finished": [plan for plan in looked_at if plan.is_over],
        "closing": closing_now(),
    }
