"""Forms of reading a register in: the file, and the yes to what it does."""

from typing import Any

from django import forms

from governance.bodies.models import Body
from governance.council.forms import councils_of
from governance.council.importing.applying import Plan
from zorgzaam.conflicts import copied
from zorgzaam.standing import Reader
from zorgzaam.ui.forms import NOT_IN_LIST

LEAVE = "leave"


class CouncilListForm(forms.Form):
    """A file, and the council of rows that name none."""

    council = forms.ModelChoiceField(
        Body.objects.none(), label="Raad of Staten", empty_label="Kies een raad",
        help_text="Voor rijen waarin geen raad staat.",
        error_messages={"required": "Kies voor welke raad dit is.", **NOT_IN_LIST},
    )  # fmt: skip
    file = forms.FileField(
        label="Bestand",
        help_text="CSV, Excel (.xlsx) of ODS, hoogstens 10 MB en 2.000 rijen.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["council"]
        field.queryset = councils_of(reader)
        whole = [council for council in field.queryset if council.part_of_id is None]
        if len(whole) == 1:
            field.initial = whole[0]


class TakeInForm(forms.Form):
    """The button, with the preview its reader saw. Which rows are left out is ticked in the list itself."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, wrong: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.mark = plan.mark
        if wrong:
            label = "Neem de andere rijen over, zonder de rij die niet kan" if wrong == 1 else (
                f"Neem de andere rijen over, zonder de {wrong} rijen die niet kunnen")  # fmt: skip
            self.fields["without_wrong"] = forms.BooleanField(label=label, required=False)

    def freshen(self) -> None:
        """After a refusal the page shows what it would do now, and the same form may be sent again."""
        self.data = copied(self.data)
        self.data["seen"] = self.mark
