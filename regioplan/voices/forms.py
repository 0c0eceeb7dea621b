"""Forms of inbreng: what was said, whether it is public, and what was done with it."""

from typing import Any

from django import forms

from regioplan.agreements.models import PUBLIC, Agreement
from regioplan.forms import FactForm
from regioplan.plans.models import PublishedChapter
from regioplan.voices.contacts import VoiceContact
from regioplan.voices.models import Speaker, Voice, VoiceAnswer
from themes.themes.models import Theme
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.standing import NOBODY, StandIn
from zorgzaam.ui.forms import NOT_IN_LIST, day_field
from zorgzaam.ui.pages import RowForm


class VoiceForm(FactForm):
    constraint_fields = {"voice_names_nobody": "text"}
    empty = {
        "theme": "Geen thema, of nog niet bekend", "task": "Geen opgave, of nog niet bekend",
        "plan": "Geen plan", "source": "Geen stuk als bron", "channel": "Nog niet bekend",
    }  # fmt: skip
    said_on = day_field("Wanneer", required=False, help_text="Leeg als het nog niet bekend is.")

    class Meta:
        model = Voice
        fields = [
            "title", "text", "speaker_kind", "speaker", "channel", "place", "said_on", "said_precision", "theme",
            "task", "plan", "source", "source_note",
        ]  # fmt: skip
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}


class PublishForm(RowForm):
    """The last look before everybody may read it."""

    checked = forms.BooleanField(
        label="Ik heb gelezen wat er staat: er is geen inwoner in te herkennen",
        error_messages={"required": "Lees de tekst na en zet dan het vinkje."},
    )


class DiscardForm(RowForm):
    """Nothing to fill in: the button is the decision."""


class WithdrawForm(RowForm):
    reason = forms.CharField(
        label="Waarom",
        max_length=300,
        help_text="Iedereen die de pagina opent, leest dit.",
        error_messages={"required": "Schrijf op waarom."},
    )


class AnswerForm(FactForm):
    constraint_fields = {"voice_answer_names_nobody": "text", "voice_answer_says_what": "text"}
    given = ("voice",)
    empty = {
        "agreement": "Geen afspraak", "task": "Geen opgave", "chapter": "Geen hoofdstuk",
        "source": "Geen stuk als bron",
    }  # fmt: skip
    answered_on = day_field(
        "Op",
        required=False,
        help_text="Leeg als het nog niet bekend is. Bij een lege of lang voorbije dag krijgt niemand bericht.",
    )

    class Meta:
        model = VoiceAnswer
        fields = [
            "verdict", "text", "answered_by", "answered_on", "answered_precision", "agreement", "task", "chapter",
            "source", "source_note",
        ]  # fmt: skip
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement: Any = self.fields["agreement"]
        agreement.queryset = Agreement.objects.filter(state__in=PUBLIC).select_related("organisation", "task")
        chapter: Any = self.fields["chapter"]
        everybodys = PublishedChapter.objects.visible_to(StandIn(NOBODY)).defer("html", "plain", "search")
        chapter.queryset = everybodys.select_related("publication__version__plan")
        chapter.label_from_instance = lambda one: f"{one.publication.version}: {one}"


class ContactForm(ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """An address of who brought it in."""

    constraint_fields = {"voice_contact_once": "address"}

    class Meta:
        model = VoiceContact
        fields = ["address"]
        error_messages = {
            "address": {
                "required": "Schrijf het e-mailadres.",
                "invalid": "Dit is geen e-mailadres. Schrijf het zo: naam@organisatie.nl",
            }
        }


class RemoveContactForm(forms.Form):
    """Nothing to fill in: the button is the decision."""


class VoiceFilter(forms.Form):
    """A GET form: narrows the public list."""

    thema = forms.ModelChoiceField(
        Theme.objects.none(),
        label="Thema",
        required=False,
        empty_label="Alle thema's",
        error_messages=NOT_IN_LIST,
    )
    jaar = forms.ChoiceField(label="Jaar", required=False, error_messages=NOT_IN_LIST)
    van = forms.ChoiceField(
        label="Van wie",
        required=False,
        choices=[("", "Iedereen"), *Speaker.choices],
        error_messages=NOT_IN_LIST,
    )

    def __init__(self, *args: Any, themes: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thema"].queryset = themes  # type: ignore[attr-defined]
        self.fields["jaar"].choices = [  # type: ignore[attr-defined]
            ("", "Alle jaren"),
            *((str(year), str(year)) for year in years),
        ]

    def chosen(self) -> dict[str, Any]:
        """The lookups for what was chosen; nothing when the form was sent wrong."""
        if not self.is_valid():
            return {}
        data = self.cleaned_data
        asked = {"theme": data["thema"], "said_on__year": data["jaar"], "speaker_kind": data["van"]}
        return {name: value for name, value in asked.items() if value}
