"""The page where files that were sent each get an item, a title and who may read them."""

from collections.abc import Sequence
from typing import Any

from django import forms

from governance.meetings.forms import edocs
from governance.meetings.models import AgendaItem
from governance.meetings.sending import MOST, Placed
from zorgzaam.publicity import Publicity

ASIDE = "opzij"
Offered = Sequence[tuple[AgendaItem, int | None]]


class PlacedPaperForm(forms.Form):
    """One file. Without an item it waits on; nothing typed about it is asked for then."""

    upload = forms.UUIDField(widget=forms.HiddenInput, required=False)
    item = forms.ChoiceField(label="Bij welk punt", required=False)
    title = forms.CharField(label="Titel", max_length=200, required=False)
    edocs_number = forms.CharField(label="eDocs-nummer", max_length=30, required=False)
    publicity = forms.ChoiceField(label="Wie mag dit lezen?", required=False)
    ground = forms.CharField(label="Reden om niet openbaar te zijn", max_length=300, required=False)

    def __init__(self, *args: Any, items: Offered, office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {str(item.pk): item for item, _ in items}
        item, publicity = self.fields["item"], self.fields["publicity"]
        assert isinstance(item, forms.ChoiceField)
        assert isinstance(publicity, forms.ChoiceField)
        offered = [(str(one.pk), f"{number}. {one.title}" if number else one.title) for one, number in items]
        item.choices = [("", "Nog niet"), *offered, (ASIDE, "Niet gebruiken")]
        levels = [level for level in Publicity.choices if office or level[0] != Publicity.CONFIDENTIAL]
        publicity.choices = [("", "Zoals het punt"), *levels]
        for name in ("item", "title", "edocs_number", "publicity", "ground"):
            self.fields[name].widget.attrs["class"] = "zz-input"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        item = self.items.get(cleaned.get("item") or "")
        if item is None:
            return cleaned
        if not cleaned.get("title"):
            self.add_error("title", "Geef het stuk een titel.")
        closed = cleaned.get("publicity") not in (None, "", Publicity.PUBLIC)
        if closed and not (cleaned.get("ground") or item.publicity_ground):
            self.add_error("ground", "Noem de reden waarom dit niet openbaar is.")
        return cleaned

    def clean_edocs_number(self) -> str:
        number = " ".join(self.cleaned_data["edocs_number"].split())
        if number and self.data.get(self.add_prefix("item")) in self.items:
            edocs(number)
        return number

    @property
    def decided(self) -> Placed | None:
        """What this row says; None while the file waits on."""
        said = self.cleaned_data
        if not said.get("item") or not said.get("upload"):
            return None
        item = self.items.get(said["item"])
        if item is None:
            return Placed(said["upload"], None)
        names = ("title", "edocs_number", "publicity", "ground")
        return Placed(said["upload"], item, **{name: said[name] for name in names})


PlacedPapers = forms.formset_factory(
    PlacedPaperForm, extra=0, max_num=MOST, validate_max=True, absolute_max=MOST
)
