"""Forms of how a commitment or motion stands and ends."""

from typing import Any

from django import forms
from django.utils import timezone

from governance.council.handling.deciding import Evidence
from governance.council.handling.models import Outcome, Promise
from governance.council.notices.models import CouncilNotice
from governance.council.sessions.models import CouncilSession, SessionState
from governance.council.slips import of_step
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm

WHY = {"required": "Schrijf erbij waarom."}
LONG = 4000


class _OnADay(RowForm):
    """Something that became of a promise on a day, `on`: not before it was made, and not still to come."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if why := of_step(data.get("on"), getattr(self.row, self.row.essence[1])):
            self.add_error("on", why)
        return data


class NoteForm(_OnADay):
    """How it stands on a day."""

    on = day_field("Op welke dag stond het zo", initial=timezone.localdate)
    text = forms.CharField(
        label="Hoe staat het ervoor?", max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op hoe het ervoor staat."},
        help_text="Dit staat in het register en in de brief met de stand van zaken.",
    )  # fmt: skip


class SettleForm(_OnADay):
    """Put before the griffie that it is done."""

    outcome = forms.ChoiceField(
        label="Wat stel je voor?", widget=ChoiceCards, initial=Outcome.SETTLED, error_messages=ONE_OF
    )
    on = day_field("Sinds welke dag", initial=timezone.localdate)
    words = forms.CharField(
        label="Waardoor is het afgedaan of vervallen?", max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op waardoor het is afgedaan of vervallen."},
        help_text="Bijvoorbeeld: met de mededeling van 14 november 2024 en de sessie van 27 november 2024.",
    )  # fmt: skip
    notice = forms.ModelChoiceField(
        CouncilNotice.objects.none(), label="Met welk stuk", required=False, empty_label="Geen stuk uit het register",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    session = forms.ModelChoiceField(
        CouncilSession.objects.none(), label="In welke sessie", required=False, empty_label="Geen sessie",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    url = forms.URLField(
        label="Link naar het bewijs", required=False, assume_scheme="https",
        error_messages={"invalid": "Dit is geen webadres. Schrijf het zo: https://www.organisatie.nl."},
    )  # fmt: skip

    at_once = forms.BooleanField(
        label="Doe meteen af", required=False,
        help_text="Jij beslist hierover: dan hoef je het voorstel niet ook te bevestigen.",
    )  # fmt: skip

    def __init__(self, *args: Any, row: Promise, reader: Reader, decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if not decides:
            del self.fields["at_once"]
        outcome: Any = self.fields["outcome"]
        outcome.choices = [choice for choice in Outcome.choices if choice[0] in row.states_by_outcome]
        notice: Any = self.fields["notice"]
        notice.queryset = CouncilNotice.objects.visible_to(reader).filter(council=row.council).newest_first()
        notice.label_from_instance = lambda found: f"{found.title} ({found.dated})"
        session: Any = self.fields["session"]
        held = CouncilSession.objects.visible_to(reader).exclude(state=SessionState.CANCELLED)
        session.queryset = held.of(row.council.part_of or row.council).newest_first()
        session.label_from_instance = lambda found: f"{found.title} ({day(found.held_on, weekday=False)})"

    @property
    def evidence(self) -> Evidence:
        data = self.cleaned_data
        return Evidence(data["words"], data["on"], data["notice"], data["url"], session=data["session"])


class DecideForm(forms.Form):
    """The griffie takes a proposal over, or does not and says why."""

    YES, NO = "ja", "nee"
    answer = forms.ChoiceField(
        label="Neem je dit over?", widget=ChoiceCards, error_messages=ONE_OF,
        choices=[(YES, "Ja, dit is zo"), (NO, "Nee, nog niet")],
    )  # fmt: skip
    remark = forms.CharField(
        label="Waarom", max_length=300, required=False, help_text="Nodig als je het niet overneemt."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remark"].optional = "nodig bij nee"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("answer") == self.NO and not data.get("remark", "").strip():
            self.add_error("remark", "Schrijf erbij waarom je het niet overneemt.")
        return data


class RevokeForm(forms.Form):
    remark = forms.CharField(label="Waarom is het toch niet afgedaan?", max_length=300, error_messages=WHY)
