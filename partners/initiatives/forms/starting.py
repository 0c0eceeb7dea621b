"""The first page: who you are, and what it is called."""

from typing import Any

from django import forms

from partners.initiatives.models import Guest, Initiative
from partners.organisations.models import Organisation
from zorgzaam.standing import Reader, standing_of

ROBOT = "Laat dit veld leeg. Het is er alleen om robots te herkennen."
ADDRESS = {
    "invalid": "Dit is geen e-mailadres. Schrijf het zo: naam@organisatie.nl.",
    "required": "Vul uw e-mailadres in.",
}


class StartForm(forms.ModelForm):  # type: ignore[type-arg]
    """With an account: what it is called and on whose behalf."""

    class Meta:
        model = Initiative
        fields = ("title", "organisation", "organisation_name")
        labels = {
            "title": "Hoe heet uw initiatief?",
            "organisation": "Namens welke organisatie?",
            "organisation_name": "Namens welke organisatie?",
        }
        help_texts = {"title": "Een korte titel. U kunt die later nog veranderen."}
        error_messages = {"title": {"required": "Geef uw initiatief een titel."}}

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        mine = Organisation.objects.filter(pk__in=standing_of(reader).organisations).order_by("name")
        field.queryset = mine
        if not mine:
            del self.fields["organisation"]
            return
        del self.fields["organisation_name"]
        field.required, field.empty_label = True, None if len(mine) == 1 else "Kies"
        field.error_messages["required"] = "Kies namens welke organisatie u dit indient."
        field.initial = mine[0].pk if len(mine) == 1 else None


class GuestStartForm(forms.ModelForm):  # type: ignore[type-arg]
    """Without an account: also who you are, and where we can write to you."""

    title = forms.CharField(
        label="Hoe heet uw initiatief?",
        max_length=160,
        help_text="Een korte titel. U kunt die later nog veranderen.",
        error_messages={"required": "Geef uw initiatief een titel."},
    )
    organisation_name = forms.CharField(
        label="Naam van uw organisatie",
        max_length=160,
        error_messages={"required": "Schrijf op namens welke organisatie u dit indient."},
    )
    website = forms.CharField(label=ROBOT, required=False, widget=forms.TextInput(attrs={"tabindex": "-1"}))

    class Meta:
        model = Guest
        fields = ("name", "email")
        help_texts = {
            "email": "Hierheen sturen wij de link waarmee u verder kunt, ook op een ander apparaat."
        }
        error_messages = {"name": {"required": "Vul uw naam in."}, "email": ADDRESS}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    field_order = ("title", "organisation_name", "name", "email", "website")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["website"].widget.attrs["autocomplete"] = "off"

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(ROBOT)
        return ""


class AddressForm(forms.ModelForm):  # type: ignore[type-arg]
    """Another address, name or telephone number of who has no account."""

    class Meta:
        model = Guest
        fields = ("name", "email", "phone")
        error_messages = {"name": {"required": "Vul uw naam in."}, "email": ADDRESS}
        help_texts = {
            "email": "Wijzigt u dit, dan krijgt u op het nieuwe adres een nieuwe link. De oude vervalt."
        }

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class LostLinkForm(forms.Form):
    """The address one began with."""

    email = forms.EmailField(
        label="E-mailadres",
        error_messages=ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
