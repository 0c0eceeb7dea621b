"""What the parties put beside their plan: milestones, attachments and answers to questions."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from regioplan.transformation_plans.models import (
    AttachmentKind,
    InsurerQuestion,
    PlanAttachment,
    PlanMilestone,
    TransformationPlan,
)
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.files.chosen import ChosenFile, ChosenFileField, WithChosenFiles
from zorgzaam.ui.forms import ONE_OF, day_field
from zorgzaam.versions import VersionedFormMixin


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
