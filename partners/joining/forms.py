"""Forms of who wants to come in."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from partners.contacts.forms import MANAGES, NO_ADDRESS, UNTIL, not_past
from partners.joining.answering import Grant
from partners.joining.asking import Question
from partners.joining.models import AccessRequest
from partners.joining.taking_part import Place
from partners.organisations.models import ParticipationKind
from partners.organisations.picking import pick_organisation
from zorgzaam.ui.forms import ONE_OF, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.ui.trap import Trap

WHICH = "Kies een organisatie uit de lijst, of typ hieronder hoe zij heet."
TAKES_PART = [
    (ParticipationKind.MEMBER.value, "Deelnemer"),
    (ParticipationKind.CIRCLE.value, "In de kring: elk jaar uitgenodigd"),
]


class AskAccessForm(Trap):
    """To speak for an organisation. `person`: who is logged in, whose name and address are known."""

    organisation = pick_organisation("Organisatie", required=False)
    organisation_name = forms.CharField(
        label="Staat de organisatie er niet bij? Typ de naam", max_length=160, required=False
    )
    name = forms.CharField(label="Uw naam", max_length=120, error_messages={"required": "Schrijf uw naam."})
    address = forms.EmailField(
        label="E-mailadres van uw werk",
        error_messages=NO_ADDRESS,
        help_text="Hier gaat een mail naartoe, om te zien dat het adres van u is.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    role = forms.CharField(label="Functie", max_length=80, error_messages={"required": "Schrijf wat u doet."})
    why = forms.CharField(
        label="Waarom",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Waarvoor wilt u namens deze organisatie meewerken?",
        error_messages={"required": "Schrijf in een paar woorden waarom."},
    )
    constraint_fields = {"one_open_access_request": "organisation"}
    field_order = ["organisation", "organisation_name", "name", "address", "role", "why"]

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].optional = "of typ hieronder de naam"  # type: ignore[attr-defined]
        self.fields["organisation_name"].optional = "alleen dan"  # type: ignore[attr-defined]
        if known:
            del self.fields["name"], self.fields["address"]
            self.fields["role"].error_messages["required"] = "Schrijf wat je doet."
            self.fields["why"].help_text = "Waarvoor wil je namens deze organisatie meewerken?"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen, typed = data.get("organisation"), data.get("organisation_name")
        if chosen and typed:
            self.add_error("organisation_name", "Kies uit de lijst, of typ een naam. Niet allebei.")
        if not chosen and not typed and "organisation" not in self.errors:
            self.add_error("organisation", WHICH)
        return data

    @property
    def question(self) -> Question:
        """Of a valid form."""
        return Question(**{key: value for key, value in self.cleaned_data.items() if key != "bijnaam"})


class GrantForm(RowForm):
    """Yes: what this person may. The organisation is chosen where the asker only typed a name."""

    organisation = pick_organisation("Voor welke organisatie")
    role = forms.CharField(
        label="Functie", max_length=80, error_messages={"required": "Schrijf een functie."}
    )
    until = day_field("Tot en met", required=False, help_text=UNTIL)
    manages = forms.BooleanField(label=MANAGES, required=False)
    constraint_fields = {"one_representation_at_a_time": "until"}

    def __init__(self, *args: Any, row: AccessRequest, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["role"].initial = row.role
        if row.organisation_id:
            del self.fields["organisation"]

    def clean_until(self) -> datetime.date | None:
        return not_past(self.cleaned_data["until"])

    @property
    def grant(self) -> Grant:
        """Of a valid form."""
        return Grant(**{key: value for key, value in self.cleaned_data.items() if key != "version"})


class RefuseForm(RowForm):
    reason = forms.CharField(
        label="Waarom niet",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wie het vroeg, leest dit in een mail.",
        error_messages={"required": "Schrijf op waarom niet."},
    )


class ButtonForm(RowForm):
    """Nothing to fill in: the button is the decision."""


class WordsForm(forms.Form):
    """What an organisation asks."""

    words = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf op wat jullie vragen."},
    )

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label

    constraint_fields = {"one_open_ask_of_a_kind": "words"}


class AnswerForm(RowForm):
    """What the netwerkbureau answers, and why."""

    words = forms.CharField(
        label="Antwoord",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De organisatie leest dit.",
        error_messages={"required": "Schrijf op wat het antwoord is en waarom."},
    )


class PlaceForm(AnswerForm):
    """Yes to taking part: how, and from when."""

    kind = forms.ChoiceField(
        label="Hoe doet de organisatie mee", choices=TAKES_PART, widget=ChoiceCards, error_messages=ONE_OF
    )
    starts_on = day_field("Vanaf", initial=timezone.localdate)
    field_order = ["kind", "starts_on", "words"]

    @property
    def place(self) -> Place:
        """Of a valid form."""
        return Place(self.cleaned_data["kind"], self.cleaned_data["starts_on"])
