"""Forms of questions: noting one, putting it off, and the number of days of a council."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.council.forms import FROM, READ_BY, WHERE, RecordForm, RegisterFilter
from governance.council.questions.models import Question, QuestionSort
from governance.council.questions.term_days import MOST_DAYS, QuestionTerm
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.dates import day as in_words
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin


class QuestionForm(RecordForm):
    constraint_fields = {
        "governance_question_number_once": "number",
        "governance_question_closed_has_ground": "publicity_ground",
        "question_answered_after_asked": "asked_on",
    }
    asked_on = day_field("Gesteld op", help_text="Vanaf deze dag telt de termijn van de raad.")

    class Meta:
        model = Question
        fields = ("sort", "title", "text", *WHERE, "asked_by", "asked_on", *READ_BY, *FROM)
        widgets = {"text": forms.Textarea(attrs={"rows": 6}), "sort": ChoiceCards()}
        error_messages = {
            "sort": ONE_OF,
            "title": {"required": "Schrijf op waar de vraag over gaat."},
            "text": {"required": "Schrijf op wat er is gevraagd."},
            "council": {"required": "Kies welke raad het vraagt."},
            "dossier": NOT_IN_LIST,
            "source": NOT_IN_LIST,
        }

    def clean_asked_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["asked_on"]
        if day > timezone.localdate():
            raise ValidationError("Deze dag komt nog. Kies de dag waarop de vraag is gesteld.")
        return day


class QuestionFilter(RegisterFilter):
    """The filter of the register, with the two sorts apart."""

    soort = forms.ChoiceField(
        label="Soort", required=False, error_messages=NOT_IN_LIST, choices=[("", "Beide"), *QuestionSort.choices]
    )  # fmt: skip


def of_sort(rows: Any, asked: Any) -> Any:
    """Rows of the sort that was asked for, else all."""
    return rows.filter(sort=asked["soort"]) if asked.get("soort") else rows


class DelayForm(RowForm):
    """A notice of delay."""

    due_on = day_field("Nieuwe dag", help_text="Uiterlijk op deze dag krijgt de raad het antwoord.")
    reason = forms.CharField(
        label="Waarom lukt het niet eerder?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De griffie en wie de vraag volgt krijgen dit te lezen.",
        error_messages={"required": "Schrijf erbij waarom."},
    )  # fmt: skip

    def clean_due_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["due_on"]
        if day <= self.row.due_on:
            raise ValidationError(f"Kies een dag na {in_words(self.row.due_on, weekday=False)}.")
        return day


class CloseForm(RowForm):
    """It was answered without this house."""

    on = day_field("Op welke dag", initial=timezone.localdate)
    how = forms.CharField(
        label="Waarmee", max_length=300, error_messages={"required": "Schrijf op waarmee zij is beantwoord."},
        help_text="Bijvoorbeeld: de brief van het college met nummer 2026-117.",
    )  # fmt: skip

    def clean_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["on"]
        if day < self.row.asked_on:
            raise ValidationError("Een vraag is niet beantwoord voordat zij is gesteld.")
        return day


A_FEW_DAYS = f"Kies 1 tot en met {MOST_DAYS} dagen."


class TermForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    constraint_fields = {"question_term_is_sensible": "days"}

    class Meta:
        model = QuestionTerm
        fields = ("days",)
        error_messages = {
            "days": dict.fromkeys(("required", "invalid", "min_value", "max_value"), A_FEW_DAYS)
        }
