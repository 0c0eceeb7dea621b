"""The form of a slide somebody writes."""

from typing import Any

from django import forms

from governance.council.sessions.models import ProgrammeItem
from governance.council.sessions.models.slides import MOST_POINTS, NO_WORDS, TOO_MANY, SessionSlide
from governance.council.sessions.slide_order import add
from governance.council.sessions.slide_pictures import AT_MOST, TAKEN, TOO_MUCH, fits_beside_the_others
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.files.chosen import ChosenFile, ChosenFileField, WithChosenFiles
from zorgzaam.ui.forms import NOT_IN_LIST
from zorgzaam.versions import VersionedFormMixin

LONGEST = 160


class SlideForm(WithChosenFiles, ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A slide. A picture is kept through the store of files, and needs words."""

    given = ("session",)
    upload = ChosenFileField(
        label="Beeld", required=False, at_most=AT_MOST, help_text="PNG of JPEG, hoogstens 5 MB."
    )
    no_picture = forms.BooleanField(label="Haal het beeld weg", required=False)
    constraint_fields = {"session_slide_fits": "points", "session_slide_says_something": "points"}

    class Meta:
        model = SessionSlide
        fields = ("title", "points", "item", "place", "picture_words")
        widgets = {"points": forms.Textarea(attrs={"rows": 7})}
        error_messages = {
            "title": {"required": "Geef de dia een kop."},
            "points": {"required": "Schrijf ten minste één punt."},
            "item": NOT_IN_LIST,
            "place": NOT_IN_LIST,
        }

    field_order = ("title", "points", "item", "place", "upload", "picture_words", "no_picture")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item: Any = self.fields["item"]
        item.queryset = ProgrammeItem.objects.filter(session=self.instance.session_id)
        item.empty_label = "Voor het programma begint"
        if self.instance.picture is None:
            del self.fields["no_picture"]
        else:
            now = self.instance.picture_name
            self.fields[
                "upload"
            ].help_text = f"Nu staat er: {now}. Kies alleen iets als je een ander beeld wilt."

    def clean_points(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["points"].splitlines() if line.strip()]
        if len(lines) > MOST_POINTS:
            raise forms.ValidationError(TOO_MANY)
        if any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(f"Maak elk punt korter dan {LONGEST} tekens: achterin leest men mee.")
        return "\n".join(lines)

    def clean_upload(self) -> ChosenFile | None:
        chosen: ChosenFile | None = self.cleaned_data.get("upload")
        if chosen and chosen.stored.media_type not in TAKEN:
            raise forms.ValidationError("Kies een beeld: PNG of JPEG.")
        if chosen and not fits_beside_the_others(self.instance, chosen.stored.size):
            raise forms.ValidationError(TOO_MUCH)
        return chosen

    def clean(self) -> dict[str, Any]:
        """A picture has words; without one there is nothing to describe."""
        data: dict[str, Any] = super().clean() or {}
        chosen, row = data.get("upload"), self.instance
        if chosen:
            row.picture, row.picture_name = chosen.stored, chosen.name
        elif data.get("no_picture"):
            row.picture, row.picture_name, data["picture_words"] = None, "", ""
        if row.picture and not data.get("picture_words"):
            self.add_error("picture_words", NO_WORDS)
        return data

    def save(self, commit: bool = True) -> SessionSlide:
        row: SessionSlide = self.instance
        if row._state.adding:
            add(row)
        else:
            row.save()
        return row
