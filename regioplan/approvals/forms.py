"""The form in which a municipality, or the netwerkbureau, notes what a college decided."""

from typing import Any

from django import forms
from django.forms.models import model_to_dict

from regioplan.approvals.models import Approval, Outcome
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import ChoiceCards, DateInput

# Of the form, and no part of what is noted.
NO_FACT = ("seen", "back", "sure")


class ApprovalForm(ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """The next fact. `seen` is the number of the last one its person had before them."""

    constraint_fields = {
        "approval_day_of_a_decision": "decided_on",
        "approval_not_of_a_day_to_come": "decided_on",
        "approval_conditions_belong_to_yes": "conditions",
        "decided_after_the_text": "decided_on",
        "approval_council_hears_after_the_decision": "council_informed_on",
        "approval_council_not_told_on_a_day_to_come": "council_informed_on",
        "approval_source_is_http": "source_url",
    }
    given = ("recorded_on",)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    back = forms.CharField(required=False, widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label="Dit klopt, en iedereen mag het meteen zien",
        help_text="Het staat direct op de openbare pagina van het plan en blijft bewaard. Een fout verbeter je door "
        "opnieuw vast te leggen.",
        error_messages={"required": "Kijk het na en zet hier een vinkje. Daarna staat het meteen openbaar."},
    )
    field_order = [
        "outcome",
        "decided_on",
        "decided_precision",
        "remarks",
        "conditions",
        "council_informed_on",
    ]

    class Meta:
        model = Approval
        fields = [
            *("outcome", "decided_on", "decided_precision", "remarks", "conditions", "council_informed_on"),
            *("correction", "source", "source_note", "source_url"),
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
        source: Any = self.fields["source"]
        source.empty_label = "Het stuk staat niet in deze lijst"
        self.fields["source_note"].label = "of de bron in woorden"
        self.fields["source_note"].help_text = "Bijvoorbeeld: besluitenlijst van het college, punt 4."
        self.fields["sure"] = self.fields.pop("sure")  # the last thing one reads
        if not self.initial.get("seen") and not self.is_bound:
            del self.fields["correction"]  # there is nothing yet to correct

    def fact(self) -> dict[str, Any]:
        """What was typed, as `recording.record` takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in NO_FACT}


def starting_from(last: Approval | None) -> dict[str, Any]:
    """What a new fact begins with: all that holds now, so that what is not touched stays; a correction is its own."""
    if last is None:
        return {"seen": 0}
    names = [name for name in ApprovalForm.base_fields if name not in (*NO_FACT, "correction")]
    return {"seen": last.number, **model_to_dict(last, names)}
