"""The plans somebody has to do with: as a party, or as an insurer."""

from typing import Any

from regioplan.transformation_plans.models import PlanAssessor, PlanParty, TransformationPlan, closing_now
from zorgzaam.standing import Reader, standing_of


def of_partner(user: Reader) -> dict[str, Any]:
    """Plans of my organisations, and plans they look at with the shortest term first; three queries."""
    mine = standing_of(user).organisations
    visible = TransformationPlan.objects.visible_to(user).select_related("applicant")
    parties = PlanParty.objects.filter(organisation_id__in=mine).values("plan")
    assessors = PlanAssessor.objects.filter(organisation_id__in=mine).values("plan")
    return {
        "own": list(visible.filter(pk__in=parties).order_by("title")),
        "assessed": list(visible.filter(pk__in=assessors).order_by("due_on", "queue_number")),
        "closing": closing_now(),
    }
