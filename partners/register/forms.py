"""Forms of the register: an organisation, and how it takes part."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partners.organisations.forms import OrganisationFilter
from partners.organisations.models import Organisation, OrganisationKind, ParticipationKind
from partners.organisations.picking import pick_organisation, to_choose
from partners.register.likeness import similar_to
from partners.register.taking_part import begins_on, marked
from zorgzaam.conflicts import copied
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, day_field
from zorgzaam.versions import VersionedFormMixin

LOOK_FIRST = "Bestaat deze al? Kijk hierboven. Is het een andere organisatie, bewaar dan nog een keer."


class RegisterFilter(OrganisationFilter):
    """The filter of the public list, and what only the netwerkbureau looks for."""

    STATES = [("", "Alles"), ("bestaat", "Bestaat nog"), ("voorbij", "Bestaat niet meer")]
    staat = forms.ChoiceField(label="Bestaat nog", required=False, choices=STATES, error_messages=NOT_IN_LIST)

    def narrow(self, organisations: Any) -> Any:
        found = super().narrow(organisations)
        match self.cleaned_data.get("staat"):
            case "bestaat":
                return found.filter(ended_note="")
            case "voorbij":
                return found.exclude(ended_note="")
        return found


class OrganisationForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """An organisation. With a new or another name those that look like it are shown once before it is kept."""

    constraint_fields = {"organisation_website_is_http": "website"}
    part_of = pick_organisation("Onderdeel van", required=False)
    predecessor = pick_organisation("Komt voort uit", required=False)
    seen_similar = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Organisation
        fields = [
            "name", "aliases", "kind", "sector", "municipality", "about", "website", "part_of", "predecessor",
            "ended_note",
        ]  # fmt: skip
        widgets = {"aliases": forms.Textarea(attrs={"rows": 4}), "about": forms.Textarea(attrs={"rows": 5})}
        error_messages = {
            "name": {
                "required": "Vul de naam in.",
                "unique": "Zo heet al een organisatie. Kies een andere naam, of wijzig die organisatie.",
            },
            "kind": NOT_IN_LIST,
            "municipality": NOT_IN_LIST,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.similar: list[Organisation] = []
        self.fields["kind"].choices = [("", "Kies een soort"), *OrganisationKind.choices]  # type: ignore[attr-defined]
        self.fields["municipality"].empty_label = "Geen gemeente"  # type: ignore[attr-defined]
        one = self.instance
        for name, key in (("part_of", one.part_of_id), ("predecessor", one.predecessor_id)):
            self.fields[name].queryset = to_choose(key).exclude(pk=one.pk)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("name") and ("name" in self.changed_data or self.instance._state.adding):
            self._show_similar(data["name"], data.get("seen_similar", ""))
        return data

    def _show_similar(self, name: str, seen: str) -> None:
        self.similar = similar_to(name, but=self.instance.pk)
        found = ",".join(sorted(str(one.pk) for one in self.similar))
        if self.similar and not set(found.split(",")) <= set(seen.split(",")):
            self.add_error(None, LOOK_FIRST)
        self.data = copied(self.data)
        self.data["seen_similar"] = found


class ParticipationForm(forms.Form):
    """How an organisation takes part from a day on; what held until then ends the day before."""

    NONE = "geen"
    kind = forms.ChoiceField(
        label="Deelname",
        widget=forms.RadioSelect,
        choices=[*ParticipationKind.choices, (NONE, "Doet niet (meer) mee")],
        error_messages=ONE_OF,
    )
    starts_on = day_field("Vanaf")
    reason = forms.CharField(
        label="Waarom",
        max_length=300,
        help_text="Bijvoorbeeld: besloten door de regiegroep op 12 maart. Dit komt in de geschiedenis.",
        error_messages={"required": "Schrijf op waarom."},
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.fields["seen"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=marked(organisation)
        )
        self.fields["starts_on"].initial = timezone.localdate

    def clean_starts_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["starts_on"]
        if later := begins_on(self.organisation, day):
            raise ValidationError(later)
        return day

    def freshen(self) -> None:
        """After a refusal: the page shows what holds now; the same form may be sent again."""
        self.data = copied(self.data)
        self.data["seen"] = marked(self.organisation)
