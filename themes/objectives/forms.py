"""Forms of objectives: one of them, and the start of a new period."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from themes.kept import ORIGIN, KeptForm
from themes.objectives.models import Objective, Outcome
from themes.themes.models import Theme
from zorgzaam.conflicts import as_opened
from zorgzaam.people.models import Person
from zorgzaam.ui.forms import NOT_IN_LIST, day_field
from zorgzaam.versions import VersionField

TOLD = ("outcome", "result")
SHORTFALL = "Schrijf op wat er wel en niet lukte."


class ObjectiveForm(KeptForm):
    """One objective, with what became of it."""

    constraint_fields = {
        "objective_number_has_unit": "target_unit",
        "objective_shortfall_is_told": "result",
        "themes_objective_ends_after_start": "ends_on",
    }
    given = ("theme",)
    starts_on = day_field("Vanaf", required=False)
    ends_on = day_field("Tot en met", required=False)

    class Meta:
        model = Objective
        fields = [
            *("text", "explanation", "starts_on", "ends_on", "indicator", "target_number", "target_unit"),
            *("outcome", "result"),
            *ORIGIN,
        ]
        help_texts = {"outcome": "Leeg zolang de periode nog loopt."}

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        if self.instance._state.adding:
            self.instance.position = Objective.objects.next_position(self.instance.theme)
        return super().save(commit)


class NewPeriodForm(forms.Form):
    """A new period for the objectives of a theme: what became of each, and which are taken along (R16)."""

    starts_on = day_field("Nieuwe periode vanaf")
    ends_on = day_field("Tot en met")

    def __init__(
        self, *args: Any, theme: Theme, objectives: Sequence[Objective], by: Person, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.theme, self.objectives, self.by = theme, objectives, by
        year = timezone.localdate().year + 1
        self.initial = {
            "starts_on": datetime.date(year, 1, 1), "ends_on": datetime.date(year, 12, 31), **self.initial,
        }  # fmt: skip
        for row in objectives:
            self._add(row)
        if self.is_bound:
            self._fill_in_unseen()

    def _fill_in_unseen(self) -> None:
        """An objective that was added since the page was opened stays as it is, and is shown on the next page."""
        fresh: dict[str, str] = {}
        for row in self.objectives:
            if not self.data.get(f"version-{row.pk}"):
                fresh |= {f"version-{row.pk}": str(row.version)}
                fresh |= {f"{name}-{row.pk}": getattr(row, name) for name in TOLD}
        self.data = {**self.data.dict(), **fresh}  # type: ignore[attr-defined]

    def _add(self, row: Objective) -> None:
        choices = [("", "Nog niet ingevuld"), *Outcome.choices]
        self.fields[f"outcome-{row.pk}"] = forms.ChoiceField(
            label="Uitkomst", choices=choices, required=False, initial=row.outcome, error_messages=NOT_IN_LIST
        )
        self.fields[f"result-{row.pk}"] = forms.CharField(
            label="Wat het opleverde",
            required=False,
            initial=row.result,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Voor de bestuurlijke tafel, kort en concreet.",
        )
        self.fields[f"renew-{row.pk}"] = forms.BooleanField(
            label="Neem mee naar de nieuwe periode", required=False
        )
        self.fields[f"version-{row.pk}"] = VersionField(initial=row.version)

    def rows(self) -> list[tuple[Objective, list[Any]]]:
        """Per objective its fields, for the page."""
        names = ("outcome", "result", "renew", "version")
        return [(row, [self[f"{name}-{row.pk}"] for name in names]) for row in self.objectives]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Het einde ligt voor het begin.")
        for row in self.objectives:
            short = data.get(f"outcome-{row.pk}") in (Outcome.PARTLY, Outcome.MISSED)
            if short and not data.get(f"result-{row.pk}"):
                self.add_error(f"result-{row.pk}", SHORTFALL)
        return data

    def save(self) -> None:
        """Outcomes of the old period and the objectives of the new one; all or nothing."""
        data = self.cleaned_data
        for row in self.objectives:
            row.version = data[f"version-{row.pk}"]
            row.conclude(by=self.by, outcome=data[f"outcome-{row.pk}"], result=data[f"result-{row.pk}"])
            if data[f"renew-{row.pk}"]:
                row.renew(by=self.by, starts_on=data["starts_on"], ends_on=data["ends_on"])

    def freshen(self) -> None:
        """After a refusal: with the versions of now, what only a colleague wrote, and beside it what both wrote."""
        fresh: dict[str, Any] = {}
        for row in self.objectives:
            row.version = self.cleaned_data[f"version-{row.pk}"]
            opened = as_opened(row)
            row.refresh_from_db()
            fresh[f"version-{row.pk}"] = str(row.version)
            for name in TOLD:
                fresh |= self._beside(f"{name}-{row.pk}", getattr(row, name), getattr(opened, name, None))
        self.data = {**self.data, **fresh}

    def _beside(self, field: str, now: str, opened: str | None) -> dict[str, str]:
        """The field as it stands now when its writer left it alone; else what stands there is said beside it."""
        typed = self.cleaned_data[field]
        if typed == opened:
            return {field: now}
        if now not in (typed, opened):
            told = dict(Outcome.choices).get(now, now)
            self.add_error(field, f"Nu staat er: {told or 'niets'}")
        return {}
