"""Forms of a session and of its programme."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Max

from governance.council.forms import FROM, READ_BY, WHERE, RecordForm
from governance.council.sessions.anyway import WarnsOnce
from governance.council.sessions.clashes import Moment, clashes_of, in_rooms
from governance.council.sessions.models import CouncilSession, ItemKind, ProgrammeItem, SessionBreakout
from governance.council.sessions.programme import losing_a_group
from governance.council.sessions.shifting import minutes_between, refuse_outside, shift
from governance.meetings.models import Room
from governance.meetings.parallel import room_called
from partners.organisations.picking import pick_organisation
from zorgzaam.conflicts import Conflict
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.standing import Reader
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, TimeInput, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin

NO_HOUR = {"invalid": "Dit is geen tijd. Schrijf hem zo: 15:30.", "required": "Kies een tijd."}
TOO_MANY_ROUNDS = "Met {} deelsessies passen rondes van hoogstens {} minuten; nu duren ze {} minuten."
NO_NUMBER = {"invalid": "Schrijf een heel getal.", "required": "Schrijf een getal."}


def hour_field(label: str, **extra: Any) -> forms.TimeField:
    """An hour of the day, typed or picked; its errors are in Dutch."""
    return forms.TimeField(label=label, widget=TimeInput, error_messages=NO_HOUR, **extra)


class SessionForm(WarnsOnce, RecordForm):
    constraint_fields = {
        "governance_councilsession_number_once": "number",
        "governance_councilsession_closed_has_ground": "publicity_ground",
        "council_session_ends_after_it_begins": "ends",
    }
    held_on = day_field("Datum")
    begins = hour_field("Begint om", required=False)
    ends = hour_field("Eindigt om", required=False)

    along = forms.BooleanField(
        label="Schuif het programma mee", required=False, initial=True,
        help_text="Begint de sessie op een ander moment, dan verschuiven alle onderdelen even ver.",
    )  # fmt: skip

    class Meta:
        model = CouncilSession
        fields = ("title", "phase", *WHERE, "held_on", "begins", "ends", "place", "about", *READ_BY, *FROM)
        widgets = {"about": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "title": {"required": "Geef de sessie een titel."},
            "council": {"required": "Kies de raad of commissie van wie de sessie is."},
            "phase": NOT_IN_LIST,
            "dossier": NOT_IN_LIST,
            "source": NOT_IN_LIST,
        }

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        self.reader = reader
        self.minutes = 0
        new = self.instance._state.adding
        self.parts = [] if new else list(self.instance.programme.order_by("begins"))
        if not self.parts:
            del self.fields["along"]

    def clean(self) -> dict[str, Any]:
        """What else is on then is said once."""
        data = super().clean()
        self._move_along(data)
        moment = Moment.of(data.get("held_on"), data.get("begins"), data.get("ends"))
        council = data.get("council") or (None if self.instance._state.adding else self.instance.council)
        if moment and council:
            self.warn("held_on", clashes_of(council, moment, self.instance, self.reader))
        return data

    def _move_along(self, data: dict[str, Any]) -> None:
        """How far the programme moves; a part that is outside the new hours is named."""
        begins, ends = data.get("begins"), data.get("ends")
        if not self.parts or not begins or not ends:
            return
        self.minutes = minutes_between(self.instance.begins, begins) if data.get("along") else 0
        try:
            refuse_outside(self.parts, begins, ends, self.minutes)
        except forms.ValidationError as refusal:
            self.add_error("begins", refusal)

    def save(self, commit: bool = True) -> CouncilSession:
        row: CouncilSession = super().save(commit)
        shift(row, self.minutes)
        return row


class ItemForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """One part of the programme."""

    given = ("session",)
    constraint_fields = {
        "programme_item_ends_after_it_begins": "ends",
        "programme_items_in_turn": "begins",
        "programme_breakouts_once": "kind",
        "part_within_session": "begins",
        "rounds_fit": "round_minutes",
    }
    begins = hour_field("Begint om")
    ends = hour_field("Eindigt om")

    class Meta:
        model = ProgrammeItem
        fields = ("title", "begins", "ends", "kind", "rotates", "round_minutes", "group_size", "parts")
        widgets = {"kind": ChoiceCards, "parts": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "title": {"required": "Schrijf op wat er dan gebeurt."},
            "kind": ONE_OF,
            "round_minutes": NO_NUMBER,
            "group_size": NO_NUMBER,
        }
        help_texts = {
            "kind": "Gaat iedereen uiteen, dan vul je hieronder in hoe. Daarna zet je de deelsessies erbij.",
        }

    def clean_kind(self) -> str:
        """What has breakouts goes on in breakouts."""
        kind: str = self.cleaned_data["kind"]
        if kind == ItemKind.PLENARY and self.instance.breakouts.exists():
            raise forms.ValidationError("Haal eerst de deelsessies weg.")
        return kind


class BreakoutForm(WarnsOnce, ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """One breakout. The room is written in words; the same words in the same building are the same room."""

    given = ("item",)
    constraint_fields = {
        "session_breakout_one_organiser": "organiser_text",
        "session_breakout_room_once": "room_name",
        "rounds_fit": "topic",
    }
    organiser = pick_organisation("Organisatie", required=False, help_text="Wie deze deelsessie verzorgt.")
    room_name = forms.CharField(
        label="Zaal", max_length=120, error_messages={"required": "Noem de zaal."},
        help_text="Bijvoorbeeld: Kamer Noord.",
    )  # fmt: skip

    class Meta:
        model = SessionBreakout
        fields = ("topic", "organiser", "organiser_text", "room_name", "room_code")
        error_messages = {
            "topic": {"required": "Schrijf op waar deze deelsessie over gaat."},
        }

    shorter = forms.BooleanField(
        label="Maak de rondes korter, zodat het past", required=False, widget=forms.HiddenInput
    )

    field_order = (*Meta.fields, "shorter", "anyway")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.room_id:
            self.initial.setdefault("room_name", self.instance.room.name)

    def clean(self) -> dict[str, Any]:
        """A room that is taken at that hour is said once."""
        data: dict[str, Any] = super().clean() or {}
        item = self.instance.item
        self._fit(item, data)
        moment = Moment.of(item.session.held_on, item.begins, item.ends)
        if moment and data.get("room_name"):
            rooms = Room.objects.alike(data["room_name"], item.session.place)
            self.warn("room_name", in_rooms(list(rooms), moment, item.session))
        return data

    def _fit(self, item: ProgrammeItem, data: dict[str, Any]) -> None:
        """One breakout more is one round more: where they do not fit, shorter rounds are offered."""
        many = item.breakouts.count() + self.instance._state.adding
        self.minutes = minutes_between(item.begins, item.ends) // many if item.rotates else item.round_minutes
        if self.minutes >= item.round_minutes or data.get("shorter") or self.minutes < 1:
            return
        self.fields["shorter"].widget = forms.CheckboxInput()
        self.add_error("shorter", TOO_MANY_ROUNDS.format(many, self.minutes, item.round_minutes))

    def save(self, commit: bool = True) -> SessionBreakout:
        row: SessionBreakout = self.instance
        with transaction.atomic():
            item = ProgrammeItem.objects.select_for_update(no_key=True, of=("self",)).get(pk=row.item_id)
            if self.cleaned_data.get("shorter") and self.minutes < item.round_minutes:
                item.round_minutes = self.minutes
                item.save()
            if row._state.adding:
                row.position = (item.breakouts.aggregate(last=Max("position"))["last"] or 0) + 1
            row.room = self._room(item.session.place)
            row.save()
        return row

    def _room(self, place: str) -> Room:
        return room_called(self.cleaned_data["room_name"], place)


class TakeItemForm(RowForm):
    """Taking a part off the programme, with as many people in its groups as its reader saw."""

    losing = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["losing"].initial = losing_a_group(self.row)

    def freshen(self) -> Conflict | None:
        conflict = super().freshen()
        if conflict is None:
            self.data = {**self.data, "losing": str(losing_a_group(self.row))}
        return conflict


class StepForm(RowForm):
    """A step back, or calling it off: with the reason."""

    reason = forms.CharField(
        label="Waarom", max_length=300, error_messages={"required": "Schrijf erbij waarom."}
    )
