"""The form that says what a briefing is about, over which period, and which earlier one it follows on."""

from typing import Any

from django import forms

from governance.briefings.following import BriefingLine, How, earlier
from governance.briefings.letter_choice import LetterChoice
from governance.briefings.models import Briefing
from zorgzaam.periods import ENDS_BEFORE_IT_STARTS
from zorgzaam.ui.forms import NOT_IN_LIST, DateInput
from zorgzaam.versions import VersionedFormMixin


def period_in_order(form: forms.BaseForm, cleaned: dict[str, Any]) -> None:
    """Say beside the last day of a period that it lies before the first; the database holds it too."""
    first, last = cleaned.get("period_from"), cleaned.get("period_until")
    if first and last and last < first:
        form.add_error("period_until", ENDS_BEFORE_IT_STARTS)


class LineForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    previous = LetterChoice(
        Briefing.objects.none(), label="Eerder stuk", required=False, empty_label="Geen",
        error_messages=NOT_IN_LIST, help_text="Alleen als je dat stuk zelf kiest.",
    )  # fmt: skip

    class Meta:
        model = BriefingLine
        fields = ["dossier", "task", "theme", "period_from", "period_until", "how", "previous", "printed"]
        widgets = {"period_from": DateInput, "period_until": DateInput}
        help_texts = {"dossier": "Kies een dossier, een opgave of een thema. Of geen van drie."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = earlier(self.instance.briefing).values("briefing")
        choice: Any = self.fields["previous"]
        choice.queryset = Briefing.objects.filter(pk__in=known).order_by("-dated_on", "-created_at")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        period_in_order(self, cleaned)
        if cleaned.get("how") != How.CHOSEN:
            cleaned["previous"] = None
        elif cleaned.get("previous") is None and "previous" not in self.errors:
            self.add_error("previous", "Kies het stuk waar dit op volgt.")
        return cleaned
