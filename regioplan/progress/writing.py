"""The form of a progress report: colour, reason, text, and a figure per indicator of the task."""

from typing import Any

from django import forms
from django.utils import timezone

from regioplan.progress.models import Indicator
from regioplan.progress.reports import Light, Measurement, ProgressReport
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST, ChoiceCards, day_field
from zorgzaam.versions import VersionedFormMixin

SAVE, SUBMIT = "bewaar", "dien_in"
NO_NUMBER = {"invalid": "Dit is geen getal. Schrijf het zo: 12,5."}


class ReportForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A draft, kept or handed in. A figure that is left empty was not measured."""

    constraint_fields = {"report_once_per_period": "text", "report_submitted_is_whole": "light"}
    light = forms.ChoiceField(
        label="Hoe staat het ervoor",
        choices=Light.choices,
        widget=ChoiceCards,
        required=False,
        help_text="Nodig om in te dienen.",
        error_messages=NOT_IN_LIST,
    )

    class Meta:
        model = ProgressReport
        fields = ["light", "reason", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "reason": "Nodig om in te dienen. Eén of twee zinnen; iedereen kan dit lezen.",
            "text": "Wat is er gedaan, wat is het gevolg, en wat komt hierna?",
        }

    def __init__(self, *args: Any, indicators: list[Indicator], action: str = SAVE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators, self.action = indicators, action
        kept = {row.indicator_id: row for row in self._values()}
        for indicator in indicators:
            self._add(indicator, kept.get(indicator.pk))

    def _values(self) -> list[Measurement]:
        return [] if self.instance._state.adding else list(self.instance.values.order_by("measured_on"))

    def _add(self, indicator: Indicator, kept: Measurement | None) -> None:
        day = min(self.instance.ends_on, timezone.localdate())
        self.fields[f"value-{indicator.pk}"] = forms.DecimalField(
            label=f"{indicator.name} ({indicator.unit})",
            required=False,
            max_digits=14,
            decimal_places=2,
            localize=True,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            initial=kept.value if kept else None,
            error_messages=NO_NUMBER,
        )
        self.fields[f"on-{indicator.pk}"] = day_field(
            "Gemeten op", required=False, initial=kept.measured_on if kept else day
        )
        self.fields[f"origin-{indicator.pk}"] = forms.CharField(
            label="Bron van het cijfer", max_length=200, required=False, initial=kept.origin if kept else ""
        )

    def figures(self) -> list[tuple[Indicator, list[Any]]]:
        """Per indicator its three fields, for the page."""
        names = ("value", "on", "origin")
        return [(each, [self[f"{name}-{each.pk}"] for name in names]) for each in self.indicators]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.action == SUBMIT:
            if not data.get("light"):
                self.add_error("light", "Kies een kleur.")
            if not data.get("reason"):
                self.add_error("reason", "Schrijf op waarom je deze kleur kiest.")
        for each in self.indicators:
            if data.get(f"value-{each.pk}") is None:
                continue
            if not data.get(f"on-{each.pk}"):
                self.add_error(f"on-{each.pk}", "Zeg van welke dag dit cijfer is.")
            if not data.get(f"origin-{each.pk}"):
                self.add_error(f"origin-{each.pk}", "Noem de bron van het cijfer.")
        return data

    def save(self, commit: bool = True) -> ProgressReport:
        """The draft with its figures."""
        self.instance.edited_at = timezone.now()
        report: ProgressReport = super().save(commit)
        report.values.all().delete()
        for each in self.indicators:
            value = self.cleaned_data[f"value-{each.pk}"]
            if value is not None:
                Measurement.objects.create(
                    report=report,
                    indicator=each,
                    value=value,
                    measured_on=self.cleaned_data[f"on-{each.pk}"],
                    origin=self.cleaned_data[f"origin-{each.pk}"],
                )
        return report
