"""Forms of a round: to whom and about what, the common words, and numbers with names per letter."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from governance.bodies.models import Body
from governance.briefings.forms import NOTE_HELP
from governance.briefings.models import Briefing
from governance.briefings.structure import Sort
from governance.rounds.making import councils, of_the_region
from governance.rounds.models import BriefingRound, RoundChapter
from governance.rounds.signing import CollegeSignature, range_between
from zorgzaam.richfields import RichTextFormField
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, DateInput, DateTimeInput
from zorgzaam.versions import VersionedFormMixin

ALL, SOME = "alle", "kies"
DAYS = dict.fromkeys(("period_from", "period_until", "dated_on"), DateInput)


class NewRoundForm(forms.ModelForm):  # type: ignore[type-arg]
    """Kind, subject, period, and which councils."""

    to = forms.ChoiceField(label="Aan wie", widget=ChoiceCards, initial=ALL, error_messages=ONE_OF)
    councils = forms.ModelMultipleChoiceField(
        Body.objects.none(),
        label="Welke raden",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_IN_LIST,
        help_text="Alleen nodig als je zelf kiest.",
    )

    class Meta:
        model = BriefingRound
        fields: ClassVar = ["kind", "subject", "period_from", "period_until"]
        widgets: ClassVar = {**DAYS, "kind": ChoiceCards}
        help_texts: ClassVar = {"period_from": "Waar gaan de brieven over? De periode komt in de eerste zin."}

    field_order = ["to", "councils", "kind", "subject", "period_from", "period_until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_region = of_the_region()
        amount = len(self.of_region)
        every = f"Alle gemeenteraden van de regio ({amount})"
        choices = (
            [(ALL, every), (SOME, "Ik kies de raden zelf")] if amount else [(SOME, "Ik kies de raden zelf")]
        )
        to: Any = self.fields["to"]
        to.choices = choices
        to.initial = choices[0][0]
        chosen: Any = self.fields["councils"]
        chosen.queryset = councils()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("to") == SOME and "councils" in cleaned and not cleaned["councils"]:
            self.add_error("councils", "Vink minstens één raad aan.")
        return cleaned

    @property
    def chosen(self) -> list[Body]:
        """The councils of a valid form."""
        everybody = self.cleaned_data["to"] == ALL
        return self.of_region if everybody else list(self.cleaned_data["councils"])


class RoundForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """What all letters have in common beside the chapters."""

    class Meta:
        model = BriefingRound
        fields: ClassVar = [
            "subject",
            "dated_on",
            "objective",
            "core",
            "follow_up",
            "embargo_until",
            "woo_category",
        ]
        widgets: ClassVar = {**DAYS, "embargo_until": DateTimeInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("objective", "core", "follow_up"):
            part = self.instance.structure.part(name)
            if part is None:
                del self.fields[name]
            else:
                self.fields[name].label = part.called
                self.fields[name].help_text = part.help or (NOTE_HELP if part.sort == Sort.TEXT else "")


class ChapterForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A chapter all letters have."""

    class Meta:
        model = RoundChapter
        fields: ClassVar = ["heading", "text"]
        help_texts: ClassVar = {"text": NOTE_HELP}


class LetterForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """What is of one letter alone: its number, and who is named on it."""

    class Meta:
        model = Briefing
        fields: ClassVar = ["registration_number", "portfolio_holder", "secretary", "mayor"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        structure = self.instance.structure
        self.fields["registration_number"].label = structure.number
        self.fields["portfolio_holder"].help_text = ""
        for name in ("registration_number", "portfolio_holder"):
            self.fields[name].optional = "nodig voor het nakijken"  # type: ignore[attr-defined]
        for name in ("secretary", "mayor"):
            self.fields[name].help_text = ""
            if not structure.has(Sort.SIGNATURES):
                del self.fields[name]

    def _get_validation_exclusions(self) -> set[str]:
        """The council is asked along: a number is used once per council."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"addressee"}


class ParagraphForm(forms.Form):
    """What it means for one municipality, where nothing is known to show."""

    text = RichTextFormField(label="Wat dit voor de gemeente betekent")


class SignatureForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """Who signs for a college, and its range of numbers."""

    class Meta:
        model = CollegeSignature
        fields: ClassVar = ["portfolio_holder", "secretary", "mayor", "number_from", "number_until"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("number_from"), cleaned.get("number_until")
        if first and last and range_between(first, last) is None:
            raise ValidationError(
                {
                    "number_until": f"Dit is geen reeks vanaf {first}. Begin hetzelfde en eindig op een hoger getal."
                }
            )
        return cleaned


class ChapterRemoveForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """Taking a chapter out of what is common, only as it was seen."""

    class Meta:
        model = RoundChapter
        fields: ClassVar[list[str]] = []
