"""The forms of who reads the newsletter."""

from typing import Any, ClassVar

from django import forms

from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import Frequency
from newsletters.subscriptions.subscribing import Wish
from partners.regions.models import Municipality
from partners.regions.places import of_our_regions
from themes.generations.models import ThemeGeneration
from themes.themes.models import Theme
from zorgzaam.post.bulk.filling import fits_in_a_head
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards
from zorgzaam.ui.trap import Trap
from zorgzaam.versions import VersionedFormMixin

NO_ADDRESS = {
    "required": "Schrijf uw e-mailadres.",
    "invalid": "Dit is geen e-mailadres. Kijk of er een @ en een punt in staan.",
}
UNUSUAL = (
    "Dit adres heeft tekens waar onze post niet mee overweg kan, zoals é of een aanhalingsteken. "
    "Hebt u nog een ander adres?"
)
ALL = "Kiest u niets, dan krijgt u alles."


class ChoosingMixin(forms.Form):
    """What one may choose; each question stands once."""

    frequency = forms.ChoiceField(
        label="Hoe vaak", choices=Frequency.choices, initial=Frequency.EVERY, widget=ChoiceCards,
        error_messages=ONE_OF,
    )  # fmt: skip
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), label="Welke thema's", required=False, widget=forms.CheckboxSelectMultiple,
        help_text=ALL, error_messages=NOT_IN_LIST,
    )  # fmt: skip
    municipalities = forms.ModelMultipleChoiceField(
        Municipality.objects.none(), label="Welke gemeenten", required=False,
        widget=forms.CheckboxSelectMultiple, help_text=ALL, error_messages=NOT_IN_LIST,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes: Any = self.fields["themes"]
        themes.queryset = Theme.objects.filter(generation=ThemeGeneration.objects.leading())
        places: Any = self.fields["municipalities"]
        ours = [place.pk for place in of_our_regions()]
        places.queryset = Municipality.objects.filter(pk__in=ours).order_by("name")

    @property
    def wish(self) -> Wish:
        """Of a valid form."""
        return Wish(**{name: self.cleaned_data[name] for name in ("frequency", "themes", "municipalities")})


class AddressForm(Trap):
    """An address, that is all."""

    address = forms.EmailField(
        label="Uw e-mailadres", max_length=254, error_messages=NO_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="U krijgt eerst een mail om te bevestigen dat dit adres van u is.",
    )  # fmt: skip

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        if not fits_in_a_head(address):
            raise forms.ValidationError(UNUSUAL)
        return address


class SubscribeForm(ChoosingMixin, AddressForm):
    """An address, and what somebody chooses. No box is ticked beforehand: pressing the button is the consent."""

    field_order = ("address", "frequency", "themes", "municipalities")


class ChoiceForm(VersionedFormMixin, ChoosingMixin, forms.ModelForm):  # type: ignore[type-arg]
    """The same choices, of somebody who reads."""

    class Meta:
        model = Subscriber
        fields: ClassVar = ["frequency"]

    field_order = ("frequency", "themes", "municipalities")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        row: Subscriber = kwargs["instance"]
        kwargs["initial"] = {"themes": row.themes.all(), "municipalities": row.municipalities.all()}
        super().__init__(*args, **kwargs)
