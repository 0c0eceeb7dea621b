"""The form of a progress report: colour, reason, text, and a figure per indicator of the task."""

import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from regioplan.progress.models import Indicator
from regioplan.progress.reports import Measurement, ProgressReport
from regioplan.progress.triggers import NOT_YET
from zorgzaam.beside import BesideFormMixin
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.lights import Light
from zorgzaam.ui.forms import NOT_IN_LIST, ChoiceCards, day_field
from zorgzaam.ui.numbers import number_field
from zorgzaam.versions import VersionedFormMixin

PARTS = ("value", "on", "origin")
SAVE, SUBMIT = "bewaar", "dien_in"
NO_NUMBER = {"invalid": "Dit is geen getal. Schrijf het zo: 12,5."}
NEEDED = "nodig om in te dienen"
# A figure may be of a monitor of some time ago; of longer ago it is a slip of the keyboard.
REACH = datetime.timedelta(days=2 * 366)


class ReportForm(BesideFormMixin, ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A draft, kept or ready to be handed in. A figure that is left empty was not measured; a draft may keep half of
    one."""

    constraint_fields = {"report_once_per_period": "text", "report_submitted_is_whole": "light"}
    light = forms.ChoiceField(
        label="Hoe staat het ervoor",
        choices=Light.choices,
        widget=ChoiceCards,
        required=False,
        error_messages=NOT_IN_LIST,
    )

    class Meta:
        model = ProgressReport
        fields = ["light", "reason", "text"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3}), "text": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "reason": "Eén of twee zinnen; iedereen kan dit lezen.",
            "text": "Wat is er gedaan, wat is het gevolg, en wat komt hierna?",
        }

    def __init__(self, *args: Any, indicators: list[Indicator], action: str = SAVE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators, self.action = indicators, action
        for name in ("light", "reason"):
            self.fields[name].optional = NEEDED  # type: ignore[attr-defined]
        for indicator in indicators:
            self._add(indicator)
        self.remember()

    def stored(self) -> dict[str, Any]:
        """The figures of the draft as they are kept now."""
        rows = [] if self.instance._state.adding else self.instance.values.order_by("measured_on")
        kept = {str(row.indicator_id): (row.value, row.measured_on, row.origin) for row in rows}
        kept |= {pk: _from_text(half) for pk, half in self._kept_half().items()}
        nothing = (None, min(self.instance.ends_on, timezone.localdate()), "")
        return {
            f"{part}-{each.pk}": value
            for each in self.indicators
            for part, value in zip(PARTS, kept.get(str(each.pk), nothing), strict=True)
        }

    def _kept_half(self) -> dict[str, dict[str, str]]:
        """What is half in the database: a refused save leaves this person's own halves on the instance."""
        rows = ProgressReport.objects.filter(pk=self.instance.pk)
        return rows.values_list("unfinished", flat=True).first() or {}

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
        on = day_field("Gemeten op", required=False)
        origin = forms.CharField(label="Bron van het cijfer", max_length=200, required=False)
        on.optional = origin.optional = "nodig bij een cijfer"  # type: ignore[attr-defined]
        self.fields |= {f"on-{indicator.pk}": on, f"origin-{indicator.pk}": origin}

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
            self._check(each, *(data.get(f"{part}-{each.pk}") for part in PARTS))
        return data

    def _check(self, of: Indicator, value: Any, on: Any, origin: Any) -> None:
        """What is wrong with a figure; what is only missing is told when it is handed in."""
        if on and on > timezone.localdate():
            self.add_error(f"on-{of.pk}", NOT_YET)
        if on and on < self.instance.starts_on - REACH:
            self.add_error(f"on-{of.pk}", f"Dit is lang voor {self.instance.period}. Kijk de datum na.")
        if self.action != SUBMIT or self.errors.keys() & {f"{part}-{of.pk}" for part in PARTS}:
            return
        if value is None:
            if origin:
                self.add_error(f"value-{of.pk}", "Vul het cijfer in, of maak de bron leeg.")
            return
        if not on:
            self.add_error(f"on-{of.pk}", "Zeg van welke dag dit cijfer is.")
        if not origin:
            self.add_error(f"origin-{of.pk}", "Noem de bron van het cijfer.")

    def save(self, commit: bool = True) -> ProgressReport:
        """The draft with its figures; those that stay as they are kept are left alone."""
        self.instance.edited_at = timezone.now()
        stored, typed = self.stored(), {each: self._typed(each) for each in self.indicators}
        half = {str(each.pk): _as_text(*said) for each, said in typed.items() if _is_half(*said)}
        # Of an indicator that is on no page any more, what was half is no more either.
        self.instance.unfinished = half
        report: ProgressReport = super().save(commit)
        for each, said in typed.items():
            if said != tuple(stored[f"{part}-{each.pk}"] for part in PARTS):
                self._keep(report, each, *said)
        return report

    def _typed(self, of: Indicator) -> tuple[Any, ...]:
        return tuple(self.cleaned_data[f"{part}-{of.pk}"] for part in PARTS)

    def _keep(self, report: ProgressReport, of: Indicator, value: Any, on: Any, origin: str) -> None:
        report.values.filter(indicator=of).delete()
        if value is not None and not _is_half(value, on, origin):
            Measurement.objects.create(
                report=report, indicator=of, value=value, measured_on=on, origin=origin
            )


def _is_half(value: Any, on: Any, origin: str) -> bool:
    """Begun and not whole. The day alone is no beginning: it is filled in beforehand."""
    return bool(value is not None or origin) and (value is None or not on or not origin)


def _as_text(value: Any, on: Any, origin: str) -> dict[str, str]:
    return {
        "value": "" if value is None else str(value),
        "on": on.isoformat() if on else "",
        "origin": origin,
    }


def _from_text(half: dict[str, str]) -> tuple[Any, Any, str]:
    value, on = half["value"], half["on"]
    return (
        Decimal(value) if value else None,
        datetime.date.fromisoformat(on) if on else None,
        half["origin"],
    )
