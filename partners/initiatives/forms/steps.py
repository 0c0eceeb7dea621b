"""The steps that are filled in, in their order."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import Q

from partners.initiatives.completeness import Part
from partners.initiatives.forms.checking import CheckForm
from partners.initiatives.forms.step import StepForm
from partners.initiatives.forms.subjects import SubjectFields
from partners.initiatives.models import Cosign, Initiative, InitiativePartner, Money
from partners.organisations.models import Organisation
from partners.organisations.picking import pick_organisations
from zorgzaam.standing import standing_of
from zorgzaam.ui.numbers import number_field

MOST_PARTNERS = 20
AREA = {"rows": 6}
FOR_WHOM = "Schrijf op namens welke organisatie u dit indient."
NO_AMOUNT = {"invalid": "Dit is geen bedrag. Schrijf het zo: 12.500 of 12.500,50."}
# At the field: a step keeps what is valid, so what the database refuses must not come through beside it.
ABOVE_NOUGHT = MinValueValidator(Decimal("0.01"), "Schrijf een bedrag boven nul, of laat het leeg.")


class IdeaForm(StepForm):
    asked: tuple[str, ...] = ("idea", "why", "organisation_name")

    class Meta:
        model = Initiative
        fields = ("title", "idea", "why", "organisation", "organisation_name")
        labels = {
            "title": "Hoe heet uw initiatief?",
            "idea": "Wat wilt u doen?",
            "why": "Waarom is dit nodig?",
            "organisation": "Namens welke organisatie dient u dit in?",
            "organisation_name": "Naam van uw organisatie",
        }
        help_texts = {
            "title": "Een korte titel. Bijvoorbeeld: samen koken in het buurthuis.",
            "idea": "In gewone woorden, zoals u het aan een buurvrouw vertelt.",
            "why": "Wat gaat er nu niet goed, of wat kan beter? Wat merkt iemand ervan als dit lukt?",
        }
        error_messages = {"title": {"required": "Geef uw initiatief een titel."}}
        widgets = {"idea": forms.Textarea(attrs=AREA), "why": forms.Textarea(attrs=AREA)}

    def offer(self) -> None:
        mine = standing_of(self.reader).organisations if self.instance.started_by_id else frozenset()
        field = self.fields["organisation"]
        chosen = Q(pk__in=mine) | Q(pk=self.instance.organisation_id)
        field.queryset = Organisation.objects.filter(chosen).order_by("name")
        field.empty_label = "Een andere organisatie"
        if not mine:
            del self.fields["organisation"]
        elif self.instance.organisation_id is not None:
            # Who writes along for the organisation keeps being able to.
            field.required, field.empty_label = True, None
            del self.fields["organisation_name"]
            self.asked = ("idea", "why")

    def clean_organisation_name(self) -> str:
        """Once it was sent it keeps saying for whom; the database refuses it without."""
        name: str = self.cleaned_data["organisation_name"]
        if not name and not self.instance.is_draft and not self.cleaned_data.get("organisation"):
            raise forms.ValidationError(FOR_WHOM)
        return name


class WhereForm(SubjectFields, StepForm):
    asked = ("for_whom", "municipalities", "themes")

    class Meta:
        model = Initiative
        fields = ("for_whom", "whole_region", "neighbourhood")
        labels = {
            "for_whom": "Voor wie is het?",
            "whole_region": "Het is voor de hele regio",
            "neighbourhood": "In welke wijk, buurt of welk dorp?",
        }
        help_texts = {
            "for_whom": "Om welke mensen gaat het, en om hoeveel ongeveer?",
            "neighbourhood": "Alleen als het daar is, en niet in de hele gemeente.",
        }
        widgets = {"for_whom": forms.Textarea(attrs={"rows": 4})}


class TogetherForm(StepForm):
    asked = ("alone",)

    class Meta:
        model = Initiative
        fields = ("together", "alone")
        labels = {
            "together": "Met wie doet u dit nog meer?",
            "alone": "Waarom kan geen partij dit alleen?",
        }
        help_texts = {
            "together": "Wie niet in de lijst hierboven staat, schrijft u hier op. Ook inwoners of vrijwilligers.",
            "alone": "Het netwerk pakt op wat alleen samen lukt. Wat doet u, en waarvoor hebt u anderen nodig?",
        }
        widgets = {
            "together": forms.Textarea(attrs={"rows": 3}),
            "alone": forms.Textarea(attrs={"rows": 5}),
        }

    def offer(self) -> None:
        self.fields["partners"] = pick_organisations(
            "Met welke organisaties doet u dit samen?",
            required=False,
            help_text="Typ een deel van de naam en kies uit de lijst. Na tien minuten vragen wij hun per mail of zij "
            "meetekenen. Zij kunnen uw initiatief dan lezen.",
        )
        self.order_fields(["partners", "together", "alone"])

    def stored(self) -> dict[str, Any]:
        asked = self.instance.partners.filter(cosign=Cosign.ASKED)
        return {"partners": [each.organisation_id for each in asked]}

    def clean_partners(self) -> Any:
        chosen = self.cleaned_data["partners"]
        if len(chosen) > MOST_PARTNERS:
            raise forms.ValidationError(f"Kies er hoogstens {MOST_PARTNERS}.")
        own = self.instance.organisation
        if own is not None and any(each.whole == own.whole for each in chosen):
            raise forms.ValidationError("Uw eigen organisatie hoeft hier niet bij.")
        return chosen

    def hang(self) -> None:
        if "partners" not in self.cleaned_data:
            return
        wanted = {each.pk for each in self.cleaned_data["partners"]}
        for row in self.instance.partners.all():
            if row.organisation_id in wanted:
                wanted.discard(row.organisation_id)
            elif not row.is_answered:
                row.delete()
        for pk in sorted(wanted):
            # Taken off the list and put on it again it has the address it was mailed under.
            again = uuid.uuid5(self.instance.pk, str(pk))
            InitiativePartner.objects.create(pk=again, initiative=self.instance, organisation_id=pk)


# What a law or a fund pays for, for who does not know its name.
PAYS_FOR = {
    Money.WMO: "hulp en ondersteuning van de gemeente",
    Money.YOUTH: "hulp van de gemeente voor kinderen en gezinnen",
    Money.LONG_TERM: "zorg voor wie heel lang veel zorg nodig heeft",
    Money.INSURANCE: "zorg uit de zorgverzekering",
    Money.SPUK: "geld van het Rijk voor gemeenten",
    Money.TRANSFORMATION: "geld om de zorg te veranderen",
}


class MoneyForm(StepForm):
    money = forms.MultipleChoiceField(
        label="Welk geld past hierbij?",
        choices=[(kind, ": ".join(filter(None, [kind.label, PAYS_FOR.get(kind)]))) for kind in Money],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Weet u het niet? Laat het dan leeg.",
    )

    class Meta:
        model = Initiative
        fields = ("money", "amount", "money_words")
        labels = {"amount": "Hoeveel geld is er nodig?", "money_words": "Wilt u er iets bij zeggen?"}
        help_texts = {
            "amount": "In euro, voor alle jaren samen. Bijvoorbeeld: 12.500.",
            "money_words": "Bijvoorbeeld wat er al is, en wie dat betaalt.",
        }
        widgets = {"money_words": forms.Textarea(attrs={"rows": 3})}

    def offer(self) -> None:
        number_field(self.fields["amount"], NO_AMOUNT)
        self.fields["amount"].validators.append(ABOVE_NOUGHT)


STEPS: dict[Part, type[StepForm]] = {
    Part.IDEA: IdeaForm,
    Part.WHERE: WhereForm,
    Part.TOGETHER: TogetherForm,
    Part.MONEY: MoneyForm,
    Part.CHECK: CheckForm,
}
