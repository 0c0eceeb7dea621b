"""What the forms share with which the netwerkbureau keeps themes and tasks."""

from typing import Any

from django import forms

from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST
from zorgzaam.versions import VersionedFormMixin

ORIGIN = ["source", "source_note"]


class KeptForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """Base: a versioned form whose constraints speak beside their field, with a source one may choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.error_messages |= NOT_IN_LIST
        if "source" in self.fields:
            self.fields["source"].empty_label = "Geen bron"  # type: ignore[attr-defined]
