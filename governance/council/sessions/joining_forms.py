"""Forms to come to a session: for oneself, and for who keeps the register."""

from typing import Any

from django import forms

from governance.council.sessions.joining import Room
from governance.council.sessions.programme import Part
from zorgzaam.ui.forms import ONE_OF


class GroupForm(forms.Form):
    """Which group; full ones are not offered, but for the one somebody is in already."""

    group = forms.ChoiceField(
        label="Groep", required=False, widget=forms.RadioSelect, error_messages=ONE_OF,
        help_text="Groepen gaan samen van zaal naar zaal.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, part: Part | None, rooms: list[Room], now: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not rooms or part is None:
            del self.fields["group"]
            return
        field: Any = self.fields["group"]
        first = dict(part.turns[0].visits)
        field.choices = [
            ("", "Maakt niet uit"),
            *((room.letter, _words(room, first[room.letter].topic)) for room in rooms
              if not room.is_full or room.letter == now),
        ]  # fmt: skip
        field.initial = now

    @property
    def letter(self) -> str:
        """What was chosen; "" for whichever."""
        chosen: str = self.cleaned_data.get("group", "")
        return chosen


def _words(room: Room, topic: str) -> str:
    left = "" if room.left is None else f", nog {room.left} {'plaats' if room.left == 1 else 'plaatsen'}"
    return f"Groep {room.letter}, begint bij {topic}{left}"
