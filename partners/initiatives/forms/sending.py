"""The last step: the promise of who takes no part yet, and the button."""

from typing import Any

from django import forms

from partners.initiatives.completeness import needs_promise
from partners.initiatives.models import Initiative
from zorgzaam.versions import VersionedFormMixin


class SendForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """`takes_part` is asked of who is no deelnemer."""

    class Meta:
        model = Initiative
        fields = ("takes_part",)
        labels = {"takes_part": "Onze organisatie doet actief mee als het netwerk dit initiatief opneemt."}
        help_texts = {
            "takes_part": "Uw organisatie is nog geen deelnemer van het netwerk. Indienen mag wel, als u dit belooft."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_promise(self.instance):
            del self.fields["takes_part"]

    def clean_takes_part(self) -> bool:
        if not self.cleaned_data["takes_part"]:
            raise forms.ValidationError("Zonder deze belofte kunt u niet indienen.")
        return True
