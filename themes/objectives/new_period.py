"""The form that starts a new period for the objectives of a theme."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from themes.objectives.models import OLD_PERIOD_RUNS, Objective, Outcome
from themes.themes.models import Theme
from zorgzaam.conflicts import Conflict, ConflictRow, as_opened
from zorgzaam.conflicts import Outcome as Who
from zorgzaam.people.models import Person
from zorgzaam.ui.dates import day as in_words
from zorgzaam.ui.forms import NOT_IN_LIST, day_field
from zorgzaam.versions import StaleVersion, VersionField

TOLD = ("outcome", "result")
NEW_WORDS = ("text", "explanation")
SHORTFALL = "Schrijf op wat er wel en niet lukte."


def sent(data: Iterable[str]) -> list[uuid.UUID]:
    """The objectives a sent page asked about, by the names of its fields; what is no objective is left out."""
    found = []
    for name in data:
        kind, _, key = name.partition("-")
        try:
            found += [uuid.UUID(key)] if kind == "version" else []
        except ValueError:
            continue
    return found


class NewPeriodForm(forms.Form):
    """A new period for the objectives of a theme: what became of each, and which are taken along (R16).

    A colleague may renew one while this page is open. What was typed about it then stands beside what stands there now;
    `known-...` says which renewal its writer was shown, so that a second press decides knowingly.
    """

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
                fresh |= {f"{name}-{row.pk}": getattr(row, name) for name in (*TOLD, *NEW_WORDS)}
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
        self.fields[f"text-{row.pk}"] = forms.CharField(
            label="Doelstelling in de nieuwe periode",
            required=False,
            initial=row.text,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Alleen als je de doelstelling meeneemt. Pas de woorden aan als er een jaar in staat.",
        )
        self.fields[f"explanation-{row.pk}"] = forms.CharField(
            label="Uitleg in de nieuwe periode",
            required=False,
            initial=row.explanation,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields[f"version-{row.pk}"] = VersionField(initial=row.version)
        self.fields[f"known-{row.pk}"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def rows(self) -> list[tuple[Objective, Objective | None, list[Any]]]:
        """Per objective the one that renewed it and its fields, for the page."""
        return [(row, _renewal(row), self._fields_of(row)) for row in self.objectives]

    def _fields_of(self, row: Objective) -> list[Any]:
        names = ["outcome", "result", *([] if _renewal(row) else ["renew", *NEW_WORDS]), "version", "known"]
        return [self[f"{name}-{row.pk}"] for name in names]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Het einde ligt voor het begin.")
        for row in self.objectives:
            short = data.get(f"outcome-{row.pk}") in (Outcome.PARTLY, Outcome.MISSED)
            if short and not data.get(f"result-{row.pk}"):
                self.add_error(f"result-{row.pk}", SHORTFALL)
        if starts and (last := self._last_day_taken_along(data)) and starts <= last:
            self.add_error(
                "starts_on", f"{OLD_PERIOD_RUNS} De oude loopt tot en met {in_words(last, weekday=False)}."
            )
        return data

    def _last_day_taken_along(self, data: dict[str, Any]) -> datetime.date | None:
        """The last day of the periods of what is taken along, as far as known, without what was renewed already."""
        taken = [row for row in self.objectives if data.get(f"renew-{row.pk}") and not _renewal(row)]
        return max((row.last_day for row in taken if row.last_day), default=None)

    @transaction.atomic
    def save(self) -> None:
        """Outcomes of the old period and the objectives of the new one; all or nothing.

        StaleVersion when one of them was changed or renewed since this person saw it.
        """
        data = self.cleaned_data
        # Who renews holds the theme too (Objective.renew), so what is read of it now is still so at the end.
        Theme.objects.select_for_update(no_key=True).get(pk=self.theme.pk)
        self._read_renewals()
        for row in [each for each in self.objectives if self._is_about(each)]:
            renewal = _renewal(row)
            if renewal and data[f"known-{row.pk}"] != str(renewal.pk):
                raise StaleVersion
            row.version = data[f"version-{row.pk}"]
            row.conclude(by=self.by, outcome=data[f"outcome-{row.pk}"], result=data[f"result-{row.pk}"])
            if data[f"renew-{row.pk}"] and not renewal:
                row.renew(
                    by=self.by,
                    starts_on=data["starts_on"],
                    ends_on=data["ends_on"],
                    text=data[f"text-{row.pk}"],
                    explanation=data[f"explanation-{row.pk}"]
                    if f"explanation-{row.pk}" in self.data
                    else None,
                )

    def _read_renewals(self) -> None:
        """Which of the objectives are renewed by now."""
        rows = Objective.objects.filter(pk__in=[row.pk for row in self.objectives])
        self.objectives = list(rows.select_related("renewed_as").order_by("position"))

    def _is_about(self, row: Objective) -> bool:
        """Whether this person said something of an objective; of one that was renewed it need not be."""
        if not _renewal(row):
            return True
        typed = {name: self.cleaned_data[f"{name}-{row.pk}"] for name in TOLD}
        opened = self._opened(row)
        changed = opened is None or any(typed[name] != getattr(opened, name) for name in TOLD)
        return changed or self.cleaned_data[f"renew-{row.pk}"]

    def _opened(self, row: Objective) -> Any:
        """The objective in the version this person saw."""
        return as_opened(Objective(pk=row.pk, version=self.cleaned_data[f"version-{row.pk}"]))

    def freshen(self) -> Conflict:
        """After a refusal: with the versions of now, what only a colleague wrote, and beside it what both wrote."""
        self._read_renewals()
        self.objectives = [row for row in self.objectives if self._is_about(row)]
        fresh: dict[str, str] = {}
        rows: list[ConflictRow] = []
        for row in self.objectives:
            opened, renewal = self._opened(row), _renewal(row)
            fresh |= {
                f"version-{row.pk}": str(row.version),
                f"known-{row.pk}": str(renewal.pk if renewal else ""),
            }
            for name in TOLD:
                found = self._beside(row, name, getattr(opened, name, None))
                rows += found
                if any(each.taken for each in found):
                    fresh[f"{name}-{row.pk}"] = getattr(row, name)
        self.data = {**self.data, **fresh}
        return Conflict(rows)

    def _beside(self, row: Objective, name: str, opened: str | None) -> list[ConflictRow]:
        """What this person typed beside what stands there now, where that is not what was opened; said at the field too
        when both wrote something."""
        field, now = f"{name}-{row.pk}", getattr(row, name)
        typed = self.cleaned_data[field]
        if now in (typed, opened):
            return []
        who = Who.TAKEN if typed == opened else Who.BOTH
        if who == Who.BOTH:
            self.add_error(field, f"Nu staat er: {_in_words(now) or 'niets'}")
        label = f"{self.fields[field].label}: {row}"
        return [ConflictRow(label, _in_words(typed), _in_words(now), who)]


def _renewal(row: Objective) -> Objective | None:
    found: Objective | None = getattr(row, "renewed_as", None)
    return found


def _in_words(value: str) -> str:
    return str(dict(Outcome.choices).get(value, value))
