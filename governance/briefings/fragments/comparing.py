"""What a fragment is about, in words: two choices beside each other where two people changed it."""

from typing import Any

from django import forms

from zorgzaam.conflicts import ConflictRow
from zorgzaam.wording import in_words


def beside(mine: forms.Form, theirs: forms.Form) -> list[ConflictRow]:
    """The fields in which two forms of one fragment differ, both bound and validated."""
    rows = [
        ConflictRow(str(mine[name].label), _said(mine, name), _said(theirs, name)) for name in mine.fields
    ]
    return [row for row in rows if row.differs]


def _said(form: forms.Form, name: str) -> str:
    field: Any = form.fields[name]
    value = form.cleaned_data.get(name)
    if isinstance(field, forms.ModelChoiceField):
        return "" if value is None else str(field.label_from_instance(value))
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(value) or in_words(None, value))
