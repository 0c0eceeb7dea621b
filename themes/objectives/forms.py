"""The form of one objective."""

from typing import Any

from django.db import transaction

from themes.kept import ORIGIN, KeptForm
from themes.objectives.models import Objective
from zorgzaam.ui.forms import day_field


class ObjectiveForm(KeptForm):
    """One objective, with what became of it."""

    constraint_fields = {
        "objective_number_has_unit": "target_unit",
        "objective_shortfall_is_told": "result",
        "themes_objective_ends_after_start": "ends_on",
    }
    given = ("theme",)
    starts_on = day_field("Vanaf", required=False)
    ends_on = day_field("Tot en met", required=False)

    class Meta:
        model = Objective
        fields = [
            *("text", "explanation", "starts_on", "ends_on", "indicator", "target_number", "target_unit"),
            *("outcome", "result"),
            *ORIGIN,
        ]
        help_texts = {"outcome": "Leeg zolang de periode nog loopt."}

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        if self.instance._state.adding:
            self.instance.position = Objective.objects.next_position(self.instance.theme)
        return super().save(commit)
