"""The form of an assessor: a score and a reason per criterion, an advice and why."""

import uuid
from typing import Any

from django import forms

from partners.initiatives.assessing import Said
from partners.initiatives.forms.desk import words
from partners.initiatives.models import Assessment, InitiativeAdvice, Score, Verdict
from themes.criteria.models import AssessmentCriterion
from zorgzaam.conflicts import Conflict, ConflictRow
from zorgzaam.ui.forms import ONE_OF
from zorgzaam.ui.pages import RowForm


class AssessmentForm(RowForm):
    """What is typed may be saved half; handed in it has to be whole. The button says which (`hand_in`)."""

    advice = forms.ChoiceField(
        label="Je advies",
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages=ONE_OF,
    )
    words = words("Waarom geef je dit advies?", missing="Schrijf op waarom.", required=False)

    def __init__(self, *args: Any, row: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.criteria = list(AssessmentCriterion.objects.all())
        known = {each.criterion_id: each for each in row.scores.all()}
        own = {name: self.fields.pop(name) for name in ("advice", "words")}
        for one in self.criteria:
            said = known.get(one.pk)
            self.fields[f"score_{one.pk.hex}"] = forms.TypedChoiceField(
                label=_capital(one.name), choices=Score.choices, coerce=int, empty_value=None, required=False,
                widget=forms.RadioSelect, help_text=one.explanation, error_messages=ONE_OF,
                initial=said.score if said else None,
            )  # fmt: skip
            self.fields[f"reason_{one.pk.hex}"] = forms.CharField(
                label=f"Waarom? ({_capital(one.name)})", max_length=2000, required=False,
                widget=forms.Textarea(attrs={"rows": 3}), initial=said.reason if said else "",
            )  # fmt: skip
        self.fields.update(own)
        for field in self.fields.values():
            field.optional = "nodig om in te leveren"  # type: ignore[attr-defined]
        self.fields["advice"].initial, self.fields["words"].initial = row.advice, row.words

    @property
    def hands_in(self) -> bool:
        return "hand_in" in self.data

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.hands_in:
            for name, missing in self._asked():
                if name in data and not data[name]:
                    self.add_error(name, missing)
        return data

    def _asked(self) -> list[tuple[str, str]]:
        scores = [(f"score_{one.pk.hex}", "Kies een score.") for one in self.criteria]
        reasons = [
            (f"reason_{one.pk.hex}", "Schrijf op waarom je deze score geeft.") for one in self.criteria
        ]
        return [*scores, *reasons, ("advice", "Kies een advies."), ("words", "Schrijf op waarom.")]

    @property
    def said(self) -> Said:
        """What `assessing.save` and `assessing.hand_in` take."""
        data = self.cleaned_data
        scores: dict[uuid.UUID, tuple[int | None, str]] = {
            one.pk: (data[f"score_{one.pk.hex}"], data[f"reason_{one.pk.hex}"]) for one in self.criteria
        }
        return Said(scores, data["advice"], data["words"])


def _capital(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"


class DeclineForm(RowForm):
    """The assessor cannot do it."""

    why = words("Waarom kun je dit niet doen?", missing="Schrijf op waarom.", rows=3)


class AdviceForm(forms.Form):
    """The advice to the regiegroep; `row` is the one that is written already, or None. `seen` is its version."""

    text = words("Advies", missing="Schrijf het advies.", most=8000, rows=18)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: InitiativeAdvice | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def freshen(self) -> Conflict | None:
        """After a refusal: both texts side by side, and what was typed may be sent again."""
        if self.row is None:
            return None
        self.row.refresh_from_db()
        typed = self.data.get("text", "")
        self.data = {**self.data.dict(), "seen": str(self.row.version)}  # type: ignore[attr-defined]
        return Conflict([ConflictRow("Advies", typed, self.row.text)])
