"""Forms of a list that is taken over."""

from typing import ClassVar

from django import forms

from newsletters.subscriptions.lists.models import FEWEST_DAYS, MOST_DAYS, ReaderList
from zorgzaam.conflicts import copied
from zorgzaam.versions import VersionedFormMixin

DAYS = f"Kies een aantal dagen van {FEWEST_DAYS} tot en met {MOST_DAYS}."
NAME = {
    "label": "Wat kregen zij tot nu toe?",
    "help_text": "Zo staat het in de mail aan hen. Bijvoorbeeld: de nieuwsbrief van de Zorgtafel.",
}
NAMELESS = {"required": "Schrijf wat zij tot nu toe kregen."}


class UploadForm(forms.Form):
    """A file, and where it is from."""

    name = forms.CharField(
        max_length=120, error_messages=NAMELESS, label=NAME["label"], help_text=NAME["help_text"]
    )
    file = forms.FileField(
        label="Bestand",
        help_text="CSV, Excel (.xlsx) of ODS met een kolom e-mailadres, hoogstens 10 MB en 2.000 rijen.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
    )


class TakeOverForm(forms.Form):
    """The button, with the preview its reader saw."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def freshen(self) -> None:
        """After a refusal the page shows what it would do now, and the same form may be sent again."""
        self.data = copied(self.data)
        self.data["seen"] = self.fields["seen"].initial


class AskForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """What is asked, whether once more, and until when an answer counts."""

    class Meta:
        model = ReaderList
        fields: ClassVar = ["name", "remind", "days"]
        labels: ClassVar = {
            "name": NAME["label"],
            "remind": "Vraag het na twee weken nog één keer aan wie niet antwoordde",
            "days": "Na hoeveel dagen vergeten we wie niet antwoordde?",
        }
        help_texts: ClassVar = {
            "name": NAME["help_text"],
            "days": f"Van {FEWEST_DAYS} tot en met {MOST_DAYS} dagen.",
        }
        error_messages: ClassVar = {
            "name": NAMELESS,
            "days": {"required": DAYS, "invalid": DAYS, "min_value": DAYS, "max_value": DAYS},
        }
