"""Forms of bodies: a day to look at, a mandate, its end, and a seat."""

import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from governance.bodies.models import Body, BodyKind, Mandate, Role, Seat
from governance.bodies.models.roles import IN_COUNCILS
from partners.organisations.picking import pick_organisation
from zorgzaam.accounts.models import User
from zorgzaam.conflicts import Conflict, ConflictRow
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.people.models import Person
from zorgzaam.periods import describe
from zorgzaam.ui.forms import NOT_IN_LIST, day_field
from zorgzaam.versions import StaleVersion, VersionField


class DayForm(forms.Form):
    """A GET form: who sat here on that day."""

    op = day_field("Wie zat hier op", required=False)

    @property
    def day(self) -> datetime.date:
        """The chosen day; today when nothing valid was chosen."""
        chosen: datetime.date | None = self.cleaned_data.get("op") if self.is_valid() else None
        return chosen or timezone.localdate()


def roles_of(body: Body) -> list[tuple[str, str]]:
    """The roles somebody can have in a body of this kind: a Statenlid sits in Provinciale Staten, not in a
    coalition."""
    other = Role.PROVINCIAL_MEMBER if body.kind == BodyKind.MUNICIPAL_COUNCIL else Role.COUNCIL_MEMBER
    away = {other} if body.is_council else set(IN_COUNCILS)
    return [(role.value, role.label) for role in Role if role not in away]


class MandateForm(ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A mandate in a body, for somebody who is known already or for somebody new."""

    constraint_fields = {
        "mandate_once_at_a_time": "role",
        "seat_held_by_one": "seat",
    }
    given = ("body", "seat")

    new_name = forms.CharField(label="Of iemand die er nog niet bij staat", max_length=120, required=False)
    new_email = forms.EmailField(
        label="E-mailadres van die persoon",
        required=False,
        error_messages={"invalid": "Schrijf een e-mailadres zoals naam@organisatie.nl."},
    )
    reason = forms.CharField(
        label="Waarom",
        max_length=300,
        help_text="Bijvoorbeeld: benoemd in de vergadering van 12 maart. Dit komt in de geschiedenis.",
        error_messages={"required": "Schrijf op waarom, dan kan iedereen het later begrijpen."},
    )
    starts_on = day_field("Vanaf")
    ends_on = day_field("Tot en met", required=False, help_text="Leeg als er nog geen einde is.")

    class Meta:
        model = Mandate
        fields = ["person", "role", "seat", "starts_on", "ends_on"]
        error_messages = {"person": NOT_IN_LIST, "role": NOT_IN_LIST, "seat": NOT_IN_LIST}

    field_order = ["person", "new_name", "new_email", "role", "seat", "starts_on", "ends_on", "reason"]

    def __init__(self, *args: Any, body: Body, giver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.giver = giver
        self.instance.body = body
        person, seat = self.fields["person"], self.fields["seat"]
        self.fields["role"].choices = roles_of(body)  # type: ignore[attr-defined]
        person.required = False
        person.help_text = "Kies hier iemand, of vul hieronder een naam in: een van de twee is nodig."
        person.label = "Persoon uit de lijst"
        person.queryset = Person.objects.visible_to(giver).filter(erased_at=None)  # type: ignore[attr-defined]
        person.empty_label = "Kies een persoon"  # type: ignore[attr-defined]
        seat.queryset = body.seats.current().select_related("organisation")  # type: ignore[attr-defined]
        seat.empty_label = "Zonder zetel"  # type: ignore[attr-defined]
        seat.label_from_instance = lambda seat: seat.holder  # type: ignore[attr-defined]

    def clean_person(self) -> Person | None:
        person: Person | None = self.cleaned_data["person"]
        if person is not None and person.pk == self.giver.person_id:
            raise forms.ValidationError("Je kunt jezelf geen mandaat geven. Vraag het een collega.")
        return person

    def clean_new_email(self) -> str:
        email: str = self.cleaned_data["new_email"]
        if email and Person.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Er is al iemand met dit e-mailadres. Kies die persoon in de lijst.")
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        person, name = data.get("person"), data.get("new_name")
        if person and name:
            self.add_error("new_name", "Kies iemand uit de lijst, of vul een naam in. Niet allebei.")
        if not person and not name and "person" not in self.errors:
            self.add_error("person", "Kies een persoon, of vul hieronder een naam in.")
        if data.get("role") == Role.ALTERNATE and not data.get("seat"):
            self.add_error("seat", "Kies de zetel waarvoor deze persoon vervangt.")
        return data

    @transaction.atomic
    def save(self, commit: bool = True) -> Mandate:
        if name := self.cleaned_data["new_name"]:
            self.instance.person = Person.objects.create(name=name, email=self.cleaned_data["new_email"])
        mandate: Mandate = super().save(commit)
        return mandate


class EndForm(forms.Form):
    """The last day of a mandate or a seat, and why."""

    on = day_field("Laatste dag", help_text="Op deze dag geldt het nog. De dag erna niet meer.")
    reason = forms.CharField(
        label="Waarom",
        max_length=300,
        help_text="Dit komt in de geschiedenis.",
        error_messages={"required": "Schrijf op waarom het stopt."},
    )

    def __init__(self, *args: Any, row: Seat | Mandate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["version"] = VersionField(initial=row.version)

    def end(self, *, by: User) -> Conflict | None:
        """End the row as it was when this form was opened; the Conflict when it was changed since."""
        now = self.row.ends_on
        self.row.version = self.cleaned_data["version"]
        try:
            self.row.end(by=by, on=self.cleaned_data["on"], reason=self.cleaned_data["reason"])
        except StaleVersion:
            return self._conflict(now)
        return None

    def _conflict(self, now: datetime.date | None) -> Conflict:
        self.row.refresh_from_db(fields=["version"])
        self.data = {**self.data.dict(), "version": str(self.row.version)}  # type: ignore[attr-defined]
        mine, theirs = describe(self.cleaned_data["on"]), describe(now) if now else ""
        return Conflict([ConflictRow("Laatste dag", mine, theirs)])

    def clean_on(self) -> datetime.date | None:
        on: datetime.date | None = self.cleaned_data["on"]
        if on and self.row.starts_on and on < self.row.starts_on:
            raise forms.ValidationError("Deze dag ligt voor het begin.")
        if on and self.row.ends_on and on > self.row.ends_on:
            raise forms.ValidationError("Het stopt al eerder. Kies een vroegere dag.")
        return on


class SeatForm(ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A seat in a body for an organisation, or for a group without one organisation."""

    constraint_fields = {"seat_is_for_somebody": "organisation"}
    given = ("body",)
    organisation = pick_organisation("Organisatie", required=False)
    starts_on = day_field("Vanaf", required=False, help_text="Leeg als het begin nog niet bekend is.")

    class Meta:
        model = Seat
        fields = ["organisation", "label", "starts_on"]

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.body = body
        self.instance.position = body.seats.count() + 1
