"""The form of an assessor: a score and a reason per criterion, an advice and why."""

import uuid
from typing import Any

from django import forms

from partners.initiatives import assessing
from partners.initiatives.assessing import Said
from partners.initiatives.forms.desk import words
from partners.initiatives.forms.draft import DraftForm
from partners.initiatives.models import Assessment, InitiativeAdvice, Score, Verdict
from themes.criteria.models import AssessmentCriterion
from zorgzaam.conflicts import Conflict, ConflictRow
from zorgzaam.ui.forms import ONE_OF
from zorgzaam.ui.pages import RowForm


class AssessmentForm(DraftForm):
    """What is typed is kept half; handed in it has to be whole. The button says which (`hand_in`)."""

    advice = forms.ChoiceField(
        label="Je advies",
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages=ONE_OF,
    )
    words = words("Waarom geef je dit advies?", missing="Schrijf op waarom.", required=False)

    class Meta:
        model = Assessment
        fields = ("advice", "words")

    instance: Assessment
    columns_beside = ("advice", "words")

    def offer(self) -> None:
        self.criteria = list(AssessmentCriterion.objects.all())
        own = {name: self.fields.pop(name) for name in self.columns_beside}
        for one in self.criteria:
            self.fields[_score(one)] = forms.TypedChoiceField(
                label=_capital(one.name), choices=Score.choices, coerce=int, empty_value=None, required=False,
                widget=forms.RadioSelect, help_text=one.explanation, error_messages=ONE_OF,
            )  # fmt: skip
            self.fields[_reason(one)] = forms.CharField(
                label=f"Waarom? ({_capital(one.name)})", max_length=2000, required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
        self.fields.update(own)
        for field in self.fields.values():
            field.optional = "nodig om in te leveren"

    def stored(self) -> dict[str, Any]:
        now: dict[str, Any] = (
            Assessment.objects.filter(pk=self.instance.pk).values(*self.columns_beside).get()
        )
        known = {each.criterion_id: each for each in self.instance.scores.all()}
        for one in self.criteria:
            said = known.get(one.pk)
            now |= {_score(one): said.score if said else None, _reason(one): said.reason if said else ""}
        return now

    def write(self) -> None:
        assessing.keep(self.instance, self.said)

    @property
    def hands_in(self) -> bool:
        return "hand_in" in self.data

    def ask_all(self) -> None:
        """To hand in, nothing may be left open: say beside each field what is missing."""
        for name, missing in self._asked():
            if name not in self.errors and not self.cleaned_data[name]:
                self.add_error(name, missing)

    def _asked(self) -> list[tuple[str, str]]:
        scores = [(_score(one), "Kies een score.") for one in self.criteria]
        reasons = [(_reason(one), "Schrijf op waarom je deze score geeft.") for one in self.criteria]
        return [*scores, *reasons, ("advice", "Kies een advies."), ("words", "Schrijf op waarom.")]

    @property
    def said(self) -> Said:
        """What `assessing.save` and `assessing.hand_in` take; of a field with a mistake what was kept before."""
        data = {**self.initial, **self.cleaned_data}
        scores: dict[uuid.UUID, tuple[int | None, str]] = {
            one.pk: (data[_score(one)], data[_reason(one)]) for one in self.criteria
        }
        return Said(scores, data["advice"], data["words"])


def _score(criterion: AssessmentCriterion) -> str:
    return f"score_{criterion.pk.hex}"


def _reason(criterion: AssessmentCriterion) -> str:
    return f"reason_{criterion.pk.hex}"


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
