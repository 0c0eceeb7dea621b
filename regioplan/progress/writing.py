"""The form of a progress report: colour, reason, text, and a figure per indicator of the task."""

from typing import Any

from django import forms
from django.utils import timezone

from regioplan.progress.models import Indicator
from regioplan.progress.reports import Light, Measurement, ProgressReport
from zorgzaam.beside import BesideFormMixin
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST, ChoiceCards, day_field
from zorgzaam.ui.numbers import number_field
from zorgzaam.versions import VersionedFormMixin

PARTS = ("value", "on", "origin")
SAVE, SUBMIT = "bewaar", "dien_in"
NO_NUMBER = {"invalid": "Dit is geen getal. Schrijf het zo: 12,5."}


class ReportForm(BesideFormMixin, ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
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
        for indicator in indicators:
            self._add(indicator)
        self.remember()

    def stored(self) -> dict[str, Any]:
        """The figures of the draft as they are kept now."""
        rows = [] if self.instance._state.adding else self.instance.values.order_by("measured_on")
        kept = {row.indicator_id: (row.value, row.measured_on, row.origin) for row in rows}
        nothing = (None, min(self.instance.ends_on, timezone.localdate()), "")
        return {
            f"{part}-{each.pk}": value
            for each in self.indicators
            for part, value in zip(PARTS, kept.get(each.pk, nothing), strict=True)
        }

    def label_beside(self, name: str) -> str:
        part, pk = name.split("-", 1)
        indicator = next(each for each in self.indicators if str(each.pk) == pk)
        label = super().label_beside(name)
        return label if part == "value" else f"{indicator.name}: {label.lower()}"

    def _add(self, indicator: Indicator) -> None:
        value = forms.DecimalField(
            label=f"{indicator.name} ({indicator.unit})", required=False, max_digits=14, decimal_places=2
        )
        number_field(value, NO_NUMBER)
        self.fields[f"value-{indicator.pk}"] = value
        self.fields[f"on-{indicator.pk}"] = day_field("Gemeten op", required=False)
        self.fields[f"origin-{indicator.pk}"] = forms.CharField(
            label="Bron van het cijfer", max_length=200, required=False
        )

    def figures(self) -> list[tuple[Indicator, list[Any]]]:
        """Per indicator its three fields, for the page."""
        return [(each, [self[f"{name}-{each.pk}"] for name in PARTS]) for each in self.indicators]

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
        """The draft with its figures; those that stay as they are kept are left alone."""
        self.instance.edited_at = timezone.now()
        report: ProgressReport = super().save(commit)
        stored = self.stored()
        for each in self.indicators:
            names = [f"{part}-{each.pk}" for part in PARTS]
            if any(self.cleaned_data[name] != stored[name] for name in names):
                self._keep(report, each, *(self.cleaned_data[name] for name in names))
        return report

    def _keep(self, report: ProgressReport, of: Indicator, value: Any, on: Any, origin: str) -> None:
        report.values.filter(indicator=of).delete()
        if value is not None:
            Measurement.objects.create(
                report=report, indicator=of, value=value, measured_on=on, origin=origin
            )
