"""Forms of a merge: which other, the yes to what was shown, and taking it back."""

from typing import Any

from django import forms

from partners.organisations.models import Organisation
from partners.organisations.picking import ever, pick_organisation
from zorgzaam.conflicts import copied

SAY_WHY = {"required": "Schrijf op waarom. Dit komt in de geschiedenis."}


class OtherForm(forms.Form):
    """A GET form: with which other?"""

    met = pick_organisation("Welke organisatie is dezelfde?")

    def __init__(self, *args: Any, of: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["met"].queryset = ever().exclude(pk=of.pk)  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    """The yes, with the mark of the preview that was read."""

    reason = forms.CharField(
        label="Waarom zijn dit dezelfde?",
        max_length=300,
        help_text="Bijvoorbeeld: twee keer ingevoerd, of dezelfde stichting onder een oude naam.",
        error_messages=SAY_WHY,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, mark: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.mark = mark

    def freshen(self) -> None:
        """After a refusal the page shows what it would do now, and the same form may be sent again."""
        self.data = copied(self.data)
        self.data["seen"] = self.mark


class UndoForm(forms.Form):
    """Taking a merge back."""

    reason = forms.CharField(label="Waarom draai je het terug?", max_length=300, error_messages=SAY_WHY)
