"""Forms of a motion, and of what the council decided about it."""

from typing import Any

from django import forms
from django.utils import timezone

from governance.bodies.models import Body, BodyKind
from governance.council.forms import FROM, READ_BY, TERM, WHERE, RecordForm, term_field
from governance.council.motions.models import OUTCOMES, Motion, MotionState
from governance.council.slips import of_step
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm

NO_VOTES = "Bij aanhouden hoort geen stemming. Laat dit leeg, of kies wat er is besloten."
HELD_THEN = "Dit staat er al: op deze dag is de motie aangehouden."
POINTS = forms.Textarea(attrs={"rows": 3})


class MotionForm(RecordForm):
    constraint_fields = {
        "governance_motion_number_once": "number",
        "governance_motion_closed_has_ground": "publicity_ground",
    }
    dated_on = day_field("Datum", help_text="De dag waarop zij is behandeld.")
    due_on = term_field()

    class Meta:
        model = Motion
        fields = (
            "title", *WHERE, "dated_on", "submitted_by", "noting", "considering", "requests", "executed_by", *TERM,
            *READ_BY, *FROM,
        )  # fmt: skip
        widgets = {"noting": POINTS, "considering": POINTS, "requests": POINTS}
        error_messages = {
            "title": {"required": "Geef de motie haar titel."},
            "council": {"required": "Kies bij welke raad zij is ingediend."},
            "dossier": NOT_IN_LIST,
            "executed_by": NOT_IN_LIST,
            "due_precision": NOT_IN_LIST,
            "source": NOT_IN_LIST,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by: Any = self.fields["executed_by"]
        by.queryset, by.empty_label = Body.objects.filter(kind=BodyKind.EXECUTIVE), "Onbekend of niet genoemd"


class OutcomeForm(RowForm):
    """What the council decided about it, and on which day."""

    outcome = forms.ChoiceField(
        label="Wat gebeurde er?", widget=ChoiceCards, error_messages=ONE_OF,
        choices=[(MotionState.HELD.value, "Aangehouden"), *((state.value, state.label) for state in OUTCOMES)],
    )  # fmt: skip
    on = day_field("Op welke dag", initial=timezone.localdate)
    votes = forms.CharField(
        label="Stemming", max_length=120, required=False, help_text="Bijvoorbeeld: 25 voor, 16 tegen."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        on, held = data.get("on"), data.get("outcome") == MotionState.HELD
        if why := of_step(on, self.row.dated_on) or ("" if held else self.row.before_held(on)):
            self.add_error("on", why)
        if held and data.get("votes"):
            self.add_error("votes", NO_VOTES)
        if held and on and on == self.row.held_on:
            self.add_error("on", HELD_THEN)
        return data
