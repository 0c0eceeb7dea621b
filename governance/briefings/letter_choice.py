"""Choosing a letter from a list."""

from typing import Any

from django import forms

from zorgzaam.ui.dates import day as in_words


class LetterChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Each by its kind, subject and date."""

    def label_from_instance(self, obj: Any) -> str:
        when = f", {in_words(obj.dated_on, weekday=False)}" if obj.dated_on else ""
        return f"{obj.get_kind_display()}: {obj.subject}{when}"
