"""Forms at the table: a voice in a round, the times of a vote, an action, the end, and the majority rule of a body."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from governance.actions.forms import ActionForm
from governance.actions.models import Action
from governance.live.consenting import Said
from governance.live.models import ConsentVoice, Majority, MajorityRule, VoiceKind, VoiceState
from governance.live.screen import Line, Speaker
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST, ChoiceCards, DateTimeInput
from zorgzaam.versions import VersionedFormMixin

WHY = "Schrijf erbij waarom."


class VoiceForm(forms.Form):
    """What one party says in a round."""

    party = forms.ChoiceField(label="Namens wie", error_messages=NOT_IN_LIST)
    kind = forms.ChoiceField(
        label="Wat wil je zeggen?", widget=ChoiceCards, choices=VoiceKind.choices, error_messages=NOT_IN_LIST
    )
    reason = forms.CharField(
        label="Waarom", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nodig bij een vraag, een bezwaar en een zorg. De leden lezen dit.",
    )  # fmt: skip

    def __init__(self, *args: Any, parties: Iterable[Speaker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(party.key), party.name) for party in parties]
        self.fields["party"].choices = found  # type: ignore[attr-defined]
        if len(found) == 1:
            self.fields["party"].initial = found[0][0]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") not in (None, VoiceKind.AGREES) and not data.get("reason"):
            self.add_error("reason", WHY)
        return data

    @property
    def chosen(self) -> Said:
        """What a valid form says."""
        data = self.cleaned_data
        return Said(uuid.UUID(data["party"]), VoiceKind(data["kind"]), data["reason"])


class AnswerForm(forms.Form):
    """What became of a question, a concern or an objection."""

    state = forms.ChoiceField(label="Hoe staat het nu?", widget=ChoiceCards, error_messages=NOT_IN_LIST)
    answer = forms.CharField(
        label="Wat is erop gezegd", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op wat erop is gezegd."},
    )  # fmt: skip

    def __init__(self, *args: Any, voice: ConsentVoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = WORDS[VoiceKind(voice.kind)]  # type: ignore[attr-defined]


WORDS = {
    VoiceKind.AGREES: [(VoiceState.STANDS.value, "Staat")],
    VoiceKind.QUESTION: [(VoiceState.RESOLVED.value, "De vraag is beantwoord")],
    VoiceKind.OBJECTION: [
        (VoiceState.RESOLVED.value, "Het bezwaar is weggenomen"),
        (VoiceState.CONCERN.value, "Het blijft als zorg bij het besluit staan"),
        (VoiceState.STANDS.value, "Het bezwaar blijft staan"),
    ],
    VoiceKind.CONCERN: [
        (VoiceState.RESOLVED.value, "De zorg is weggenomen"),
        (VoiceState.STANDS.value, "De zorg blijft staan"),
    ],
}


class BallotForm(forms.Form):
    """When a vote opens and closes; empty: now, and until it is counted."""

    opens_at = forms.DateTimeField(
        label="Open vanaf", required=False, widget=DateTimeInput, help_text="Leeg: meteen."
    )
    closes_at = forms.DateTimeField(
        label="Open tot", required=False, widget=DateTimeInput, help_text="Leeg: tot je telt."
    )


class VoidForm(forms.Form):
    reason = forms.CharField(
        label="Waarom vervalt de stemming?", max_length=300, error_messages={"required": WHY}
    )


class QuickActionForm(ActionForm):
    """One line at the table: what, who and by when."""

    class Meta(ActionForm.Meta):
        model = Action
        fields = ("what", "point", "owner", "due_on")  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["organisation"]


class EndForm(forms.Form):
    """The meeting is over, and this was not reached."""

    left = forms.MultipleChoiceField(
        label="Niet aan toe gekomen", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies punten uit de lijst."},
        help_text="Deze punten gaan door naar de volgende vergadering.",
    )  # fmt: skip

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["left"]
        field.choices = [(str(line.pk), line.title) for line in lines]
        field.initial = [key for key, _ in field.choices]
        if not field.choices:
            del self.fields["left"]

    @property
    def chosen(self) -> list[uuid.UUID]:
        return [uuid.UUID(key) for key in self.cleaned_data.get("left", [])]


class MajorityRuleForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """The majority of one body, from and until."""

    given = ("body",)
    constraint_fields = {
        "one_majority_rule_at_a_time": "starts_on",
        "majority_of_a_number": "number",
        "governance_majorityrule_ends_after_start": "ends_on",
    }

    class Meta:
        model = MajorityRule
        fields = ("majority", "number", "starts_on", "ends_on", "source", "source_note")
        widgets = {"majority": forms.RadioSelect}
        error_messages = {"majority": {**NOT_IN_LIST, "required": "Kies een meerderheid."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        majority: Any = self.fields["majority"]
        majority.choices = Majority.choices
        self.fields["number"].help_text = "Alleen bij een vast aantal stemmen."
        self.fields["source_note"].label = "Waar staat deze regel?"
