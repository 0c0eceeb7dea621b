"""The form of an action of a municipality."""

from typing import Any

from regioplan.forms import FactForm
from regioplan.local_actions.models import LocalAction
from zorgzaam.publicity import Publicity
from zorgzaam.ui.forms import day_field


class ActionForm(FactForm):
    constraint_fields = {
        "local_action_once": "text",
        "regioplan_localaction_ends_after_start": "ends_on",
        "regioplan_localaction_closed_has_ground": "publicity_ground",
    }
    given = ("municipality",)
    empty = {"source": "Geen stuk als bron", "state": "Nog niet bekend"}
    starts_on = day_field("Vanaf", required=False, help_text="Leeg als het nog niet bekend is.")
    ends_on = day_field("Tot en met", required=False, help_text="Leeg als het nog niet bekend is.")

    class Meta:
        model = LocalAction
        fields = [
            "text", "state", "starts_on", "starts_precision", "ends_on", "ends_precision", "position", "source",
            "source_note", "publicity", "publicity_ground", "embargo_until",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        publicity: Any = self.fields["publicity"]
        publicity.choices = [
            (Publicity.PUBLIC, "Openbaar: iedereen leest dit"),
            (Publicity.CLOSED, "Besloten: alleen het netwerkbureau en wie namens de gemeente spreekt"),
        ]
        publicity.help_text = ""
