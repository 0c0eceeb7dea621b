"""Forms of goals, indicators, figures and milestones."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from regioplan.progress.models import Goal, Indicator, Milestone, MilestoneState
from regioplan.progress.reports import Measurement, ReportingRhythm
from regioplan.progress.triggers import NOT_YET
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.periods import Precision, first_day_of, last_day_of
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, day_field
from zorgzaam.ui.numbers import number_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin

NO_NUMBER = {"invalid": "Dit is geen getal. Schrijf het zo: 12,5."}
WITHIN = "Is het alleen op een maand of jaar bekend, kies dan een dag daarin en zeg hiernaast hoe precies."


class KeptForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """Base: a versioned form whose constraints speak beside their field, with a source one may choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DecimalField):
                number_field(field, NO_NUMBER)
        if "source" in self.fields:
            self.fields["source"].empty_label = "Geen bron"  # type: ignore[attr-defined]


class GoalForm(KeptForm):
    due_on = day_field("Wanneer is het bereikt", required=False, help_text=WITHIN)

    class Meta:
        model = Goal
        fields = ["text", "due_on", "due_precision", "source", "source_note"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("due_on"):
            data["due_on"] = last_day_of(data["due_on"], data.get("due_precision", Precision.DAY))
        return data


class IndicatorForm(KeptForm):
    constraint_fields = {"indicator_once": "name"}
    given = ("goal",)

    class Meta:
        model = Indicator
        fields = ["name", "level", "unit", "baseline", "target", "source", "source_note"]
        error_messages = {"level": NOT_IN_LIST}


class MeasurementForm(KeptForm):
    """A figure of the netwerkbureau or of who leads the task, beside any report."""

    constraint_fields = {"measured_once": "measured_on", "measurement_has_origin": "origin"}
    given = ("indicator", "report")
    measured_on = day_field("Gemeten op")

    class Meta:
        model = Measurement
        fields = ["value", "measured_on", "origin"]

    def clean_measured_on(self) -> Any:
        day = self.cleaned_data["measured_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(NOT_YET)
        return day


class CorrectionForm(MeasurementForm):
    """Another value, day or origin for a figure that was written down wrong. History keeps what it was, and why."""

    reason = forms.CharField(
        label="Waarom verbeter je dit", max_length=400, error_messages={"required": "Schrijf op waarom."}
    )


class MilestoneForm(KeptForm):
    constraint_fields = {"milestone_once": "title"}
    given = ("task",)
    planned_on = day_field("Uiterlijk", help_text=WITHIN)

    class Meta:
        model = Milestone
        fields = ["title", "planned_on", "planned_precision", "source", "source_note"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("planned_on"):
            data["planned_on"] = last_day_of(data["planned_on"], data.get("planned_precision", Precision.DAY))
        return data


class MilestoneMoveForm(RowForm):
    """What became of a milestone: reached on a day, moved to another, or dropped."""

    state = forms.ChoiceField(
        label="Wat is er met deze mijlpaal",
        choices=[
            (MilestoneState.REACHED, "Gehaald"),
            (MilestoneState.MOVED, "Verschoven"),
            (MilestoneState.DROPPED, "Vervallen"),
        ],
        widget=ChoiceCards,
        error_messages=ONE_OF,
    )
    on = day_field(
        "Gehaald op, of nieuwe datum", required=False, help_text="Niet nodig als de mijlpaal vervalt."
    )
    precision = forms.ChoiceField(
        label="Precies tot op", choices=Precision.choices, initial=Precision.DAY, error_messages=NOT_IN_LIST
    )
    reason = forms.CharField(
        label="Waarom",
        max_length=400,
        required=False,
        help_text="Nodig bij verschoven en vervallen. Iedereen kan dit lezen.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        state, on = data.get("state"), data.get("on")
        if state in (MilestoneState.REACHED, MilestoneState.MOVED) and not on and "on" not in self.errors:
            self.add_error("on", "Kies een datum.")
        first = first_day_of(on, data.get("precision", Precision.DAY)) if on else None
        if state == MilestoneState.REACHED and first and first > timezone.localdate():
            self.add_error("on", "Deze dag moet nog komen.")
        if state in (MilestoneState.MOVED, MilestoneState.DROPPED) and not data.get("reason"):
            self.add_error("reason", "Schrijf op waarom.")
        return data

    def save(self, by: Any) -> None:
        data, row = self.cleaned_data, self.row
        on: datetime.date = data["on"]
        precision: str = data["precision"]
        match data["state"]:
            case MilestoneState.REACHED:
                row.reach(by=by, on=on, precision=precision)
            case MilestoneState.MOVED:
                row.move(by=by, to=last_day_of(on, precision), precision=precision, reason=data["reason"])
            case _:
                row.drop(by=by, reason=data["reason"])


class RhythmForm(KeptForm):
    starts_on = day_field(
        "Vanaf",
        help_text="Het begint met de eerste hele periode vanaf deze dag. Tot dan geldt het ritme dat er al was.",
    )

    class Meta:
        model = ReportingRhythm
        fields = ["starts_on", "length", "days_to_report"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            del self.fields["length"]  # another length is another rhythm, from a day on

    def save(self, commit: bool = True) -> ReportingRhythm:
        """The rhythm. Put earlier, it asks nothing about what was over by now."""
        before = self.initial.get("starts_on")
        if before and self.cleaned_data["starts_on"] < before:
            self.instance.recorded_on = timezone.localdate()
        saved: ReportingRhythm = super().save(commit)
        return saved
