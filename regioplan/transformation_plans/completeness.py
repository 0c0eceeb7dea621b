"""What a plan lacks before it can be handed in, each with the place where it is filled in (domain.md E2)."""

from dataclasses import dataclass
from typing import Any

from regioplan.transformation_plans.models.states import PlanState

IMPACTS = ("impact_care", "impact_spread", "impact_staff", "impact_buildings")
EDIT, FILES = "transformation_plan_edit", "plan_file_add"


@dataclass(frozen=True)
class Missing:
    """`words` say what to do; `page` is the name of the URL pattern of the form, `field` the id of its place there."""

    words: str
    page: str = EDIT
    field: str = ""


def missing(plan: Any) -> list[Missing]:
    """What the next step asks and the plan does not have: the quick check little, the assessment more."""
    found = _for_the_quick_check(plan)
    return found + _for_assessment(plan) if plan.state == PlanState.ELABORATING else found


def _for_the_quick_check(plan: Any) -> list[Missing]:
    found = []
    if not plan.proposal:
        found.append(Missing("schrijf op wat jullie willen en waarom samen", field="id_proposal"))
    if not any(getattr(plan, name) for name in IMPACTS):
        found.append(Missing("kies wat het plan verandert", field="id_impact_groep"))
    if not plan.insurer_was_asked:
        words = "neem eerst contact op met de verzekeraar, en zet dat in het plan"
        found.append(Missing(words, field="id_insurer_was_asked"))
    if plan.asked_amount and not plan.asked_for:
        found.append(Missing("leg uit waarvoor het geld is", field="id_asked_for"))
    return found


def _for_assessment(plan: Any) -> list[Missing]:
    words = {
        "goals": "schrijf de doelen op",
        "results": "schrijf de afspraken en resultaten op",
        "contact": "schrijf op bij wie men terechtkan (contact)",
    }
    found = [Missing(told, field=f"id_{name}") for name, told in words.items() if not getattr(plan, name)]
    if plan.asked_amount and not any(one.kind == "begroting" for one in plan.attachments.all()):
        found.append(Missing("voeg de begroting toe: die is verplicht als jullie geld vragen", FILES))
    return found
