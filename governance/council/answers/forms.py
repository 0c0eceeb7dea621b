"""Forms of an answer: beginning it, writing, clearing, the form for one council, and contributions."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.bodies.models import BodyKind, Mandate
from governance.council.answers.models import AnswerFile, AnswerLetter
from partners.organisations.picking import pick_organisations
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.people.models import Person
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin

LONG = forms.Textarea(attrs={"rows": 4})


def of_the_bureau() -> Any:
    """Who works at the netwerkbureau today."""
    held = Mandate.objects.on(timezone.localdate()).filter(body__kind=BodyKind.OFFICE)
    return Person.objects.filter(pk__in=held.values("person_id"), erased_at__isnull=True).order_by("name")


class BeginForm(forms.Form):
    """A question goes into an answer that is being made, or into a new one."""

    file = forms.ModelChoiceField(
        AnswerFile.objects.none(), label="In welke beantwoording", required=False,
        empty_label="Een nieuwe beantwoording", error_messages=NOT_IN_LIST,
        help_text="Vraagt een andere raad hetzelfde, kies dan die. Iedere raad krijgt het antwoord apart.",
    )  # fmt: skip
    title = forms.CharField(label="Onderwerp van de nieuwe beantwoording", max_length=250, required=False)
    holder = forms.ModelChoiceField(
        Person.objects.none(), label="Antwoordhouder", required=False, empty_label="Kies een collega",
        error_messages=NOT_IN_LIST, help_text="Wie zorgt dat het antwoord er komt.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file, holder = self.fields["file"], self.fields["holder"]
        holder.optional = "nodig voor een nieuwe beantwoording"  # type: ignore[attr-defined]
        file.queryset, holder.queryset = AnswerFile.objects.all(), of_the_bureau()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("file") and not self.errors:
            if not data.get("title"):
                self.add_error("title", "Schrijf op waar het antwoord over gaat.")
            if not data.get("holder"):
                self.add_error("holder", "Kies wie zorgt dat het antwoord er komt.")
        return data


class WriteForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    constraint_fields = {"answer_says_something": "text", "answer_only_as_draft": "text"}

    class Meta:
        model = AnswerFile
        fields = ("title", "holder", "text")
        error_messages = {
            "title": {"required": "Schrijf op waar het antwoord over gaat."},
            "holder": NOT_IN_LIST,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holder: Any = self.fields["holder"]
        holder.queryset = of_the_bureau() | Person.objects.filter(pk=self.instance.holder_id)


class ClearForm(RowForm):
    """Another says that it is right, or what has to be otherwise."""

    YES, NO = "ja", "nee"
    answer = forms.ChoiceField(
        label="Kan dit zo naar de raden?", widget=ChoiceCards, error_messages=ONE_OF,
        choices=[(YES, "Ja, akkoord"), (NO, "Nee, eerst aanpassen")],
    )  # fmt: skip
    remark = forms.CharField(
        label="Opmerking",
        max_length=1000,
        required=False,
        widget=LONG,
        help_text="Nodig als het anders moet.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("answer") == self.NO and not data.get("remark", "").strip():
            self.add_error("remark", "Schrijf op wat er anders moet.")
        return data


class LetterForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    constraint_fields = {"answer_letter_has_a_salutation": "salutation"}

    class Meta:
        model = AnswerLetter
        fields = ("salutation", "number")
        error_messages = {"salutation": {"required": "Schrijf de aanhef op."}}


class SendForm(forms.Form):
    """Carries the digest of what was read."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class AskForm(RowForm):
    """Organisations, one question, one last day."""

    organisations = pick_organisations(
        "Welke organisaties vraag je om een bijdrage?",
        error_messages={"required": "Kies ten minste één organisatie."},
    )
    asks = forms.CharField(
        label="Wat wil je weten?", max_length=2000, widget=LONG,
        help_text="Wie je het vraagt leest dit. Zij lezen niets van het antwoord zelf.",
        error_messages={"required": "Schrijf op wat je wilt weten."},
    )  # fmt: skip
    due_on = day_field("Uiterlijk")

    def clean_due_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise ValidationError("Deze dag is voorbij. Kies vandaag of een latere dag.")
        return day


class ContributeForm(RowForm):
    """The words of an organisation, or that there will be none."""

    GIVE, NONE = "ja", "nee"
    answer = forms.ChoiceField(
        label="Jullie antwoord", widget=ChoiceCards, error_messages=ONE_OF, initial=GIVE,
        choices=[(GIVE, "Dit is onze bijdrage"), (NONE, "Wij kunnen hier niets over zeggen")],
    )  # fmt: skip
    text = forms.CharField(
        label="Bijdrage, of waarom niet", max_length=8000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Het netwerkbureau leest dit en gebruikt het voor het antwoord.",
        error_messages={"required": "Schrijf de bijdrage op, of waarom die er niet komt."},
    )  # fmt: skip
