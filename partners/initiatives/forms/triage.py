"""Forms of the netwerkbureau about one initiative."""

from typing import Any

from django import forms
from django.utils import timezone

from partners.initiatives.assessing import askable
from partners.initiatives.forms.desk import words
from partners.initiatives.models import Initiative
from partners.initiatives.sitting import of_the_office
from partners.initiatives.terms import ASSESS, OFFER, within
from partners.organisations.models import Organisation, OrganisationKind
from partners.organisations.picking import pick_organisation
from zorgzaam.people.models import Person
from zorgzaam.ui.forms import NOT_IN_LIST, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.ui.picker import PickField, PickManyField

PAST = "Deze dag is voorbij. Kies vandaag of een latere dag."
PICK_PERSON = "Typ een deel van de naam en kies uit de lijst."


class DeskForm(RowForm):
    """Decides where an initiative goes. Its page shows nothing of where that is now, so a refusal says it."""

    row: Initiative

    def changed_since(self) -> str:
        return (
            f"Dit is intussen veranderd: de stand is nu “{self.row.words}”. "
            "Klopt het zo nog? Stuur het dan nog een keer."
        )


class _WithTerm(DeskForm):
    """With a last day that is not over."""

    term = OFFER
    due_on = day_field("Uiterlijk")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = within(self.term)

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        if due_on < timezone.localdate():
            raise forms.ValidationError(PAST)
        return due_on


class AssessForm(_WithTerm):
    """Who assesses it, and by when."""

    term = ASSESS
    people = PickManyField(
        Person.objects.none(),
        label="Wie vraag je?",
        help_text="Alleen mensen met een account. Wie bij dit initiatief betrokken is, staat er niet bij.",
        error_messages={"required": "Kies wie het beoordeelt."},
    )
    field_order = ["people", "due_on"]

    def __init__(self, *args: Any, row: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["people"].queryset = askable(row)  # type: ignore[attr-defined]


class OfferForm(_WithTerm):
    """To whom it is offered, and why."""

    organisation = pick_organisation("Welke organisatie kan dit oppakken?")
    why = words(
        "Waarom hoort het daar?",
        missing="Schrijf op waarom. Wie het indiende en die organisatie lezen dit.",
        help_text="Wie het indiende en die organisatie lezen dit.",
    )
    field_order = ["organisation", "why", "due_on"]


class ReturnForm(DeskForm):
    """The question with which it goes back."""

    why = words(
        "Wat wil je weten, of wat moet anders?",
        missing="Schrijf op wat je wilt weten.",
        help_text="Wie het indiende, leest dit en kan het initiatief daarna aanpassen en opnieuw indienen.",
    )


class StepInForm(DeskForm):
    """Why the netwerkbureau waits no longer."""

    why = words(
        "Waarom?",
        missing="Schrijf op waarom je niet langer wacht.",
        help_text="Wie het indiende, leest dit.",
    )


class AnswerOfferForm(DeskForm):
    """The organisation it is offered to."""

    YES, NO = "ja", "nee"
    takes_it = forms.ChoiceField(
        label="Pakken jullie dit op?",
        choices=[(YES, "Ja, wij pakken dit op"), (NO, "Nee, dit past niet bij ons")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    why = words(
        "Toelichting",
        missing="Schrijf op waarom.",
        help_text="Wie het indiende, leest dit.",
    )


class HandlerForm(DeskForm):
    """Who of the netwerkbureau handles it."""

    handler = PickField(
        Person.objects.none(), label="Wie behandelt dit?", required=False, help_text=PICK_PERSON
    )

    def __init__(self, *args: Any, row: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["handler"].queryset = of_the_office().filter(  # type: ignore[attr-defined]
            user__is_active=True, erased_at__isnull=True
        )
        self.fields["handler"].initial = row.handled_by


class LinkForm(DeskForm):
    """Which organisation of our list this is, or what kind of new one."""

    organisation = pick_organisation("Welke organisatie is dit?", required=False)
    name = forms.CharField(
        label="Of zet haar op de lijst: naam",
        max_length=160,
        required=False,
        help_text="Dit telt niet als je hierboven koos.",
    )
    kind = forms.ChoiceField(
        label="Soort organisatie",
        required=False,
        choices=[("", "Kies een soort"), *OrganisationKind.choices],
        error_messages=NOT_IN_LIST,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen, name = data.get("organisation"), (data.get("name") or "").strip()
        if self.errors:
            return data
        if chosen:
            return data
        if not name:
            self.add_error(
                "organisation", "Kies een organisatie uit de lijst, of schrijf een nieuwe naam op."
            )
        elif not data.get("kind"):
            self.add_error("kind", "Kies wat voor organisatie het is.")
        elif Organisation.objects.filter(name__iexact=name).exists():
            self.add_error("name", "Deze naam staat al op de lijst. Kies haar hierboven.")
        return data

    @property
    def meant(self) -> Organisation:
        """The organisation that was chosen, or a new one that is saved now."""
        said = self.cleaned_data
        if said["organisation"]:
            found: Organisation = said["organisation"]
            return found
        return Organisation.objects.create(name=said["name"].strip(), kind=said["kind"])
