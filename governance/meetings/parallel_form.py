"""The form of parallel sessions: how long a round is, and a line per session."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from governance.meetings.bringing import members_of
from governance.meetings.models import AgendaItem, ParallelPart, Room
from governance.meetings.models.parallel import MOST_SESSIONS, tidy
from governance.meetings.parallel import Written, known_room, minutes_of, write
from zorgzaam.conflicts import Conflict, ConflictRow
from zorgzaam.people.models import Person
from zorgzaam.ui.dates import duration
from zorgzaam.ui.forms import NOT_IN_LIST
from zorgzaam.ui.pages import RowForm

SPARE = 3


class SessionForm(forms.Form):
    """One session; a line with nothing in it is no session."""

    pk = forms.UUIDField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="Waar gaat deze sessie over?", max_length=200, required=False)
    organiser = forms.CharField(label="Welke organisatie verzorgt de sessie", max_length=150, required=False)
    room = forms.CharField(label="Zaal", max_length=120, required=False)
    host = forms.ModelChoiceField(
        Person.objects.none(), label="Wie van ons leidt de sessie", required=False, empty_label="Nog niemand",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    away = forms.BooleanField(label="Weghalen", required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = people  # type: ignore[attr-defined]
        self.fields["room"].widget.attrs["list"] = "zalen"

    @property
    def is_empty(self) -> bool:
        data = self.cleaned_data
        typed = (data.get(name) for name in ("title", "organiser", "room", "host"))
        return bool(data.get("away")) or not any(typed)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.is_empty:
            if not data.get("title"):
                self.add_error("title", "Schrijf waar deze sessie over gaat.")
            if not data.get("room"):
                self.add_error("room", "Noem de zaal.")
        return data

    def written(self) -> Written:
        data = self.cleaned_data
        return Written(data["pk"], data["title"], data["room"], data["organiser"], data["host"])


Sessions = forms.formset_factory(
    SessionForm, extra=0, max_num=MOST_SESSIONS + SPARE, absolute_max=MOST_SESSIONS + SPARE
)


class ParallelForm(RowForm):
    """The whole page: the round, and the sessions below it as `sessions`."""

    rotates = forms.TypedChoiceField(
        label="Hoe werkt het?",
        coerce=lambda value: value == "ja",
        choices=[
            ("ja", "Carrousel: elke groep komt in elke zaal"),
            ("nee", "Tegelijk: iedereen kiest één sessie"),
        ],
        widget=forms.RadioSelect,
        error_messages=NOT_IN_LIST,
    )
    round_minutes = forms.IntegerField(
        label="Minuten per ronde", min_value=1, max_value=600, help_text="Het wisselen van zaal telt mee."
    )
    changeover_minutes = forms.IntegerField(
        label="Waarvan minuten om te wisselen", min_value=0, max_value=600, required=False
    )

    def __init__(self, data: Any = None, *, row: ParallelPart, item: AgendaItem) -> None:
        initial = {
            "rotates": "ja" if row.rotates else "nee",
            "round_minutes": row.round_minutes,
            "changeover_minutes": row.changeover_minutes,
        }
        super().__init__(data, row=row, initial=initial)
        self.item, self.is_new = item, row._state.adding
        self.fields["version"].initial = 0 if self.is_new else row.version
        people = {"people": self._people()}
        self.sessions = Sessions(data, initial=self._kept(), prefix="sessie", form_kwargs=people)

    def _people(self) -> Any:
        kept = [] if self.is_new else self.row.sessions.values("host")
        return Person.objects.filter(Q(pk__in=members_of(self.item.body).values("pk")) | Q(pk__in=kept))

    def _kept(self) -> list[dict[str, Any]]:
        rows = [] if self.is_new else self.row.sessions.select_related("room")
        lines = [
            {
                "pk": one.pk,
                "title": one.title,
                "organiser": one.organiser,
                "room": one.room.name,
                "host": one.host_id,
            }
            for one in rows
        ]
        return [*lines, *({} for _ in range(min(SPARE, MOST_SESSIONS - len(lines))))]

    @property
    def rooms(self) -> Any:
        """Names of rooms used in this building before."""
        place = self.item.meeting.location if self.item.meeting else ""
        return Room.objects.filter(place__iexact=tidy(place)).values_list("name", flat=True)

    @property
    def written(self) -> set[uuid.UUID]:
        """The people and the known rooms that stand in it."""
        place = self.item.meeting.location if self.item.meeting else ""
        rooms = [known_room(one.room, place) for one in self.lines]
        return {one.pk for one in (*rooms, *(line.host for line in self.lines)) if one}

    def clean(self) -> dict[str, Any]:
        self.seen = self.cleaned_data.get("version", 0)
        data = super().clean()
        if not self.sessions.is_valid():
            raise ValidationError("Kijk de sessies hieronder na.")
        self.lines = [one.written() for one in self.sessions if not one.is_empty]
        if len(self.lines) < 2:
            raise ValidationError("Schrijf ten minste twee sessies op. Anders is het één gewoon agendapunt.")
        if len(self.lines) > MOST_SESSIONS:
            raise ValidationError(f"Er passen hoogstens {MOST_SESSIONS} sessies naast elkaar.")
        self._once_each()
        self._fits(data)
        return data

    def _once_each(self) -> None:
        """Sessions side by side ask for a room and a person each: what is on two lines is said at the second."""
        seen: dict[Any, int] = {}
        for number, line in enumerate(self.sessions, start=1):
            if line.is_empty:
                continue
            host, room = line.cleaned_data["host"], tidy(line.cleaned_data["room"])
            for name, key, words in (
                (
                    "host",
                    host and host.pk,
                    f"{host} leidt ook sessie {{}}. Kies iemand anders, of laat het leeg.",
                ),
                ("room", room.casefold(), f"In {room} is ook sessie {{}}. Kies een andere zaal."),
            ):
                if key and seen.setdefault((name, key), number) != number:
                    line.add_error(name, words.format(seen[name, key]))
        if any(line.errors for line in self.sessions):
            raise ValidationError("Kijk de sessies hieronder na.")

    def _fits(self, data: dict[str, Any]) -> None:
        if not {"rotates", "round_minutes"} <= {*data}:
            return
        changeover = data.get("changeover_minutes") or 0
        if changeover >= data["round_minutes"]:
            self.add_error("changeover_minutes", "Wisselen duurt korter dan de ronde zelf.")
        part = ParallelPart(rotates=data["rotates"], round_minutes=data["round_minutes"])
        asked = minutes_of(len(self.lines), part)
        if asked > self.item.minutes:
            self.add_error(
                "round_minutes",
                f"De rondes duren samen {duration(asked)}; voor dit punt staat {duration(self.item.minutes)}. "
                "Maak de rondes korter, of geef het punt meer tijd.",
            )

    def save(self, by: Any) -> None:
        row = self.row
        row.item, row.rotates = self.item, self.cleaned_data["rotates"]
        row.round_minutes = self.cleaned_data["round_minutes"]
        row.changeover_minutes = self.cleaned_data["changeover_minutes"] or 0
        if self.is_new:
            row.version = 1
        write(row, self.lines, by=by, seen=self.seen)

    def freshen(self) -> Any:
        """After a refusal: both lists side by side; what was typed stays in the form, with the newest version."""
        now = ParallelPart.objects.filter(item=self.item).first()
        self.data = {**self.data.dict(), "version": str(now.version if now else 0)}  # type: ignore[attr-defined]
        theirs = [f"{one.title}, {one.room}" for one in now.sessions.shown()] if now else []
        mine = [f"{one.title}, {one.room}" for one in self.lines]
        return Conflict([ConflictRow("Sessies", "\n".join(mine), "\n".join(theirs))])


def part_of(item: AgendaItem) -> ParallelPart:
    """How this item is held in parallel; one that is not written yet when it is not."""
    found = ParallelPart.objects.filter(item=item).first()
    return found or ParallelPart(item=item, round_minutes=max(1, min(20, item.minutes)))
