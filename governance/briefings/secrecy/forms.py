"""What is written down of secrecy: who imposed it and why, who lifted it and when."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.bodies.models import Body
from governance.briefings.models import Briefing
from governance.briefings.secrecy.models import Secrecy
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST, day_field

STILL_TO_COME = "Deze dag moet nog komen. Leg het vast als het zover is."


class ImposeForm(ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """On the whole or on one attachment that is not public under the Woo."""

    constraint_fields = {
        "secrecy_ends_somehow": "until",
        "secrecy_ends_after_it_began": "until",
    }

    imposed_on = day_field("Opgelegd op")
    until = day_field("Tot en met", required=False)

    class Meta:
        model = Secrecy
        fields = ["attachment", "ground", "imposed_by", "imposed_on", "until", "until_when"]
        labels = {"attachment": "Waarop"}
        error_messages = dict.fromkeys(("attachment", "ground", "imposed_by"), NOT_IN_LIST)

    def __init__(self, *args: Any, briefing: Briefing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.briefing = briefing
        attachment: Any = self.fields["attachment"]
        attachment.queryset = briefing.attachments.filter(woo_public=False)
        attachment.empty_label = "Het hele stuk"
        attachment.help_text = "Het hele stuk, of een bijlage die op “nee” staat voor de Woo."
        attachment.optional = "of het hele stuk"
        for name in ("until", "until_when"):
            self.fields[name].optional = "een dag, of in woorden"  # type: ignore[attr-defined]
        imposed_by: Any = self.fields["imposed_by"]
        imposed_by.queryset = Body.objects.order_by("name")

    def clean_imposed_on(self) -> Any:
        return _past(self.cleaned_data["imposed_on"])


class BodyOnDayForm(forms.Form):
    """Which body lifted or confirmed it, and on which day."""

    body = forms.ModelChoiceField(Body.objects.none(), label="Welk orgaan", error_messages=NOT_IN_LIST)
    on = day_field("Op welke dag")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.order_by("name")  # type: ignore[attr-defined]

    def clean_on(self) -> Any:
        return _past(self.cleaned_data["on"])


def _past(day: Any) -> Any:
    if day > timezone.localdate():
        raise ValidationError(STILL_TO_COME)
    return day
