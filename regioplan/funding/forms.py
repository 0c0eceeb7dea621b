"""Forms of the werkbank for money. Every amount asks its source and its day."""

from typing import Any

from django import forms
from django.utils import timezone

from partners.organisations.picking import pick_organisation, to_choose
from regioplan.forms import FactForm
from regioplan.funding.amounts import Allocation, AllocationShare
from regioplan.funding.applications import NEEDS_REASON, ApplicationState, FundingApplication
from regioplan.funding.estimates import CostEstimate, known_steps
from regioplan.funding.instruments import FundingInstrument, FundingMandate, OfficePayer
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.ui.picker import PickOne

MISSING_SOURCE = {"required": "Kies de bron. Zonder bron komt er geen bedrag op de site.", **NOT_IN_LIST}
NO_AMOUNT = {
    "required": "Schrijf het bedrag.",
    "max_digits": "Dit bedrag is te groot.",
    "max_whole_digits": "Dit bedrag is te groot.",
}


class MoneyForm(FactForm):
    """What the forms below share."""

    empty = {
        "source": "Geen bron", "funder_organisation": "Nog niet bekend", "applicant": "Nog niet bekend",
        "recipient": "Niet in de lijst", "region": "Niet voor een hele regio", "giver": "Zoals bij de geldstroom",
        "task": "Kies een opgave", "instrument": "Kies een geldstroom",
    }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name == "source" and field.required:
                field.empty_label = "Kies een bron"  # type: ignore[attr-defined]
            if isinstance(field, forms.DecimalField):
                field.error_messages.update(NO_AMOUNT)
                field.widget.attrs["placeholder"] = "Bijvoorbeeld 250.000"


class InstrumentForm(MoneyForm):
    constraint_fields = {"instrument_years_in_order": "last_year"}

    class Meta:
        model = FundingInstrument
        fields = [
            "name", "funder", "funder_organisation", "recipient_kind", "first_year", "last_year", "purpose",
            "conditions", "accounting", "ends_note", "source", "source_note",
        ]  # fmt: skip


class MandateForm(MoneyForm):
    constraint_fields = {"one_mandate_municipality": "year", "mandate_year_is_a_year": "year"}
    given = ("instrument",)

    class Meta:
        model = FundingMandate
        fields = ["region", "municipality", "year", "source", "source_note"]


class PayerForm(MoneyForm):
    constraint_fields = {"office_payer_years_in_order": "last_year", "office_payer_is_somebody": "giver"}
    empty = {
        **MoneyForm.empty,
        "giver": "Niet genoemd",
        "instrument": "Niet genoemd",
    }

    class Meta:
        model = OfficePayer
        fields = ["giver", "instrument", "first_year", "last_year", "source", "source_note"]
        error_messages = {"source": MISSING_SOURCE}


class ApplicationForm(MoneyForm):
    constraint_fields = {"application_years_in_order": "last_year"}
    given = ("instrument",)
    applicant = pick_organisation("Aanvrager")
    deadline = day_field("Uiterste datum", required=False)

    class Meta:
        model = FundingApplication
        fields = [
            "applicant", "first_year", "last_year", "deadline", "deadline_precision", "deadline_inclusive",
            "required_attachment", "attachment", "source", "source_note",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applicant"].queryset = to_choose(self.instance.applicant_id)  # type: ignore[attr-defined]


class StepForm(RowForm):
    """The next state of an application."""

    state = forms.ChoiceField(label="Wat is er gebeurd", widget=ChoiceCards, error_messages=ONE_OF)
    on = day_field("Op welke dag", help_text="De dag waarop het gebeurde.")
    reason = forms.CharField(
        label="Waarom",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig als de aanvraag is afgewezen of ingetrokken.",
    )
    field_order = ["state", "on", "reason", "version"]

    def __init__(self, *args: Any, row: FundingApplication, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["state"].choices = [(one.value, one.label) for one in row.next_states]  # type: ignore[attr-defined]
        self.fields["on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("state") in NEEDS_REASON and not data.get("reason"):
            self.add_error("reason", "Schrijf op waarom.")
        if (on := data.get("on")) and on > timezone.localdate():
            self.add_error("on", "Deze dag moet nog komen. Kies vandaag of een dag die voorbij is.")
        return data

    def save(self, by: Any) -> None:
        data = self.cleaned_data
        self.row.move(ApplicationState(data["state"]), by=by, on=data["on"], reason=data["reason"])


class AllocationForm(MoneyForm):
    constraint_fields = {
        "allocation_has_recipient": "recipient",
        "allocation_once_per_source": "amount",
        "allocation_above_nought": "amount",
        "allocation_year_is_a_year": "year",
        "shares_within_the_whole": "amount",
    }
    given = ("instrument",)
    stated_on = day_field("Stand van", help_text="De dag van de bron.")

    class Meta:
        model = Allocation
        fields = [
            "year", "amount", "certainty", "giver", "recipient", "recipient_note", "region", "purpose", "about",
            "source", "source_note", "stated_on", "stated_precision",
        ]  # fmt: skip
        error_messages = {"source": MISSING_SOURCE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One of the three is asked, and the database holds it; no single one of them is obligatory.
        for name in ("recipient", "recipient_note", "region"):
            self.fields[name].optional = "vul één van de drie in"  # type: ignore[attr-defined]


class StepMixin:
    """The steps of tasks are words. A step one knows already is offered, and written as it was: two spellings of one
    step would count as two."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def offer_steps(self) -> None:
        widget = PickOne()
        widget.names = known_steps()
        self.fields["step"].widget = widget

    def clean_step(self) -> str:
        typed = " ".join(self.cleaned_data["step"].split())
        same = (step for step in known_steps() if step.casefold() == typed.casefold())
        return next(same, typed)


class ShareForm(StepMixin, MoneyForm):
    constraint_fields = {"share_once_per_step": "step", "shares_within_the_whole": "amount"}
    given = ("allocation",)

    class Meta:
        model = AllocationShare
        fields = ["task", "step", "amount"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_steps()


class EstimateForm(StepMixin, MoneyForm):
    constraint_fields = {
        "estimate_has_source_and_day": "source",
        "estimate_once_per_source": "step",
        "estimate_above_nought": "amount",
    }
    stated_on = day_field("Stand van", required=False, help_text="Nodig als je een bedrag invult.")

    class Meta:
        model = CostEstimate
        fields = [
            "task", "step", "position", "amount", "stated_on", "stated_precision", "source", "source_note",
            "feasibility", "feasibility_note",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_steps()
