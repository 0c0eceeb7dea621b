"""A form that warns: what was typed is refused once, beside its field, until somebody ticks to go on anyway."""

from collections.abc import Iterable
from typing import Any

from django import forms

ANYWAY = "Toch opslaan, ook al is er dan iets anders"


class WarnsOnce(forms.Form):
    """Mixin. `warn(field, warnings)` from `clean`: refused until `anyway` is ticked. The tick is there from the first
    warning on, and not before: nobody ticks what they were never told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["anyway"] = forms.BooleanField(label=ANYWAY, required=False, widget=forms.HiddenInput)

    def warn(self, field: str, warnings: Iterable[str]) -> None:
        """Say these beside `field`, unless somebody goes on anyway."""
        found = list(warnings)
        if not found or self.cleaned_data.get("anyway"):
            return
        self.fields["anyway"].widget = forms.CheckboxInput()
        for warning in found:
            self.add_error(field, warning)
