"""The forms of the netwerkbureau around a network meeting."""

import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.meetings.facts import as_published
from governance.meetings.forms import MeetingForm
from newsletters.network_meeting.listing import Extra
from newsletters.network_meeting.models import Attendee, NetworkBreakout, NetworkMeeting, Wave
from newsletters.network_meeting.settling import settle
from partners.organisations.picking import pick_organisations
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST, DateInput, DateTimeInput, within_bounds
from zorgzaam.versions import VersionedFormMixin

NO_ADDRESS = {
    "required": "Schrijf het e-mailadres.",
    "invalid": "Dit is geen e-mailadres. Kijk of er een @ en een punt in staan.",
}
OVER = "Dit moment is al geweest. Moet de mail nu uit? Kies dan een moment over een paar minuten."
TAKEN = "Er zijn al {} plaatsen vergeven. Kies er ten minste zoveel."
KEPT_ROUNDS = "Iemand is vastgezet in ronde {}. Maak dat eerst los."


class NewForm(MeetingForm):
    """The meeting to prepare; nobody is invited to a day that has been."""

    def clean_day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise ValidationError("Deze dag is al geweest. Kies een dag die nog komt.")
        return day


class FactsForm(VersionedFormMixin, ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """What is asked about a network meeting besides the meeting itself."""

    class Meta:
        model = NetworkMeeting
        formfield_callback = within_bounds
        fields: ClassVar = ["about", "reply_by", "seats", "rounds"]
        help_texts: ClassVar = {
            "reply_by": "De laatste dag waarop je een antwoord verwacht. Antwoorden blijft mogelijk tot het begint."
        }
        widgets: ClassVar = {"reply_by": DateInput, "about": forms.Textarea(attrs={"rows": 5})}

    def clean_reply_by(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["reply_by"]
        if day is not None and day > self.instance.meeting.day:
            raise ValidationError("Kies een dag voor de bijeenkomst, of de dag zelf.")
        if day is not None and day != self.instance.reply_by and day < timezone.localdate():
            raise ValidationError("Deze dag is al geweest. Kies een dag die nog komt, of laat dit leeg.")
        return day

    def clean_seats(self) -> int | None:
        seats: int | None = self.cleaned_data["seats"]
        taken = self.instance.attendees.seated().count()
        if seats is not None and seats < taken:
            raise ValidationError(TAKEN.format(taken))
        return seats

    def clean_rounds(self) -> int:
        rounds: int = self.cleaned_data["rounds"]
        late = Attendee.objects.filter(
            network_meeting=self.instance, choices__pinned=True, choices__round__gt=rounds
        )
        if late.exists():
            raise ValidationError(KEPT_ROUNDS.format(rounds + 1))
        for breakout in self.instance.breakouts.exclude(capacity=None):
            _fits(breakout, breakout.capacity, rounds)
        return rounds


def _fits(breakout: NetworkBreakout, capacity: int | None, rounds: int) -> None:
    taken = breakout.choices.filter(placed_at__isnull=False).count()
    if capacity is not None and taken > capacity * rounds:
        raise ValidationError(f"“{breakout.topic}” heeft {taken} deelnemers; dan passen die er niet meer in.")


class BreakoutForm(VersionedFormMixin, ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """One breakout."""

    constraint_fields: ClassVar = {
        "network_breakout_has_a_topic": "topic",
        "network_breakout_has_room": "capacity",
    }
    given: ClassVar = ("network_meeting",)

    class Meta:
        model = NetworkBreakout
        formfield_callback = within_bounds
        fields: ClassVar = ["topic", "about", "host", "room", "capacity"]
        widgets: ClassVar = {"about": forms.Textarea(attrs={"rows": 3})}

    def clean_capacity(self) -> int | None:
        capacity: int | None = self.cleaned_data["capacity"]
        if not self.instance._state.adding:
            _fits(self.instance, capacity, self.instance.network_meeting.rounds)
        return capacity


def saved(form: Any, meeting: NetworkMeeting) -> None:
    """Save and give what became free; the caller holds the lock on the meeting."""
    form.save()
    meeting.refresh_from_db()
    settle(meeting)


class ExtraForm(forms.Form):
    """Somebody who is asked besides the circle."""

    name = forms.CharField(label="Naam", max_length=120, error_messages={"required": "Schrijf de naam."})
    address = forms.EmailField(label="E-mailadres", max_length=254, error_messages=NO_ADDRESS)
    organisations = pick_organisations("Namens", required=False)
    reason = forms.CharField(
        label="Waarom", max_length=300, error_messages={"required": "Schrijf op waarom."},
        help_text="Bijvoorbeeld: hoort nog niet bij de kring, maar deed vorig jaar mee.",
    )  # fmt: skip

    @property
    def extra(self) -> Extra:
        """Of a valid form."""
        said = self.cleaned_data
        return Extra(said["name"], said["address"], said["reason"], list(said["organisations"]))


class LeaveOutForm(forms.Form):
    """Why somebody is not asked."""

    reason = forms.CharField(
        label="Waarom", max_length=300, error_messages={"required": "Schrijf op waarom."},
        help_text="Alleen het netwerkbureau leest dit.",
    )  # fmt: skip


class WaveForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """When a wave goes, and what stands above it."""

    class Meta:
        model = Wave
        fields: ClassVar = ["goes_at", "words"]
        widgets: ClassVar = {"goes_at": DateTimeInput, "words": forms.Textarea(attrs={"rows": 5})}

    def clean_goes_at(self) -> datetime.datetime:
        """Another moment lies ahead, and in time; one that was left as it is may be over."""
        moment: datetime.datetime = self.cleaned_data["goes_at"]
        wave: Wave = self.instance
        if moment == wave.goes_at.replace(second=0, microsecond=0):
            return wave.goes_at
        if moment < timezone.now():
            raise ValidationError(OVER)
        if not wave.is_after and moment >= as_published(wave.network_meeting.meeting).starts_at:
            raise ValidationError("Dan is de bijeenkomst al begonnen. Kies een eerder moment.")
        return moment


class ReportForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """The report, and whether everybody may read it."""

    public = forms.BooleanField(
        label="Iedereen mag dit verslag lezen, op de pagina met het programma", required=False
    )

    class Meta:
        model = NetworkMeeting
        fields: ClassVar = ["report"]
        widgets: ClassVar = {"report": forms.Textarea(attrs={"rows": 14})}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("public") and not said.get("report"):
            self.add_error("report", "Schrijf eerst het verslag.")
        return said


class MoveForm(forms.Form):
    """Where somebody goes."""

    breakout = forms.ModelChoiceField(
        NetworkBreakout.objects.none(), label="Deelsessie", empty_label="Kies een deelsessie",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    round = forms.TypedChoiceField(label="Ronde", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, meeting: NetworkMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        breakouts: Any = self.fields["breakout"]
        breakouts.queryset = meeting.breakouts.order_by("position")
        rounds: Any = self.fields["round"]
        rounds.choices = [
            ("", "Maakt niet uit"),
            *((number, f"Ronde {number}") for number in range(1, meeting.rounds + 1)),
        ]
