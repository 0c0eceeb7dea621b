"""Forms of carrying out: who leads, when, milestones, reports, successes, and the end."""

from typing import Any

from django import forms
from django.utils import timezone

from partners.initiatives.execution.steps import reschedule, set_leader
from partners.initiatives.models import (
    InitiativeExecution,
    InitiativeMilestone,
    InitiativeReport,
    NewsVerdict,
    Success,
)
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.lights import Light
from zorgzaam.ui.forms import ONE_OF, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin

NOT_YET = "Deze dag moet nog komen. Kies vandaag of een dag die voorbij is."


def _past(day: Any) -> Any:
    if day is not None and day > timezone.localdate():
        raise forms.ValidationError(NOT_YET)
    return day


class ExecutionForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """`rhythm` says whether this reader decides how often is reported."""

    constraint_fields = {"initiative_ends_after_start": "ends_on", "initiative_report_rhythm": "report_every"}
    given = ("initiative",)
    starts_on = day_field("Begint op", required=False, help_text="Leeg als het nog niet bekend is.")
    ends_on = day_field("Klaar naar verwachting", required=False)

    class Meta:
        model = InitiativeExecution
        fields = ["leader_name", "leader_email", "starts_on", "ends_on", "report_every"]
        help_texts = {
            "leader_email": "Heeft dit adres hier een account, dan leest en schrijft de projectleider mee."
        }
        error_messages = {
            "leader_name": {"required": "Schrijf op wie het leidt."},
            "leader_email": {"invalid": "Dit is geen e-mailadres. Schrijf het zo: naam@organisatie.nl"},
            "report_every": {"required": "Kies 1 tot en met 24 maanden."},
        }

    def __init__(self, *args: Any, rhythm: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not rhythm:
            del self.fields["report_every"]

    def save(self, commit: bool = True) -> Any:
        set_leader(self.instance)
        reschedule(self.instance)
        return super().save(commit)


class BeginForm(RowForm):
    on = day_field("Begonnen op", initial=timezone.localdate)

    def clean_on(self) -> Any:
        return _past(self.cleaned_data["on"])


class EndForm(RowForm):
    reason = forms.CharField(
        label="In een paar zinnen",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf het op. Wie het initiatief indiende, leest dit."},
    )


class MilestoneForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    constraint_fields = {
        "initiative_milestone_once": "title",
        "initiative_milestone_names_nobody": "title",
    }
    given = ("execution",)
    due_on = day_field("Uiterlijk")
    met_on = day_field("Gehaald op", required=False, help_text="Leeg zolang het nog niet is gehaald.")

    class Meta:
        model = InitiativeMilestone
        fields = ["title", "due_on", "met_on", "words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"title": {"required": "Schrijf op wat er dan klaar is."}}

    def clean_met_on(self) -> Any:
        return _past(self.cleaned_data["met_on"])


class ReportForm(ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    constraint_fields = {
        "initiative_report_names_nobody": "public_line",
        "initiative_report_has_words": "words",
    }
    given = ("execution",)
    on = day_field("Stand op", initial=timezone.localdate)
    light = forms.ChoiceField(
        label="Hoe gaat het", choices=Light.choices, widget=ChoiceCards, error_messages=ONE_OF
    )

    class Meta:
        model = InitiativeReport
        fields = ["on", "light", "words", "well", "needed", "public_line"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("words", "well", "needed")}
        error_messages = {"words": {"required": "Schrijf op waarom u deze kleur kiest."}}

    def clean_on(self) -> Any:
        return _past(self.cleaned_data["on"])


class SuccessForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    constraint_fields = {"success_names_nobody": "text"}
    given = ("initiative",)
    on = day_field("Wanneer", initial=timezone.localdate)

    class Meta:
        model = Success
        fields = ["text", "on", "may_be_told"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"text": {"required": "Schrijf op wat er lukte."}}
        help_texts = {"may_be_told": "Het netwerkbureau kijkt of het in de nieuwsbrief komt."}

    def clean_on(self) -> Any:
        return _past(self.cleaned_data["on"])


class JudgeForm(RowForm):
    verdict = forms.ChoiceField(
        label="Komt dit in de nieuwsbrief?",
        choices=[(each.value, each.label) for each in (NewsVerdict.ACCEPTED, NewsVerdict.DECLINED)],
        widget=ChoiceCards,
        error_messages=ONE_OF,
    )
