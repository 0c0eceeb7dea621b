"""The desk (loket): when it is closed, and which insurers sit at it."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partners.organisations.models import Organisation
from regioplan.transformation_plans.models import DeskClosing, DeskInsurer
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui import dates
from zorgzaam.ui.forms import NOT_IN_LIST, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin


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
        insurers = Organisation.objects.remaining().filter(kind="zorgverzekeraar", ended_note="")
        self.fields["organisation"].queryset = insurers  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = timezone.localdate
