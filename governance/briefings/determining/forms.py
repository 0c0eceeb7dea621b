"""What the portfolio holder says, and what another records of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.briefings.determining.models import BriefingDetermination
from zorgzaam.ui.forms import ONE_OF, ChoiceCards, day_field

YES, BACK = "vastgesteld", "terug"


class DetermineForm(forms.Form):
    """Determined, or back with what should change; `seen` is the digest of the letter above the form."""

    seen = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label="Stel je dit stuk vast?",
        choices=[(YES, "Vastgesteld"), (BACK, "Terug, er moet iets anders")],
        error_messages=ONE_OF,
        widget=ChoiceCards,
    )
    remark = forms.CharField(
        label="Wat moet er anders?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("answer") == BACK and not cleaned.get("remark", "").strip():
            self.add_error("remark", "Schrijf op wat er anders moet.")
        return cleaned


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """When it was determined elsewhere, and where that can be read; `seen` as above."""

    seen = forms.CharField(widget=forms.HiddenInput)
    on = day_field("Vastgesteld op")

    class Meta:
        model = BriefingDetermination
        fields = ["on", "source"]
        error_messages = {"source": {"required": "Schrijf op waar staat dat het is vastgesteld."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError("Deze dag moet nog komen. Leg de vaststelling daarna vast.")
        return on
