"""The plan as its parties write it."""

import uuid
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from partners.organisations.models import Organisation
from partners.organisations.picking import HELP, pick_organisations, to_choose
from regioplan.transformation_plans.completeness import IMPACTS
from regioplan.transformation_plans.models import PlanParty, TransformationPlan
from zorgzaam.conflicts import ConflictRow, Outcome, copied
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST
from zorgzaam.ui.numbers import number_field
from zorgzaam.versions import VersionedFormMixin

NO_AMOUNT = {
    "invalid": "Schrijf een getal, bijvoorbeeld 250.000.",
    "max_digits": "Dit bedrag is te groot.",
    "max_whole_digits": "Dit bedrag is te groot.",
    "max_decimal_places": "Schrijf hooguit twee cijfers achter de komma.",
}


# Of what a concept may lack: when it is needed after all.
NEEDED = {
    "proposal": "nodig om in te dienen",
    "asked_for": "nodig als jullie geld vragen",
    **dict.fromkeys(("goals", "results", "contact"), "nodig voor de beoordeling"),
}


class PlanForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """The plan as its parties write it. `mine` are the organisations the writer speaks for. A concept asks a title and
    nothing else; what handing in asks is said on the page of the plan."""

    template_name = "regioplan/plan_form_fields.html"
    constraint_fields = {"words_stay": "proposal", "plan_asks_above_nought": "asked_amount"}
    parties = pick_organisations(
        "Wie doen er nog meer mee",
        required=False,
        help_text=f"Zij kunnen het plan dan ook lezen en aanvullen. {HELP}",
    )

    class Meta:
        model = TransformationPlan
        fields = [
            "applicant", "title", "proposal", "impact_care", "impact_spread", "impact_staff", "impact_buildings",
            "insurer_was_asked", "asked_amount", "asked_for", "goals", "results", "contact",
        ]  # fmt: skip
        error_messages = {"applicant": NOT_IN_LIST}

    @property
    def impacts(self) -> list[forms.BoundField]:
        """The tick boxes that answer one question together."""
        return [self[name] for name in IMPACTS]

    # Whom the form showed as parties: what a colleague changed in the meantime is not undone by saving this.
    parties_were = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["applicant", "title", "parties"]

    def __init__(self, *args: Any, mine: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = [] if self.instance._state.adding else list(self.instance.parties.all())
        chosen = [party.organisation_id for party in there]
        self.fields["parties"].queryset = to_choose(*chosen)  # type: ignore[attr-defined]
        for name, when in NEEDED.items():
            self.fields[name].optional = when  # type: ignore[attr-defined]
        number_field(self.fields["asked_amount"], NO_AMOUNT)  # type: ignore[arg-type]
        self.fields["asked_amount"].widget.attrs["placeholder"] = "Bijvoorbeeld 250.000"
        applicant: Any = self.fields["applicant"]
        applicant.empty_label = None
        if self.instance._state.adding:
            applicant.queryset = to_choose().filter(pk__in=mine)
        else:
            del self.fields["applicant"]
            self.initial["parties"] = chosen
            self.initial["parties_were"] = ",".join(sorted(map(str, chosen)))
            if self.instance.applicant_id not in mine:
                del self.fields["parties"]

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        self.instance.edited_at = timezone.now()
        plan = super().save(commit)
        if "parties" in self.fields:
            self._keep_parties(plan)
        return plan

    def merge_beside(self) -> list[ConflictRow]:
        """After a refused save: the parties as they stand now with what this writer ticked and unticked, and both lists
        beside each other where a colleague changed them."""
        rows = self.instance.parties.values_list("organisation_id", flat=True)
        there = {str(pk) for pk in rows}
        shown = set(filter(None, self.data.get("parties_were", "").split(",")))
        if "parties_were" not in self.data or there == shown:
            return []
        data = copied(self.data)
        chosen = set(data.getlist("parties")) if "parties" in self.fields else shown
        merged = (there | (chosen - shown)) - (shown - chosen)
        data.setlist("parties", sorted(merged))
        data["parties_were"] = ",".join(sorted(there))
        self.data = data
        who = Outcome.TAKEN if chosen == shown else Outcome.BOTH
        label = str(self.base_fields["parties"].label)
        return [ConflictRow(label, _named(chosen), _named(there), who)]

    def _keep_parties(self, plan: TransformationPlan) -> None:
        """Only what the writer ticked or unticked changes; the penvoerder always takes part."""
        chosen = {str(one.pk) for one in self.cleaned_data["parties"]} | {str(plan.applicant_id)}
        there = {str(pk) for pk in plan.parties.values_list("organisation_id", flat=True)}
        shown = set(self.cleaned_data["parties_were"].split(",")) if "parties_were" in self.data else there
        for party in plan.parties.filter(organisation_id__in=(shown & there) - chosen):
            party.delete()
        for organisation_id in chosen - shown - there:
            PlanParty.objects.create(plan=plan, organisation_id=organisation_id)


def _named(keys: set[str]) -> str:
    """The names of organisations, by their ids as a form sends them; what is no id names nobody."""
    known = [key for key in keys if _is_id(key)]
    names = Organisation.objects.filter(pk__in=known).order_by("name").values_list("name", flat=True)
    return ", ".join(names)


def _is_id(key: str) -> bool:
    try:
        uuid.UUID(key)
    except ValueError:
        return False
    return True
