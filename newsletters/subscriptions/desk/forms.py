"""Forms of who keeps the list of readers."""

from typing import Any

from django import forms

from newsletters.subscriptions.lists.models import ReaderList
from newsletters.subscriptions.states import Frequency, SubscriberState
from partners.regions.models import Municipality
from partners.regions.places import of_our_regions
from themes.generations.models import ThemeGeneration
from themes.themes.models import Theme
from zorgzaam.ui.forms import NOT_IN_LIST, RowChoice
from zorgzaam.ui.pages import RowForm

STATES = [(value, label) for value, label in SubscriberState.choices if value != SubscriberState.GONE]
CHOSE = "Ook wie alles krijgt, telt mee."


class SubscriberFilter(forms.Form):
    """A GET form; what is not valid narrows nothing and says so beside the field."""

    q = forms.CharField(
        label="E-mailadres", required=False, max_length=254, widget=forms.TextInput(attrs={"type": "search"})
    )
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "Alle standen"), *STATES], error_messages=NOT_IN_LIST
    )
    vaak = forms.ChoiceField(
        label="Hoe vaak",
        required=False,
        choices=[("", "Alles"), *Frequency.choices],
        error_messages=NOT_IN_LIST,
    )
    thema = RowChoice(
        Theme.objects.none(), label="Wil lezen over", required=False, empty_label="Alle thema's",
        error_messages=NOT_IN_LIST, help_text=CHOSE,
    )  # fmt: skip
    gemeente = RowChoice(
        Municipality.objects.none(), label="Wil lezen over gemeente", required=False,
        empty_label="Alle gemeenten", error_messages=NOT_IN_LIST, help_text=CHOSE,
    )  # fmt: skip

    lijst = RowChoice(
        ReaderList.objects.all(), label="Van lijst", required=False, empty_label="Alle lezers",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes: Any = self.fields["thema"]
        themes.queryset = Theme.objects.filter(generation=ThemeGeneration.objects.leading())
        places: Any = self.fields["gemeente"]
        ours = [place.pk for place in of_our_regions()]
        places.queryset = Municipality.objects.filter(pk__in=ours).order_by("name")

    def narrow(self, readers: Any) -> Any:
        """The readers that match every valid field."""
        self.is_valid()
        chosen = self.cleaned_data
        if words := chosen.get("q", "").strip().lower():
            readers = readers.filter(address__contains=words)
        if state := chosen.get("stand"):
            readers = readers.filter(state=state)
        if often := chosen.get("vaak"):
            readers = readers.filter(frequency=often)
        if read := chosen.get("lijst"):
            readers = readers.filter(reader_list=read)
        themes, places = ([chosen[name]] if chosen.get(name) else [] for name in ("thema", "gemeente"))
        return readers.wanting(themes, places)

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen."""
        return any(self.cleaned_data.values())


class EndForm(RowForm):
    """Somebody asked us to end it for them."""

    reason = forms.CharField(
        label="Waarom", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: belde op 3 maart en wil geen nieuwsbrief meer.",
        error_messages={"required": "Schrijf waarom, of wie het vroeg."},
    )  # fmt: skip


class ForgetForm(EndForm):
    """Somebody asked us to forget them (AVG art. 17)."""

    reason = forms.CharField(
        label="Waarom", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Schrijf hier geen naam en geen adres: dit blijft bewaard.",
        error_messages={"required": "Schrijf waarom."},
    )  # fmt: skip
