"""Forms of 'plak je agenda': the text, and what was recognised in it, to check before it goes on the agenda."""

from typing import Any

from django import forms

from governance.meetings.bringing import Bringers
from governance.meetings.forms import publicity_for
from governance.meetings.models import ItemKind
from governance.meetings.models.parts import MOST_PARTS
from zorgzaam.publicity import Publicity


class PasteForm(forms.Form):
    text = forms.CharField(
        label="Agenda",
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Plak hier de agenda uit Word of een mail. Elke regel wordt een punt.",
        error_messages={"required": "Plak hier eerst een agenda."},
    )


class PastedItemForm(forms.Form):
    """One recognised line, to check before it goes on the agenda."""

    take = forms.BooleanField(required=False, initial=True, label="Overnemen")
    title = forms.CharField(max_length=250, required=False, label="Titel")
    kind = forms.ChoiceField(choices=ItemKind.choices, label="Wat vragen we?")
    formality = forms.BooleanField(required=False, label="Hamerstuk")
    minutes = forms.IntegerField(min_value=0, max_value=600, label="Minuten")
    owner = forms.CharField(max_length=200, required=False, label="Wie brengt het in")
    inside = forms.BooleanField(required=False, label="Onderdeel")
    publicity = forms.ChoiceField(
        choices=Publicity.choices, initial=Publicity.PUBLIC, required=False, label="Wie mag dit lezen"
    )

    def __init__(self, *args: Any, bringers: Bringers, office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bringers = bringers
        levels: Any = self.fields["publicity"]
        levels.choices = publicity_for(office)
        for name in ("title", "kind", "minutes", "owner", "publicity"):
            self.fields[name].widget.attrs["class"] = "zz-input"
        self.fields["owner"].widget.attrs["list"] = "inbrengers"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("take") and not cleaned.get("title"):
            self.add_error("title", "Geef het punt een titel, of neem het niet over.")
        # A page that does not ask it leaves what the words said.
        cleaned["publicity"] = cleaned.get("publicity") or self.initial.get("publicity", Publicity.PUBLIC)
        # The columns of an item; a name nobody has is refused, so that no name is lost unseen.
        cleaned["owner"] = self.bringers.owner(cleaned.get("owner", ""))
        if cleaned.get("take") and cleaned["owner"] is None:
            self.add_error("owner", "Deze naam kennen we niet. Kies er een uit de lijst of laat het leeg.")
        return cleaned


class PastedLines(forms.BaseFormSet):  # type: ignore[type-arg]
    """All lines together: a part has an item above it, and fits there."""

    def clean(self) -> None:
        whole: forms.Form | None = None
        left = number = 0
        for form in self.forms:
            data = form.cleaned_data if form.is_valid() else {}
            if not data.get("take"):
                continue
            if not data["inside"]:
                whole, left, number = form, data["minutes"], 0
                continue
            left, number = left - data["minutes"], number + 1
            if whole is None:
                form.add_error("inside", "Hierboven staat geen punt waar dit bij hoort.")
            elif number > MOST_PARTS:
                form.add_error("inside", f"Een punt heeft hoogstens {MOST_PARTS} onderdelen.")
            elif left < 0:
                form.add_error("minutes", "De onderdelen duren samen langer dan het punt zelf.")


PastedItems = forms.formset_factory(
    PastedItemForm, formset=PastedLines, extra=0, max_num=200, validate_max=True, absolute_max=200
)
