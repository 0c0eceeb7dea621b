"""The insurers about a plan: questions, a judgement, the end of a round, and whether a milestone was met."""

from typing import Any

from django import forms

from regioplan.transformation_plans.forms.reasons import why
from regioplan.transformation_plans.models import TransformationPlan
from zorgzaam.conflicts import Conflict
from zorgzaam.ui.forms import ONE_OF, ChoiceCards
from zorgzaam.ui.pages import RowForm


class JudgementForm(RowForm):
    """Positive or not, and why."""

    YES, NO = "ja", "nee"
    positive = forms.ChoiceField(
        label="Jullie oordeel",
        choices=[(YES, "Positief"), (NO, "Negatief")],
        widget=ChoiceCards,
        error_messages=ONE_OF,
    )
    reason = why()
    # An answer is about the round its writer looked at.
    state = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: TransformationPlan, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["state"].initial = row.state

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.data.get("state") != self.row.state:
            self._ask_again()
        return data

    def freshen(self) -> Conflict | None:
        conflict = super().freshen()
        if conflict is None and self.data["state"] != self.row.state:
            self._ask_again()
        return conflict

    def _ask_again(self) -> None:
        """The plan went on to another round: the choice is emptied, so that it is not made there by a second press."""
        fresh = {
            "version": str(type(self.row)._base_manager.get(pk=self.row.pk).version),
            "state": self.row.state,
        }
        self.data = {**{key: self.data[key] for key in self.data if key != "positive"}, **fresh}
        self.add_error(
            None, f"Het plan is intussen verder. Het is nu: {self.row.words.lower()}. Kies opnieuw."
        )

    @property
    def said(self) -> dict[str, Any]:
        """What `moving.judge` takes."""
        said = self.cleaned_data
        return {"positive": said["positive"] == self.YES, "reason": said["reason"], "expected": said["state"]}


class DecisionForm(JudgementForm):
    """The end of a round. A yes can have conditions: "akkoord, mits"."""

    MITS = "mits"
    positive = forms.ChoiceField(
        label="De uitkomst",
        choices=[
            (JudgementForm.YES, "Positief"),
            (MITS, "Positief, met voorwaarden (akkoord, mits)"),
            (JudgementForm.NO, "Negatief"),
        ],
        widget=ChoiceCards,
        error_messages=ONE_OF,
    )
    conditions = forms.CharField(
        label="Voorwaarden",
        max_length=4000,
        required=False,
        help_text="Wat moet er gebeuren of anders? Schrijf elke voorwaarde op een nieuwe regel.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["positive", "conditions", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conditions"].optional = "nodig bij: akkoord, mits"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen, words = data.get("positive"), data.get("conditions")
        if chosen == self.MITS and not words:
            self.add_error("conditions", "Schrijf de voorwaarden op, of kies Positief.")
        if chosen in (self.YES, self.NO) and words:
            self.add_error(
                "conditions", "Voorwaarden horen bij “Positief, met voorwaarden”. Kies dat, of maak dit leeg."
            )
        return data

    @property
    def said(self) -> dict[str, Any]:
        """What `moving.decide` takes."""
        said = self.cleaned_data
        return {
            "positive": said["positive"] in (self.YES, self.MITS),
            "reason": said["reason"],
            "conditions": said["conditions"],
            "expected": said["state"],
        }


class QuestionForm(forms.Form):
    """A question of an insurer."""

    question = why("Jullie vraag")


class OutcomeForm(RowForm):
    """Whether a milestone was met."""

    MET, UNMET = "gehaald", "niet"
    met = forms.ChoiceField(
        label="Is de mijlpaal gehaald",
        choices=[(MET, "Gehaald"), (UNMET, "Niet gehaald")],
        widget=ChoiceCards,
        error_messages=ONE_OF,
    )
    reason = why(required=False, help_text="Nodig als de mijlpaal niet is gehaald.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("met") == self.UNMET and not data.get("reason"):
            self.add_error("reason", "Schrijf op waarom de mijlpaal niet is gehaald.")
        return data

    @property
    def said(self) -> dict[str, Any]:
        return {"met": self.cleaned_data["met"] == self.MET, "reason": self.cleaned_data["reason"]}
