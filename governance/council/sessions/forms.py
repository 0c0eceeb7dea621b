"""Forms of a session and of its programme."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Max

from governance.council.forms import FROM, READ_BY, WHERE, RecordForm
from governance.council.sessions.anyway import WarnsOnce
from governance.council.sessions.clashes import Moment, clashes_of, in_rooms
from governance.council.sessions.models import CouncilSession, ItemKind, ProgrammeItem, SessionBreakout
from governance.meetings.models import Room
from governance.meetings.parallel import room_called
from partners.organisations.picking import pick_organisation
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.standing import Reader
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, TimeInput, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin

NO_HOUR = {"invalid": "Dit is geen tijd. Schrijf hem zo: 15:30.", "required": "Kies een tijd."}
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

    def clean(self) -> dict[str, Any]:
        """What else is on then is said once."""
        data = super().clean()
        moment = Moment.of(data.get("held_on"), data.get("begins"), data.get("ends"))
        council = data.get("council") or (None if self.instance._state.adding else self.instance.council)
        if moment and council:
            self.warn("held_on", clashes_of(council, moment, self.instance, self.reader))
        return data


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

    field_order = (*Meta.fields, "anyway")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.room_id:
            self.initial.setdefault("room_name", self.instance.room.name)

    def clean(self) -> dict[str, Any]:
        """A room that is taken at that hour is said once."""
        data: dict[str, Any] = super().clean() or {}
        item = self.instance.item
        moment = Moment.of(item.session.held_on, item.begins, item.ends)
        if moment and data.get("room_name"):
            rooms = Room.objects.alike(data["room_name"], item.session.place)
            self.warn("room_name", in_rooms(list(rooms), moment, item.session))
        return data

    def save(self, commit: bool = True) -> SessionBreakout:
        row: SessionBreakout = self.instance
        with transaction.atomic():
            item = ProgrammeItem.objects.select_for_update(no_key=True, of=("self",)).get(pk=row.item_id)
            if row._state.adding:
                row.position = (item.breakouts.aggregate(last=Max("position"))["last"] or 0) + 1
            row.room = self._room(item.session.place)
            row.save()
        return row

    def _room(self, place: str) -> Room:
        return room_called(self.cleaned_data["room_name"], place)


class StepForm(RowForm):
    """A step back, or calling it off: with the reason."""

    reason = forms.CharField(
        label="Waarom", max_length=300, error_messages={"required": "Schrijf erbij waarom."}
    )
