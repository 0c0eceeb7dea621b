"""Which days what happened is looked for on."""

import datetime
from typing import Any

from django import forms

from zorgzaam.ui.forms import FORMATS, NO_DATE, DateInput
from zorgzaam.years import sensible


class SinceForm(forms.Form):
    """After which day things are new, and up to which day one looks."""

    sinds = forms.DateField(
        label="Gebeurd na", required=False, widget=DateInput, input_formats=FORMATS, error_messages=NO_DATE,
        validators=[sensible],
    )  # fmt: skip
    tot = forms.DateField(
        label="Tot en met", required=False, widget=DateInput, input_formats=FORMATS, error_messages=NO_DATE,
        validators=[sensible], help_text="Leeg: tot en met vandaag.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("sinds") and data.get("tot") and data["tot"] <= data["sinds"]:
            self.add_error("tot", "Deze dag ligt niet na de eerste.")
        return data

    def day_or(self, otherwise: datetime.date) -> datetime.date:
        """The day that was asked, or the other one."""
        return (self.is_valid() and self.cleaned_data["sinds"]) or otherwise

    @property
    def until(self) -> datetime.date | None:
        """The last day that was asked; None for today."""
        return self.cleaned_data["tot"] if self.is_valid() else None
