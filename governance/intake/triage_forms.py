"""Forms of who keeps the agenda: what becomes of a proposal. Each carries the version that was looked at."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.bodies.models import Body
from governance.intake.lateness import lateness
from governance.intake.models import Origin, Proposal
from governance.intake.paper_choices import PaperChoices
from governance.intake.proposing import taking
from governance.intake.triage import Later, Place
from governance.meetings.models import AgendaItem, ItemKind, Meeting
from zorgzaam.publicity import Publicity
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day, moment
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm

WHY = {"required": "Schrijf erbij waarom."}


def _words(label: str, help_text: str = "", **extra: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=help_text, max_length=2000, widget=area, **extra)


def coming_of(body_id: Any) -> Any:
    """Meetings of a body on whose agenda an item can go."""
    return Meeting.objects.filter(body=body_id).taking_items().select_related("body")


class _MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Meetings with their moment, and what is late for each."""

    def offer(self, rows: Any) -> None:
        self.queryset, self.late = rows, lateness(rows)

    def label_from_instance(self, obj: Any) -> str:
        late = self.late.get(obj.pk)
        words = f" ({late.words.rstrip('.')})" if late and late.is_late else ""
        return f"{moment(obj.starts_at)}{words}"


class HereForm(PaperChoices, RowForm):
    """It becomes an item of this body."""

    title = forms.CharField(
        label="Titel van het agendapunt",
        max_length=250,
        error_messages={"required": "Geef het punt een titel."},
    )
    kind = forms.ChoiceField(
        label="Wat vragen we?", choices=ItemKind.choices, widget=ChoiceCards, error_messages=ONE_OF
    )
    minutes = forms.IntegerField(label="Minuten", min_value=0, max_value=600, initial=10)
    meeting = _MeetingField(
        Meeting.objects.none(), label="Op welke agenda?", required=False, empty_label="Op de parkeerplaats",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    publicity = forms.ChoiceField(
        label="Wie mag dit lezen?", widget=ChoiceCards, error_messages=ONE_OF, initial=Publicity.PUBLIC,
        help_text="Voor het punt met zijn toelichting: daarin staat wat er bij het voorstel is geschreven.",
    )  # fmt: skip
    ground = forms.CharField(
        label="Waarom is het niet openbaar?",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, row: Proposal, reader: Reader, office: bool, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        meeting: Any = self.fields["meeting"]
        meeting.offer(coming_of(row.body_id))
        self.initial = {
            "title": row.title,
            "kind": row.asks,
            "meeting": row.later_meeting_id or row.meeting_id,
        }
        # Only chair and secretary make something confidential: staff could not read it again.
        publicity: Any = self.fields["publicity"]
        publicity.choices = [c for c in Publicity.choices if office or c[0] != Publicity.CONFIDENTIAL]
        self.fields["ground"].optional = "nodig bij besloten en vertrouwelijk"  # type: ignore[attr-defined]
        self.ask_of_papers(row, reader, office=office)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("publicity") not in (None, Publicity.PUBLIC) and not data.get("ground"):
            self.add_error("ground", "Noem de reden waarom dit niet openbaar is.")
        return data

    @property
    def place(self) -> Place:
        """What was chosen; an open item has no ground."""
        data = self.cleaned_data
        ground = "" if data["publicity"] == Publicity.PUBLIC else data["ground"]
        return Place(data["title"], data["kind"], data["minutes"], data["publicity"], ground, data["meeting"],
                     self.openness)  # fmt: skip


class _ItemField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Items with where they stand and who may read them: papers that come along are never more open."""

    def label_from_instance(self, obj: Any) -> str:
        where = day(obj.meeting.day) if obj.meeting else "op de parkeerplaats"
        return f"{obj.title} ({where}, {obj.get_publicity_display().lower()})"


class JoinForm(PaperChoices, RowForm):
    """It is talked about under an item there is."""

    item = _ItemField(
        AgendaItem.objects.none(), label="Bij welk punt?", empty_label="Kies een punt",
        error_messages={**NOT_IN_LIST, "required": "Kies een punt."},
    )  # fmt: skip
    text = _words("Wat wil je erbij zeggen?", "Wie het voorstelde leest dit.", required=False)

    def __init__(
        self, *args: Any, row: Proposal, reader: Reader, office: bool, wanted: str = "", **kwargs: Any
    ) -> None:
        """`wanted` is the key of an item a link names ("punt-<id>")."""
        super().__init__(*args, row=row, **kwargs)
        field: Any = self.fields["item"]
        field.queryset = joinable(row, reader)
        beside = row.beside_proposal.item_id if row.beside_proposal else row.beside_item_id
        self.initial = {"item": beside or wanted.removeprefix("punt-")}
        self.ask_of_papers(row, reader, office=office)


def joinable(row: Proposal, reader: Reader) -> Any:
    """Items of the body that were not talked about yet, as far as this reader keeps them."""
    kept = AgendaItem.objects.read_live_by(reader).filter(body=row.body_id)
    to_come = kept.filter(meeting__isnull=True) | kept.filter(meeting__in=coming_of(row.body_id).values("pk"))
    return to_come.select_related("meeting").order_by("meeting__starts_at", "position", "created_at")


def mergeable(row: Proposal, reader: Reader) -> set[str]:
    """The keys of the items this proposal can be merged with, as `lying` names them."""
    return {f"punt-{pk}" for pk in joinable(row, reader).values_list("pk", flat=True)}


class ElsewhereForm(RowForm):
    """It belongs with another body."""

    to = forms.ModelChoiceField(
        Body.objects.none(), label="Bij welk overleg hoort het?", empty_label="Kies een overleg",
        error_messages={**NOT_IN_LIST, "required": "Kies een overleg."},
        help_text="Zij nemen het over of geven het terug. Tot dan blijft het zichtbaar bij jullie.",
    )  # fmt: skip
    why = _words("Waarom hoort het daar?", "Wie het voorstelde leest dit ook.", error_messages=WHY)

    def __init__(self, *args: Any, row: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["to"].queryset = taking().exclude(pk=row.body_id)  # type: ignore[attr-defined]


class OfferForm(RowForm):
    """The other body takes it on, or gives it back."""

    TAKE, BACK = "ja", "nee"

    answer = forms.ChoiceField(
        label="Nemen jullie dit over?",
        choices=[(TAKE, "Ja, wij nemen het over"), (BACK, "Nee, wij geven het terug")],
        widget=ChoiceCards,
        error_messages=ONE_OF,
    )
    why = _words("Waarom geven jullie het terug?", "Wie het voorstelde leest dit ook.", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].optional = "nodig bij nee"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("answer") == self.BACK and not data.get("why"):
            self.add_error("why", "Schrijf erbij waarom jullie het niet overnemen.")
        return data


class LaterForm(RowForm):
    """It comes up at a later meeting, or around a day."""

    meeting = _MeetingField(
        Meeting.objects.none(), label="Op welke vergadering?", required=False, empty_label="Nog geen vergadering",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    on = day_field("Of rond welke dag?", required=False, help_text="Zo staat het op de termijnagenda.")
    text = _words("Wat wil je erbij zeggen?", "Wie het voorstelde leest dit.", required=False)

    def __init__(self, *args: Any, row: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        meeting: Any = self.fields["meeting"]
        meeting.offer(coming_of(row.body_id))

    def clean_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["on"]
        if day and day < timezone.localdate():
            raise ValidationError("Deze dag is voorbij. Kies een latere dag.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not (data.get("meeting") or data.get("on")):
            self.add_error("meeting", "Kies een vergadering, of een dag waarop het ongeveer komt.")
        return data

    @property
    def when(self) -> Later:
        """A meeting has its own day."""
        data = self.cleaned_data
        return Later(data["meeting"], None if data["meeting"] else data["on"])


class ReturnForm(RowForm):
    """Back to who proposed it."""

    why = _words("Waarom komt het niet op de agenda?", "Wie het voorstelde leest dit.", error_messages=WHY)


class WithdrawForm(RowForm):
    """Taken back by who proposed it."""

    why = _words("Waarom trek je het in?", "Wie de agenda maakt leest dit.", required=False)


class ReportForm(RowForm):
    """What came of it."""

    text = _words(
        "Wat is er met het voorstel gedaan?", "Wie het voorstelde krijgt er een mail over en leest dit op de pagina.",
        error_messages={"required": "Schrijf op wat ermee is gedaan."},
    )  # fmt: skip


class ListFilter(forms.Form):
    """A GET form: narrows the list of proposals."""

    stand = forms.ChoiceField(
        label="Stand", required=False, error_messages=NOT_IN_LIST,
        choices=[("", "Wacht op antwoord"), ("open", "Alles wat open is"), ("alles", "Alles")],
    )  # fmt: skip
    van = forms.ChoiceField(
        label="Van wie",
        required=False,
        error_messages=NOT_IN_LIST,
        choices=[("", "Iedereen"), *Origin.choices],
    )
    orgaan = forms.ModelChoiceField(
        Body.objects.none(),
        label="Overleg",
        required=False,
        empty_label="Alle overleggen",
        error_messages=NOT_IN_LIST,
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.filter(pk__in=rows.order_by().values("body"))
        self.fields["orgaan"].queryset = bodies.order_by("name")  # type: ignore[attr-defined]
