"""Forms of who speaks for an organisation, and of its contacts."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from partners.contacts.models import UNREACHABLE, Contact, is_reachable
from partners.contacts.speaking import Newcomer
from partners.organisations.models import Representation
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin

NO_ADDRESS = {
    "invalid": "Schrijf een e-mailadres zoals naam@organisatie.nl.",
    "required": "Schrijf een e-mailadres.",
}
UNTIL = "Leeg als er geen einde is. Voor een vakantie of verlof: kies de laatste dag."
MANAGES = "Mag ook collega's toevoegen, en vragen om toegang beantwoorden"
TAKES_EFFECT = (
    "Op deze dag mag het nog. De dag erna niet meer. Moet het nu meteen stoppen? Kies dan gisteren."
)


def not_past(day: datetime.date | None) -> datetime.date | None:
    """A last day of something that begins now."""
    if day and day < timezone.localdate():
        raise forms.ValidationError("Deze dag is al voorbij.")
    return day


class ColleagueForm(forms.Form):
    """Somebody who may speak for it from today."""

    name = forms.CharField(label="Naam", max_length=120, error_messages={"required": "Schrijf een naam."})
    address = forms.EmailField(
        label="E-mailadres van het werk",
        error_messages=NO_ADDRESS,
        help_text="Hier gaat een mail naartoe met de weg naar binnen.",
    )
    role = forms.CharField(
        label="Functie", max_length=80, error_messages={"required": "Schrijf wat deze persoon doet."}
    )
    until = day_field("Tot en met", required=False, help_text=UNTIL)
    manages = forms.BooleanField(label=MANAGES, required=False)

    def clean_until(self) -> datetime.date | None:
        return not_past(self.cleaned_data["until"])

    @property
    def newcomer(self) -> Newcomer:
        """Of a valid form."""
        return Newcomer(**self.cleaned_data)


class SpeakingForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """What somebody is called and may, and until when."""

    constraint_fields = {"one_representation_at_a_time": "ends_on"}
    given = ("organisation", "person", "starts_on")
    ends_on = day_field("Tot en met", required=False, help_text=UNTIL)
    manages = forms.BooleanField(label=MANAGES, required=False)

    class Meta:
        model = Representation
        fields = ["role", "ends_on", "manages"]

    def clean_ends_on(self) -> datetime.date | None:
        return not_past(self.cleaned_data["ends_on"])


class EndForm(RowForm):
    """The last day somebody speaks for it, and why."""

    on = day_field("Laatste dag", help_text=TAKES_EFFECT)
    reason = forms.CharField(
        label="Waarom",
        max_length=300,
        help_text="Bijvoorbeeld: heeft een andere baan. Dit komt in de geschiedenis.",
        error_messages={"required": "Schrijf op waarom het stopt."},
    )

    def clean_on(self) -> datetime.date | None:
        on: datetime.date | None = self.cleaned_data["on"]
        if on and self.row.starts_on and on < self.row.starts_on:
            raise forms.ValidationError("Deze dag ligt voor het begin.")
        if on and self.row.ends_on and on > self.row.ends_on:
            raise forms.ValidationError("Het stopt al eerder. Kies een vroegere dag.")
        return on


class ContactForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """Somebody to call or write to."""

    starts_on = day_field("Vanaf", required=False)
    ends_on = day_field("Tot en met", required=False)

    class Meta:
        model = Contact
        fields = ["role", "name", "address", "phone", "starts_on", "ends_on"]
        error_messages = {
            "role": NOT_IN_LIST,
            "name": {"required": "Schrijf een naam."},
            "address": NO_ADDRESS,
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        reachable = is_reachable(data.get("address"), data.get("phone"))
        if not reachable and not self.errors.keys() & {"address", "phone"}:
            self.add_error("address", UNREACHABLE)
        return data


class RemoveForm(RowForm):
    """Nothing to fill in: the button is the decision."""
