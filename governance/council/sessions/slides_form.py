"""The form of a slide somebody writes."""

from typing import Any

from django import forms

from governance.council.sessions.models import ProgrammeItem
from governance.council.sessions.models.slides import MOST_POINTS, TOO_MANY, SessionSlide
from governance.council.sessions.slide_order import add
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST
from zorgzaam.versions import VersionedFormMixin

LONGEST = 160


class SlideForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    given = ("session",)
    constraint_fields = {"session_slide_fits": "points", "session_slide_says_something": "points"}

    class Meta:
        model = SessionSlide
        fields = ("title", "points", "item")
        widgets = {"points": forms.Textarea(attrs={"rows": 7})}
        error_messages = {
            "title": {"required": "Geef de dia een kop."},
            "points": {"required": "Schrijf ten minste één punt."},
            "item": NOT_IN_LIST,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item: Any = self.fields["item"]
        item.queryset = ProgrammeItem.objects.filter(session=self.instance.session_id)
        item.empty_label = "Voor het programma begint"

    def clean_points(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["points"].splitlines() if line.strip()]
        if len(lines) > MOST_POINTS:
            raise forms.ValidationError(TOO_MANY)
        if any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(f"Maak elk punt korter dan {LONGEST} tekens: achterin leest men mee.")
        return "\n".join(lines)

    def save(self, commit: bool = True) -> SessionSlide:
        row: SessionSlide = self.instance
        if row._state.adding:
            add(row)
        else:
            row.save()
        return row
