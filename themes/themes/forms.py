"""Forms of themes: what a theme says of itself, and another name."""

from typing import Any

from django import forms
from django.utils import timezone

from themes.kept import ORIGIN, KeptForm
from themes.themes.models import Theme
from zorgzaam.periods import Precision
from zorgzaam.ui.forms import NOT_IN_LIST, day_field
from zorgzaam.ui.pages import RowForm


class ThemeForm(KeptForm):
    """The words of a theme; its name has a form of its own."""

    class Meta:
        model = Theme
        fields = [
            *("goal", "intended_result", "definition", "target_group", "diagram_name", "aliases"),
            *ORIGIN,
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("goal", "intended_result", "definition", "aliases")
        }


class RenameForm(RowForm):
    """Another name for a theme; the old one stays readable, with since when and why (domain.md O5)."""

    constraint_fields = {"theme_name_once": "name"}
    name = forms.CharField(
        label="Nieuwe naam", max_length=160, error_messages={"required": "Schrijf de nieuwe naam."}
    )
    on = day_field("Sinds wanneer heet het zo", initial=timezone.localdate)
    precision = forms.ChoiceField(
        label="Precies tot op", choices=Precision.choices, initial=Precision.DAY, error_messages=NOT_IN_LIST
    )
    reason = forms.CharField(
        label="Waarom",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Iedereen kan dit lezen.",
        error_messages={"required": "Schrijf op waarom de naam verandert."},
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name == self.row.name:
            raise forms.ValidationError("Zo heet dit thema al.")
        return name

    def save(self, by: Any) -> None:
        data = self.cleaned_data
        self.row.rename(
            data["name"], by=by, on=data["on"], precision=data["precision"], reason=data["reason"]
        )
