"""The form to say up to which day a register is complete."""

from django import forms

from governance.council.upkeep.models import RegisterUpToDate
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import day_field
from zorgzaam.versions import VersionedFormMixin


class UpToDateForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    up_to = day_field("Bijgewerkt tot en met", help_text=RegisterUpToDate._meta.get_field("up_to").help_text)

    class Meta:
        model = RegisterUpToDate
        fields = ("up_to",)
