"""Forms at the door."""

from typing import Any

from django import forms

from partners.organisations.models import Organisation


class WalkInForm(forms.Form):
    """Somebody who comes without announcing."""

    name = forms.CharField(
        label="Naam",
        max_length=120,
        error_messages={"required": "Schrijf op wie er binnenkomt."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Namens",
        required=False,
        empty_label="Geen organisatie uit de lijst",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.order_by("name")  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """On one line, and more than blanks."""
        return " ".join(self.cleaned_data["name"].split())
