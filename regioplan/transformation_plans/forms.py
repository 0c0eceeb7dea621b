"""Forms of transformatieplannen: for the parties, the insurers and the desk."""

from typing import Any

from django import forms
from django.utils import timezone

from partners.organisations.models import Organisation
from partners.organisations.picking import HELP, pick_organisations, to_choose
from regioplan.transformation_plans.models import (
    DeskClosing,
    DeskInsurer,
    InsurerQuestion,
    PlanMilestone,
    PlanParty,
    TransformationPlan,
)
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin

WHY = {"required": "Schrijf op waarom."}


def why(label: str = "Waarom", *, required: bool = True, help_text: str = "") -> forms.CharField:
    """A field for a reason."""
    return forms.CharField(
        label=label,
        max_length=4000,
        required=required,
        help_text=help_text,
        error_messages=WHY,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PlanForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """The plan as its parties write it. `mine` are the organisations the writer speaks for."""

    constraint_fields = {"words_stay": "proposal"}
    parties = pick_organisations(
        "Wie doen er nog meer mee",
        required=False,
        help_text=f"Zij kunnen het plan dan ook lezen en aanvullen. {HELP}",
    )

    class Meta:
        model = TransformationPlan
        fields = [
            "applicant", "title", "proposal", "impact_care", "impact_spread", "impact_staff", "impact_buildings",
            "insurer_was_asked", "goals", "results", "contact",
        ]  # fmt: skip
        error_messages = {"applicant": NOT_IN_LIST}

    field_order = ["applicant", "title", "parties"]

    def __init__(self, *args: Any, mine: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        applicant: Any = self.fields["applicant"]
        applicant.empty_label = None
        if self.instance._state.adding:
            applicant.queryset = to_choose().filter(pk__in=mine)
        else:
            del self.fields["applicant"]
            kept = [party.organisation_id for party in self.instance.parties.all()]
            self.initial["parties"] = kept
            self.fields["parties"].queryset = to_choose(*kept)  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Any:
        plan = super().save(commit)
        chosen = {one.pk for one in self.cleaned_data["parties"]} | {plan.applicant_id}
        plan.parties.exclude(organisation_id__in=chosen).delete()
        there = set(plan.parties.values_list("organisation_id", flat=True))
        for organisation_id in chosen - there:
            PlanParty.objects.create(plan=plan, organisation_id=organisation_id)
        return plan


class HandInForm(RowForm):
    """Nothing to fill in: the button says it."""


class ReasonForm(RowForm):
    """A step that needs a reason."""

    reason = why()


class JudgementForm(RowForm):
    """Positive or not, and why."""

    YES, NO = "ja", "nee"
    positive = forms.ChoiceField(
        label="Jullie oordeel",
        choices=[(YES, "Positief"), (NO, "Negatief")],
        widget=ChoiceCards,
        error_messages=NOT_IN_LIST,
    )
    reason = why()

    @property
    def said(self) -> dict[str, Any]:
        return {"positive": self.cleaned_data["positive"] == self.YES, "reason": self.cleaned_data["reason"]}


class QuestionForm(forms.Form):
    """A question of an insurer."""

    question = why("Jullie vraag")


class AnswerForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """The answer of the parties."""

    class Meta:
        model = InsurerQuestion
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 4})}


class MilestoneForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    given = ("plan",)
    due_on = day_field("Uiterlijk", help_text="Deze dag telt nog mee.")

    class Meta:
        model = PlanMilestone
        fields = ["title", "due_on", "paid_by"]


class OutcomeForm(RowForm):
    """Whether a milestone was met."""

    MET, UNMET = "gehaald", "niet"
    met = forms.ChoiceField(
        label="Is de mijlpaal gehaald",
        choices=[(MET, "Gehaald"), (UNMET, "Niet gehaald")],
        widget=ChoiceCards,
        error_messages=NOT_IN_LIST,
    )
    reason = why(required=False, help_text="Nodig als de mijlpaal niet is gehaald.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("met") == self.UNMET and not data.get("reason"):
            self.add_error("reason", "Schrijf op waarom de mijlpaal niet is gehaald.")
        return data

    @property
    def said(self) -> dict[str, Any]:
        return {"met": self.cleaned_data["met"] == self.MET, "reason": self.cleaned_data["reason"]}


class ClosingForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    constraint_fields = {"desk_closed_once": "starts_on", "regioplan_deskclosing_ends_after_start": "ends_on"}
    starts_on = day_field("Gesloten vanaf")
    ends_on = day_field(
        "Tot en met", required=False, help_text="Leeg zolang niemand weet wanneer het opengaat."
    )

    class Meta:
        model = DeskClosing
        fields = ["starts_on", "ends_on", "reason", "source", "source_note"]


class InsurerForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    constraint_fields = {
        "one_role_at_the_desk": "organisation",
        "one_lead_at_the_desk": "role",
        "regioplan_deskinsurer_ends_after_start": "ends_on",
    }
    starts_on = day_field("Vanaf", required=False)
    ends_on = day_field("Tot en met", required=False)

    class Meta:
        model = DeskInsurer
        fields = ["organisation", "role", "starts_on", "ends_on", "source"]
        error_messages = {"organisation": NOT_IN_LIST, "role": NOT_IN_LIST}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        insurers = Organisation.objects.filter(kind="zorgverzekeraar", ended_note="")
        self.fields["organisation"].queryset = insurers  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = timezone.localdate
