"""Fields of a versioned form that are kept in rows beside its own row, such as ticked links or figures; and columns
that history does not hold.

They travel with what the form showed, so that after a refused save the second press undoes nobody's work.
"""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.choices import flatten_choices
from django.utils.datastructures import MultiValueDict

from zorgzaam.conflicts import ConflictRow, Outcome, copied, sent
from zorgzaam.wording import in_words

WERE = "were"


class BesideFormMixin:
    """For a versioned ModelForm: give `stored()`, and call `remember()` at the end of `__init__`."""

    fields: dict[str, forms.Field]
    data: Any
    # Columns of the row itself that history does not hold: `stored()` tells them too.
    columns_beside: tuple[str, ...] = ()

    def stored(self) -> dict[str, Any]:
        """What is kept now per field name, as a form takes it for an initial value; read again on every call."""
        raise NotImplementedError

    def label_beside(self, name: str) -> str:
        """What a field is called where two texts stand side by side."""
        return str(self[name].label)  # type: ignore[index]

    def remember(self) -> None:
        """Fill the fields with what is kept, and note in a hidden field what was shown."""
        stored = self.stored()
        self.initial.update(stored)  # type: ignore[attr-defined]
        self.fields[WERE] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=self._noted(stored)
        )

    def merge_beside(self) -> list[ConflictRow]:
        """After a refused save: take over what only somebody else changed, and say what both changed."""
        self.data = copied(self.data)
        shown, stored = self._shown(), self.stored()
        rows = [self._merge(name, value, shown) for name, value in stored.items() if name in self.fields]
        self.data[self[WERE].html_name] = self._noted(stored)  # type: ignore[index]
        return rows

    def _merge(self, name: str, saved: Any, shown: dict[str, Any]) -> ConflictRow:
        field, mine = self.fields[name], self[name].data  # type: ignore[index]
        outcome = self._outcome(name, saved, mine, shown)
        if outcome == Outcome.TAKEN:
            for key, parts in self._sent(name, saved).items():
                self.data.setlist(key, parts)
        return ConflictRow(self.label_beside(name), _told(field, mine), _told(field, saved), outcome)

    def _outcome(self, name: str, saved: Any, mine: Any, shown: dict[str, Any]) -> Outcome:
        field = self.fields[name]
        if not field.has_changed(saved, mine):
            return Outcome.SAME
        if name not in shown:
            # A field that came since was never on this person's page; without a note nothing is known.
            return Outcome.TAKEN if shown else Outcome.BOTH
        bound = self[name]  # type: ignore[index]
        before = field.widget.value_from_datadict(MultiValueDict(shown[name]), {}, bound.html_name)
        if _same(field, before, mine):
            return Outcome.TAKEN
        return Outcome.BOTH if field.has_changed(saved, before) else Outcome.MINE

    def _sent(self, name: str, value: Any) -> dict[str, list[str]]:
        field = self.fields[name]
        return sent(self[name].html_name, field.widget, field.prepare_value(value))  # type: ignore[index]

    def _noted(self, stored: dict[str, Any]) -> str:
        return json.dumps({name: self._sent(name, stored[name]) for name in stored if name in self.fields})

    def _shown(self) -> dict[str, Any]:
        try:
            shown = json.loads(self[WERE].data or "{}")  # type: ignore[index]
        except ValueError:
            return {}
        return shown if isinstance(shown, dict) and all(isinstance(v, dict) for v in shown.values()) else {}


def _same(field: forms.Field, one: Any, other: Any) -> bool:
    try:
        return bool(field.to_python(one) == field.to_python(other))
    except ValidationError:
        return False


def _told(field: forms.Field, value: Any) -> str:
    """A value, typed or kept, in words."""
    try:
        found = field.to_python(value)
    except ValidationError:
        return str(value)
    if isinstance(found, list | models.QuerySet):
        return ", ".join(map(str, found))
    if isinstance(field, forms.ChoiceField) and isinstance(found, str):
        choices: Any = field.choices
        pairs: Any = flatten_choices(choices)
        labels = {str(key): str(label) for key, label in pairs}
        return labels.get(found, found) if found else ""
    return in_words(None, field.widget.format_value(found) if field.localize else found)
