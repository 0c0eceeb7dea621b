"""Forms of series, dates, templates, recess and terms."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from governance.series.models import (
    Fate,
    MeetingSeries,
    Recess,
    SeriesDate,
    StandingItem,
    TermSet,
)
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.publicity import Publicity
from zorgzaam.ui.dates import MONTHS
from zorgzaam.ui.forms import ChoiceCards, TimeInput, day_field
from zorgzaam.versions import VersionedFormMixin
from zorgzaam.years import sensible

WHY = {"required": "Schrijf op waarom."}
NUMBER = {"invalid": "Schrijf een heel getal.", "required": "Schrijf een getal."}


class RowForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A form of a row that carries its version, with its refusals beside their fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.IntegerField):
                field.error_messages.update(NUMBER)


class SeriesForm(RowForm):
    constraint_fields = {"series_ends_after_start": "ends_on", "series_weeks_apart": "every"}
    starts_on = day_field("Vanaf")
    ends_on = day_field("Tot en met", required=False, help_text="Leeg als er nog geen einde is.")
    months = forms.TypedMultipleChoiceField(
        label="Maanden",
        coerce=int,
        required=False,
        choices=[(number, name.capitalize()) for number, name in enumerate(MONTHS, start=1)],
        widget=forms.CheckboxSelectMultiple({"class": "zz-choices--cards"}),
        help_text="Telt alleen bij ‘per maand’. Kies je er geen, dan is het elke maand.",
    )
    start_time = forms.TimeField(label="Begintijd", widget=TimeInput)

    class Meta:
        model = MeetingSeries
        fields = [
            "title", "rhythm", "nth", "weekday", "months", "every", "starts_on", "ends_on", "start_time",
            "minutes", "location", "avoiding", "note",
        ]  # fmt: skip
        widgets = {"rhythm": ChoiceCards}


class DateForm(RowForm):
    """What happens with one date of a series."""

    constraint_fields = {
        "series_date_moves_somewhere": "moved_to",
        "series_date_skipped_with_reason": "reason",
    }
    moved_to = day_field("Nieuwe dag", required=False, help_text="Alleen als de vergadering verplaatst.")

    class Meta:
        model = SeriesDate
        fields = ["fate", "moved_to", "reason"]
        widgets = {"fate": ChoiceCards}
        labels = {"reason": "Waarom"}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        fate = data.get("fate")
        if fate != Fate.MOVED:
            data["moved_to"] = None
        elif not data.get("moved_to") and "moved_to" not in self.errors:
            self.add_error("moved_to", "Kies de nieuwe dag.")
        if fate == Fate.SKIPPED and not data.get("reason"):
            self.add_error("reason", "Schrijf erbij waarom.")
        return data


class TieForm(forms.Form):
    """Which series an existing meeting belongs to, and for which date of it."""

    series = forms.ModelChoiceField(MeetingSeries.objects.none(), label="Reeks", empty_label="Kies een reeks")
    day = day_field(
        "Datum volgens het ritme",
        required=False,
        help_text="Voor welke datum van de reeks telt deze vergadering? Leeg: buiten het ritme.",
    )

    def __init__(self, *args: Any, body: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = MeetingSeries.objects.filter(body=body)  # type: ignore[attr-defined]


class NextForm(forms.Form):
    day = day_field("Datum van de volgende vergadering")


class StandingForm(RowForm):
    constraint_fields = {"standing_closed_has_ground": "publicity_ground"}

    class Meta:
        model = StandingItem
        fields = ["title", "part", "minutes", "kind", "treatment", "publicity", "publicity_ground"]
        widgets = {
            "part": ChoiceCards,
            "kind": ChoiceCards,
            "treatment": ChoiceCards,
            "publicity": ChoiceCards,
        }
        error_messages = {"title": {"required": "Geef het punt een titel."}}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        closed = data.get("publicity") not in (Publicity.PUBLIC, None)
        if closed and not data.get("publicity_ground"):
            self.add_error("publicity_ground", "Noem de reden waarom dit niet openbaar is.")
        return data


class CloseForm(forms.Form):
    reason = forms.CharField(
        label="Waarom komt dit punt niet meer terug?", max_length=300, error_messages=WHY
    )


class RecessForm(RowForm):
    constraint_fields = {"recess_ends_after_start": "ends_on"}
    starts_on = day_field("Eerste dag")
    ends_on = day_field("Laatste dag")

    class Meta:
        model = Recess
        fields = ["name", "whose", "region", "starts_on", "ends_on", "source", "source_note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].empty_label = "Geldt voor iedereen"  # type: ignore[attr-defined]
        self.fields["region"].queryset = self.fields["region"].queryset.select_related("scheme")  # type: ignore[attr-defined]
        self.fields["region"].label_from_instance = lambda row: f"{row.name} ({row.scheme})"  # type: ignore[attr-defined]
        self.fields["source"].empty_label = "Geen stuk als bron"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", f"De laatste dag ligt voor {date_format(first, 'j F Y')}.")
        return data


class TermsForm(RowForm):
    constraint_fields = {
        "one_term_set_at_a_time": "starts_on",
        "governance_termset_ends_after_start": "ends_on",
        "term_set_says_something": "papers_days",
    }
    given = ("body",)
    starts_on = day_field("Geldt vanaf", required=False, help_text="Leeg: van het begin af.")
    ends_on = day_field("Geldt tot en met", required=False, help_text="Leeg als er nog geen einde is.")

    class Meta:
        model = TermSet
        fields = [
            "papers_days", "papers_in", "invitation_days", "invitation_in", "agenda_days", "agenda_in",
            "minutes_days", "minutes_in", "remind_days", "starts_on", "ends_on", "source", "source_note",
        ]  # fmt: skip
        labels = {
            "papers_days": "Stukken binnen: dagen voor de vergadering",
            "invitation_days": "Uitnodiging verstuurd: dagen voor de vergadering",
            "agenda_days": "Agenda gepubliceerd: dagen voor de vergadering",
            "minutes_days": "Verslag verstuurd: dagen na de vergadering",
            "papers_in": "Stukken: geteld in",
            "invitation_in": "Uitnodiging: geteld in",
            "agenda_in": "Agenda: geteld in",
            "minutes_in": "Verslag: geteld in",
            "source_note": "Waar staat dit?",
        }
        help_texts = {"source_note": "Bijvoorbeeld: reglement van orde, artikel 6."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].empty_label = "Geen stuk als bron"  # type: ignore[attr-defined]


def day_in_address(text: str) -> datetime.date:
    """The day an address names (2027-01-28); ValidationError for anything else, and for a year nobody means."""
    try:
        if len(text) != 10:
            raise ValueError
        day = datetime.date.fromisoformat(text)
    except ValueError as wrong:
        raise ValidationError("no day") from wrong
    sensible(day)
    return day
