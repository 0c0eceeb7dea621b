"""Forms of decisions: the proposal, its outcome, what is dropped, and who may read it."""

import re
from typing import Any

from django import forms
from django.utils import timezone

from governance.bodies.models import Body
from governance.decisions.models import Decision, DecisionState, Method
from governance.decisions.models.decisions import WITHOUT_A_TABLE
from governance.decisions.settling import IN_NO_MEETING
from governance.meetings.forms import PublicityFields
from governance.meetings.models import AgendaItem, Meeting, MeetingStatus
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin

PUBLICITY = ("publicity", "publicity_ground", "publicity_until", "embargo_until")
NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•–])\s+")


# How a body decides now; "not known" is for decisions taken over from documents.
WAYS = [choice for choice in Method.choices if choice[0] != Method.UNKNOWN]


class PointsField(forms.CharField):
    """Numbered points, one a line. A number or dash in front is taken off: the house numbers them itself."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 20_000, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return [line for line in (NUMBERED.sub("", line).strip() for line in lines) if line]

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


class DecisionForm(ConstraintFormMixin, VersionedFormMixin, PublicityFields):
    """A proposal: what the body is asked to decide."""

    closed_for_others = "Anderen zien dit besluit niet."
    given = ("body", "item", "corrects")
    # Held by rooms above while everybody votes about these words.
    constraint_fields = {"words_stay_while_voted_about": "points"}
    points = PointsField(
        label="Besluitpunten",
        required=False,
        help_text="Elk punt op een eigen regel. De nummers komen vanzelf.",
    )

    class Meta:
        model = Decision
        fields = ("title", "points", "considerations", "meeting", *PUBLICITY)
        error_messages = {"title": {"required": "Geef het besluit een titel."}, "meeting": NOT_IN_LIST}

    def __init__(self, *args: Any, body: Body, office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_publicity(office=office)
        self.fields["points"].widget.attrs["rows"] = 6
        self.fields["considerations"].widget.attrs["rows"] = 5
        if self.instance.item_id:
            del self.fields["meeting"]  # the item says where it is dealt with
            return
        meeting: Any = self.fields["meeting"]
        meeting.queryset = _meetings(body, self.instance.meeting_id)
        meeting.empty_label = "Buiten een vergadering"
        meeting.required = False


def _meetings(body: Body, own: Any) -> Any:
    there = Meeting.objects.filter(body=body).exclude(
        status__in=[MeetingStatus.CANCELLED, MeetingStatus.DROPPED]
    )
    return (there.listed() | Meeting.objects.filter(pk=own)).order_by("-starts_at")


class SettleForm(RowForm):
    """What became of the proposal."""

    outcome = forms.ChoiceField(
        label="Wat is besloten?",
        choices=[
            (DecisionState.ADOPTED.value, "Het voorstel is aangenomen"),
            (DecisionState.REJECTED.value, "Het voorstel is niet aangenomen"),
        ],
        widget=ChoiceCards,
        error_messages=NOT_IN_LIST,
    )
    method = forms.ChoiceField(
        label="Hoe is besloten?", choices=WAYS, widget=forms.RadioSelect, error_messages=NOT_IN_LIST
    )
    on = day_field("Op welke dag")
    note = forms.CharField(
        label="Toelichting",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig als het voorstel niet is aangenomen. Wie het besluit mag lezen, leest dit ook.",
    )
    sure = forms.BooleanField(
        label="Ik weet dat de tekst hierna niet meer verandert",
        error_messages={"required": "Zet hier een vinkje. Een fout herstel je later met een nieuw besluit."},
    )

    def __init__(self, *args: Any, row: Decision, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        meeting = (row.item.meeting if row.item else None) or row.meeting
        today = timezone.localdate()
        # A meeting may be held before the day it was planned on.
        self.fields["on"].initial = min(timezone.localdate(meeting.starts_at), today) if meeting else today
        if meeting is None:
            self._only_in_writing()
        elif row.item is not None and row.item.treatment == "hamerstuk":
            self.fields["method"].initial = Method.FORMALITY

    def _only_in_writing(self) -> None:
        method: Any = self.fields["method"]
        method.choices = [choice for choice in WAYS if choice[0] in WITHOUT_A_TABLE]
        method.initial = Method.IN_WRITING
        method.help_text = IN_NO_MEETING

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("outcome") == DecisionState.REJECTED and not data.get("note"):
            self.add_error("note", "Schrijf op waarom het voorstel niet is aangenomen.")
        if (on := data.get("on")) and on > timezone.localdate():
            self.add_error("on", "Deze dag moet nog komen. Kies vandaag of een dag die voorbij is.")
        return data

    def save(self, by: Any) -> None:
        data = self.cleaned_data
        act = self.row.adopt if data["outcome"] == DecisionState.ADOPTED else self.row.reject
        act(by=by, on=data["on"], method=data["method"], note=data["note"])


class DropForm(RowForm):
    reason = forms.CharField(
        label="Waarom", max_length=300, error_messages={"required": "Schrijf erbij waarom."}
    )


class PublicityForm(VersionedFormMixin, PublicityFields):
    """Who may read a settled decision: the only thing of it that can still change, with a reason."""

    closed_for_others = "Anderen zien dit besluit niet."
    reason = forms.CharField(
        label="Waarom verandert dit?", max_length=300, error_messages={"required": "Schrijf erbij waarom."}
    )

    class Meta:
        model = Decision
        fields = PUBLICITY

    def __init__(self, *args: Any, office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_publicity(office=office)


class RegisterFilter(forms.Form):
    """A GET form: narrows the besluitenregister."""

    orgaan = forms.ModelChoiceField(
        Body.objects.all(),
        label="Orgaan",
        required=False,
        empty_label="Alle organen",
        error_messages=NOT_IN_LIST,
    )
    jaar = forms.IntegerField(label="Jaar", required=False, min_value=2000, max_value=2100)
    zoek = forms.CharField(label="Zoek", required=False, max_length=100)


def proposal_for(item: AgendaItem) -> Decision:
    """A new proposal for an item: as closed as the item is, in its meeting."""
    copied = {name: getattr(item, name) for name in PUBLICITY}
    return Decision(body=item.body, meeting=item.meeting, item=item, title=item.title, **copied)


def correction_of(old: Decision) -> Decision:
    """A new proposal that says anew what a settled one said wrong, in the same meeting and about the same item."""
    copied = {name: getattr(old, name) for name in (*PUBLICITY, "title", "considerations", "item", "meeting")}
    return Decision(body=old.body, corrects=old, points=list(old.points), **copied)
