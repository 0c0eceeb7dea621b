"""Numbers as people in the Netherlands write them: a dot between thousands, a comma before the cents."""

import re
from typing import Any

from django import forms

_GROUPED = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d*)?")
_ROUND = re.compile(r",(-|–|=|--)$")


def plain(typed: str) -> str:
    """The same number without euro sign, spaces and dots between thousands: "€ 250.000,-" gives "250000".

    What is no number comes back as it was typed, so that its writer sees it again.
    """
    text = re.sub(r"[\s€]|EURO?", "", _ROUND.sub("", typed.strip()), flags=re.IGNORECASE)
    if _GROUPED.fullmatch(text):
        return text.replace(".", "").removesuffix(",")
    return text if re.fullmatch(r"-?\d+([.,]\d+)?", text) else typed


class NumberInput(forms.TextInput):
    """A text box for a number, written as one likes."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        return plain(typed) if isinstance(typed, str) else typed


def number_field(field: forms.DecimalField, errors: dict[str, str]) -> None:
    """Make a decimal field of a form take a number as people write it, with these Dutch errors."""
    field.localize, field.widget = True, NumberInput()
    # Django says this to a widget when it draws it; a refused save tells of the number before that.
    field.widget.is_localized = True
    field.error_messages.update(errors)
