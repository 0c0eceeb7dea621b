"""Narrowing the list of organisations."""

from typing import Any

from django import forms

from partners.organisations.models import OrganisationKind, ParticipationKind
from partners.regions.models import Municipality

NOT_IN_LIST = {"invalid_choice": "Kies iets uit de lijst."}


class OrganisationFilter(forms.Form):
    """A GET form; what is not valid narrows nothing and says so beside the field."""

    q = forms.CharField(
        label="Naam", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[("", "Alle soorten"), *OrganisationKind.choices],
        error_messages=NOT_IN_LIST,
    )
    deelname = forms.ChoiceField(
        label="Deelname",
        required=False,
        choices=[("", "Iedereen"), *ParticipationKind.choices],
        error_messages=NOT_IN_LIST,
    )
    gemeente = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="Gemeente",
        required=False,
        to_field_name="slug",
        empty_label="Alle gemeenten",
        error_messages=NOT_IN_LIST,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gemeente"].queryset = Municipality.objects.all()  # type: ignore[attr-defined]

    def narrow(self, organisations: Any) -> Any:
        """The organisations (with `takes_part`) that match every valid field."""
        self.is_valid()
        chosen = self.cleaned_data
        if words := chosen.get("q", "").replace("\x00", ""):
            organisations = organisations.named_like(words)
        if kind := chosen.get("soort"):
            organisations = organisations.filter(kind=kind)
        if participation := chosen.get("deelname"):
            organisations = organisations.filter(takes_part=participation)
        if municipality := chosen.get("gemeente"):
            organisations = organisations.filter(municipality=municipality)
        return organisations
