"""The form in which a municipality, or the netwerkbureau, notes what a college decided."""

from typing import Any

from django import forms
from django.forms.models import model_to_dict

from regioplan.approvals.models import Approval, Outcome
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import ChoiceCards, DateInput


class ApprovalForm(ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """The next fact. `seen` is the number of the last one its person had before them."""

    constraint_fields = {
        "approval_day_of_a_decision": "decided_on",
        "approval_not_of_a_day_to_come": "decided_on",
        "approval_conditions_belong_to_yes": "conditions",
    }
    given = ("recorded_on",)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Approval
        fields = [
            *("outcome", "decided_on", "decided_precision", "remarks", "conditions", "council_informed_on"),
            *("correction", "source", "source_note"),
        ]
        widgets = {
            "outcome": ChoiceCards,
            "decided_on": DateInput,
            "council_informed_on": DateInput,
            "remarks": forms.Textarea(attrs={"rows": 3}),
            "conditions": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = Outcome.choices  # type: ignore[attr-defined]
        if not self.initial.get("seen") and not self.is_bound:
            del self.fields["correction"]  # there is nothing yet to correct

    def fact(self) -> dict[str, Any]:
        """What was typed, as `recording.record` takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


def starting_from(last: Approval | None) -> dict[str, Any]:
    """What a new fact begins with: all that holds now, so that what is not touched stays; a correction is its own."""
    if last is None:
        return {"seen": 0}
    names = [name for name in ApprovalForm.base_fields if name not in ("seen", "correction")]
    return {"seen": last.number, **model_to_dict(last, names)}
