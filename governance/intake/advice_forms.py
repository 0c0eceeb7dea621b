"""Forms of advice: asking for it, giving it, and taking the question back."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from governance.bodies.models import Mandate
from governance.intake.advising import Given, Question, asked_already
from governance.meetings.bringing import members_of
from governance.meetings.forms import ALLOWED
from partners.organisations.picking import pick_organisations
from zorgzaam.files.chosen import ChosenFileField, WithChosenFiles
from zorgzaam.files.names import clean_name
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader
from zorgzaam.ui.forms import ONE_OF, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.ui.picker import PickManyField


class AskForm(RowForm):
    """Organisations and people, one question, one last day."""

    organisations = pick_organisations("Welke organisaties vraag je advies?", required=False)
    question = forms.CharField(
        label="Wat wil je weten?", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Wie je het vraagt leest dit, ook als zij de agenda niet mogen lezen.",
        error_messages={"required": "Schrijf op wat je wilt weten."},
    )  # fmt: skip
    due_on = day_field("Uiterlijk")
    field_order = ("organisations", "people", "question", "due_on")

    def __init__(self, *args: Any, row: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        # By name only whom this reader may know by name.
        known = Mandate.objects.visible_to(reader).on(timezone.localdate()).values("person_id")
        people = Person.objects.filter(Q(pk__in=known) | Q(pk__in=members_of(row.body).values("pk")))
        self.fields["people"] = PickManyField(
            people.filter(erased_at__isnull=True).order_by("name"), label="Welke mensen?", required=False
        )
        for name in ("organisations", "people"):
            self.fields[name].optional = "organisaties, mensen of allebei"  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    def clean_due_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise ValidationError("Deze dag is voorbij. Kies vandaag of een latere dag.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen = [*(data.get("organisations") or ()), *(data.get("people") or ())]
        if not self.errors and not chosen:
            self.add_error("organisations", "Kies ten minste één organisatie of persoon.")
        known = asked_already(self.row)
        if again := [str(one) for one in chosen if one.pk in known]:
            self.add_error(None, f"Dit is al gevraagd aan: {', '.join(again)}.")
        return data

    @property
    def whom(self) -> tuple[list[Any], list[Person]]:
        """Organisations and people."""
        return list(self.cleaned_data["organisations"]), list(self.cleaned_data["people"])

    @property
    def asked(self) -> Question:
        return Question(self.cleaned_data["question"], self.cleaned_data["due_on"])


class AdviseForm(WithChosenFiles, RowForm):
    """The advice itself, or that there will be none."""

    GIVE, NONE = "ja", "nee"

    answer = forms.ChoiceField(
        label="Jullie antwoord", choices=[(GIVE, "Dit is ons advies"), (NONE, "Wij geven geen advies")],
        widget=ChoiceCards, error_messages=ONE_OF, initial=GIVE,
    )  # fmt: skip
    text = forms.CharField(
        label="Advies, of waarom niet", max_length=8000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Wie de agenda maakt leest dit, en later ook wie in het overleg zit.",
        error_messages={"required": "Schrijf het advies op, of waarom het er niet komt."},
    )  # fmt: skip
    upload = ChosenFileField(label="Bestand", required=False, help_text=ALLOWED)

    @property
    def gives(self) -> bool:
        return bool(self.cleaned_data["answer"] == self.GIVE)

    @property
    def given(self) -> Given:
        """The words and the file."""
        chosen = self.cleaned_data["upload"]
        if chosen is None:
            return Given(self.cleaned_data["text"])
        return Given(self.cleaned_data["text"], chosen.stored, clean_name(chosen.name))


class StopForm(RowForm):
    """The question is taken back."""

    reason = forms.CharField(
        label="Waarom vraag je het niet meer?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf erbij waarom."},
    )  # fmt: skip
