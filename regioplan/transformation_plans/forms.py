"""Forms of transformatieplannen: for the parties, the insurers and the desk."""

import datetime
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from partners.organisations.models import Organisation
from partners.organisations.picking import HELP, pick_organisations, to_choose
from regioplan.transformation_plans.completeness import IMPACTS
from regioplan.transformation_plans.models import (
    AttachmentKind,
    DeskClosing,
    DeskInsurer,
    InsurerQuestion,
    PlanAttachment,
    PlanMilestone,
    PlanParty,
    TransformationPlan,
)
from zorgzaam.conflicts import Conflict, ConflictRow, Outcome, copied
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.files.chosen import ChosenFile, ChosenFileField, WithChosenFiles
from zorgzaam.ui import dates
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, day_field
from zorgzaam.ui.numbers import number_field
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
        error_messages=ONE_OF,
    )
    reason = why()
    # An answer is about the round its writer looked at.
    state = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: TransformationPlan, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["state"].initial = row.state

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.data.get("state") != self.row.state:
            self._ask_again()
        return data

    def freshen(self) -> Conflict | None:
        conflict = super().freshen()
        if conflict is None and self.data["state"] != self.row.state:
            self._ask_again()
        return conflict

    def _ask_again(self) -> None:
        """The plan went on to another round: the choice is emptied, so that it is not made there by a second press."""
        fresh = {
            "version": str(type(self.row)._base_manager.get(pk=self.row.pk).version),
            "state": self.row.state,
        }
        self.data = {**{key: self.data[key] for key in self.data if key != "positive"}, **fresh}
        self.add_error(
            None, f"Het plan is intussen verder. Het is nu: {self.row.words.lower()}. Kies opnieuw."
        )

    @property
    def said(self) -> dict[str, Any]:
        """What `moving.judge` takes."""
        said = self.cleaned_data
        return {"positive": said["positive"] == self.YES, "reason": said["reason"], "expected": said["state"]}


class DecisionForm(JudgementForm):
    """The end of a round. A yes can have conditions: "akkoord, mits"."""

    MITS = "mits"
    positive = forms.ChoiceField(
        label="De uitkomst",
        choices=[
            (JudgementForm.YES, "Positief"),
            (MITS, "Positief, met voorwaarden (akkoord, mits)"),
            (JudgementForm.NO, "Negatief"),
        ],
        widget=ChoiceCards,
        error_messages=ONE_OF,
    )
    conditions = forms.CharField(
        label="Voorwaarden",
        max_length=4000,
        required=False,
        help_text="Wat moet er gebeuren of anders? Schrijf elke voorwaarde op een nieuwe regel.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["positive", "conditions", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conditions"].optional = "nodig bij: akkoord, mits"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen, words = data.get("positive"), data.get("conditions")
        if chosen == self.MITS and not words:
            self.add_error("conditions", "Schrijf de voorwaarden op, of kies Positief.")
        if chosen in (self.YES, self.NO) and words:
            self.add_error(
                "conditions", "Voorwaarden horen bij “Positief, met voorwaarden”. Kies dat, of maak dit leeg."
            )
        return data

    @property
    def said(self) -> dict[str, Any]:
        """What `moving.decide` takes."""
        said = self.cleaned_data
        return {
            "positive": said["positive"] in (self.YES, self.MITS),
            "reason": said["reason"],
            "conditions": said["conditions"],
            "expected": said["state"],
        }


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

    def clean_due_on(self) -> datetime.date:
        """A plan that is still being written promises nothing for a day that is over."""
        day: datetime.date = self.cleaned_data["due_on"]
        if "due_on" in self.changed_data and day < timezone.localdate():
            raise ValidationError("Deze dag is al voorbij. Kies vandaag of een dag die nog komt.")
        return day


class AttachmentForm(WithChosenFiles, forms.Form):
    """A file for a plan."""

    kind = forms.ChoiceField(
        label="Wat voor bestand is het",
        choices=AttachmentKind.choices,
        widget=forms.RadioSelect,
        error_messages=ONE_OF,
    )
    upload = ChosenFileField(
        label="Bestand",
        help_text="PDF, Word, Excel, PowerPoint of een plaatje; hoogstens 50 MB.",
        error_messages={"required": "Kies een bestand."},
    )

    def save_for(self, plan: TransformationPlan) -> PlanAttachment:
        """Put the chosen file with the plan."""
        chosen: ChosenFile = self.cleaned_data["upload"]
        return PlanAttachment.objects.create(
            plan=plan, kind=self.cleaned_data["kind"], file=chosen.stored, filename=chosen.name
        )


class OutcomeForm(RowForm):
    """Whether a milestone was met."""

    MET, UNMET = "gehaald", "niet"
    met = forms.ChoiceField(
        label="Is de mijlpaal gehaald",
        choices=[(MET, "Gehaald"), (UNMET, "Niet gehaald")],
        widget=ChoiceCards,
        error_messages=ONE_OF,
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


class OpeningForm(RowForm):
    """The desk opens again: `row` is the closing that ends with it."""

    opens_on = day_field("Open vanaf", help_text="Vanaf deze dag kunnen partijen weer een plan indienen.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opens_on"].initial = timezone.localdate

    def clean_opens_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["opens_on"]
        if self.row.starts_on and day <= self.row.starts_on:
            raise ValidationError(
                f"Het loket ging dicht op {dates.day(self.row.starts_on)}. Kies een dag daarna."
            )
        return day

    def save(self) -> None:
        self.row.ends_on = self.cleaned_data["opens_on"] - datetime.timedelta(days=1)
        self.row.save()


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
