"""Forms at the table: a voice in a round, the times of a vote, an action, the end, and the majority rule of a body."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from governance.actions.forms import ActionForm
from governance.actions.models import Action
from governance.live.consenting import Said
from governance.live.models import (
    ConsentVoice,
    LiveMeeting,
    Majority,
    MajorityRule,
    Opening,
    VoiceKind,
    VoiceState,
)
from governance.live.opening import Why
from governance.live.proposals import Speaker
from governance.live.running import Held
from governance.live.screen import Line
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, DateTimeInput
from zorgzaam.versions import VersionedFormMixin
from zorgzaam.years import sensible

WHY = "Schrijf erbij waarom."
OTHER_ROUND = (
    "Er is intussen een andere ronde, misschien over een andere tekst. Lees die eerst, en stuur dan opnieuw."
)
OTHER_BALLOT = (
    "Er is intussen een andere stemming dan op je scherm stond. Kijk eerst, en laat die zo nodig vervallen."
)


class ShownMixin(forms.Form):
    """A form about the round or vote its page showed: sent about another one it is refused, and can be sent again."""

    shown = forms.UUIDField(required=False, widget=forms.HiddenInput)
    other = ""

    def __init__(self, *args: Any, about: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about.pk if about else None
        self.fields["shown"].initial = self.about

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("shown") not in (None, self.about):
            self.add_error(None, self.other)
            self.data = {**self.data.dict(), "shown": str(self.about or "")}  # type: ignore[attr-defined]
        return data


class VoiceForm(ShownMixin):
    """What one party says in a round."""

    other = OTHER_ROUND
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
        # Whoever writes down what others say chooses for whom: nothing is said for the first of a list by accident.
        choose = [("", "Kies een organisatie")] if len(found) > 1 else []
        self.fields["party"].choices = choose + found  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
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


MINUTES = [("", "Tot ik tel"), ("1", "1 minuut"), ("3", "3 minuten"), ("10", "10 minuten")]


class BallotForm(forms.Form):
    """When a vote opens and closes; empty: now, and until it is counted. `minutes` counts from the opening."""

    minutes = forms.ChoiceField(
        label="Hoe lang kunnen zij stemmen?", required=False, widget=ChoiceCards, choices=MINUTES,
        error_messages=ONE_OF, help_text="Is de tijd om, dan sluit de stemming vanzelf en worden de stemmen geteld.",
    )  # fmt: skip
    opens_at = forms.DateTimeField(
        label="Open vanaf",
        required=False,
        widget=DateTimeInput,
        help_text="Leeg: meteen.",
        validators=[sensible],
    )
    closes_at = forms.DateTimeField(
        label="Of open tot",
        required=False,
        validators=[sensible],
        widget=DateTimeInput,
        help_text="Alleen als zij op een vast moment sluit.",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        minutes = data.pop("minutes", "")
        if minutes and data.get("closes_at"):
            self.add_error("closes_at", "Kies een aantal minuten of een vast moment, niet allebei.")
        elif minutes:
            opens = data.get("opens_at") or timezone.now()
            data["closes_at"] = opens + datetime.timedelta(minutes=int(minutes))
        return data


class VoidForm(ShownMixin):
    other = OTHER_BALLOT
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


class OpenForm(forms.Form):
    """Why a meeting begins on another day than its own, or is written down afterwards."""

    opening = forms.ChoiceField(label="Wat is er aan de hand?", widget=ChoiceCards, error_messages=ONE_OF)
    reason = forms.CharField(
        label="Waarom?", max_length=300, error_messages={"required": WHY},
        help_text="Een zin is genoeg. De leden lezen dit op de live-pagina en het staat in de geschiedenis.",
    )  # fmt: skip

    def __init__(self, *args: Any, ways: Iterable[Opening], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(way.value, way.label) for way in ways]
        opening: Any = self.fields["opening"]
        opening.choices, opening.initial = found, found[0][0]
        if len(found) == 1:
            opening.widget = forms.HiddenInput()

    @property
    def why(self) -> Why:
        """What a valid form says."""
        data = self.cleaned_data
        return Why(data["reason"], afterwards=data["opening"] == Opening.AFTERWARDS)


class EndForm(forms.Form):
    """The meeting is over. Of everything that was not taken up somebody says what becomes of it: nothing is assumed."""

    def __init__(self, *args: Any, lines: Iterable[Line], live: LiveMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if live.is_afterwards:
            self._ask_times(live)
        self.lines = {_name(line): line for line in lines}
        for name, line in self.lines.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{line.number}{line.part}. {line.title}" if line.number else line.title,
                choices=[(GOES_ON, "Niet aan toe gekomen: gaat door"), (DONE, "Wel behandeld")],
                widget=forms.RadioSelect,
                error_messages={**ONE_OF, "required": "Kies wat er met dit punt gebeurt."},
            )

    def _ask_times(self, live: LiveMeeting) -> None:
        planned = {"began": live.opened_at, "ended": live.meeting.ends_at or live.opened_at}
        for name, label in (("began", "Begonnen om"), ("ended", "Afgelopen om")):
            self.fields[name] = forms.DateTimeField(
                label=label, widget=DateTimeInput, initial=timezone.localtime(planned[name]), validators=[sensible],
                error_messages={"required": "Kies een dag en een tijd.", "invalid": "Dit is geen dag met een tijd."},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        began, ended = data.get("began"), data.get("ended")
        if began and ended and ended < began:
            self.add_error("ended", "De vergadering eindigde voordat zij begon.")
        if ended and ended > timezone.now():
            self.add_error("ended", "Dit moment moet nog komen.")
        return data

    @property
    def goes_on(self) -> list[uuid.UUID]:
        """Items that were not reached."""
        return [line.pk for name, line in self.lines.items() if self.cleaned_data[name] == GOES_ON]

    @property
    def held(self) -> Held | None:
        if "began" not in self.fields:
            return None
        return Held(self.cleaned_data["began"], self.cleaned_data["ended"])


DONE, GOES_ON = "behandeld", "door"


def _name(line: Line) -> str:
    return f"punt-{line.pk}"


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
