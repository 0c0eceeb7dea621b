"""From a file that was read to what it would do, and to doing it: all of it or nothing, once, as it was shown."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from partners.contacts.models import Contact
from partners.importing import contacts, organisations
from partners.importing.addresses import Addresses
from partners.importing.exporting import register
from partners.importing.models import ListKind, RegisterImport
from partners.organisations.models import Organisation, Participation, Representation
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.importing.lines import Line, State, mark_of
from zorgzaam.importing.rows import Row
from zorgzaam.people.models import Person
from zorgzaam.versions import StaleVersion

BATCH = 200
ORGANISATION = ["name", "aliases", "kind", "sector", "municipality", "website"]
PERIOD = ["starts_on", "starts_precision", "ends_on", "ends_precision"]
Choices = dict[str, str]


@dataclass(frozen=True)
class Plan:
    """What a file would do now, row by row; `choices` say per row (its place) which organisation is meant."""

    read: RegisterImport
    choices: Choices
    by: User
    locking: bool = False

    @cached_property
    def lines(self) -> list[Line]:
        """A constant number of queries, however many rows there are."""
        rows = [Row(one["where"], one["values"]) for one in self.read.rows]
        everyone = register()
        if self.locking:
            everyone = everyone.select_for_update(of=("self",)).order_by("pk")
        comparing: Any
        if self.read.kind == ListKind.ORGANISATIONS:
            comparing = organisations.Comparing(everyone, self.read.columns)
        else:
            held = Representation.objects.select_related("person__user", "organisation")
            held = held.select_for_update(of=("self",)).order_by("pk") if self.locking else held
            others = Contact.objects.select_related("organisation")
            others = others.select_for_update(of=("self",)).order_by("pk") if self.locking else others
            addresses = Addresses(others, self.read.columns)
            comparing = contacts.Comparing(everyone, held, addresses, rows, self.by.person_id)
        return [comparing.line(row, self.choices.get(row.where, "")) for row in rows]

    def of(self, *states: State) -> list[Line]:
        """The rows with which this happens."""
        return [line for line in self.lines if line.state in states]

    @property
    def can_be_done(self) -> bool:
        return not self.of(State.WRONG, State.ASKS) and bool(self.of(State.NEW, State.CHANGES))

    @cached_property
    def mark(self) -> str:
        return mark_of(self.lines)


def apply(read: RegisterImport, choices: Choices, *, by: User, seen: str) -> bool:
    """Carry a file out. False when that was done before.

    `seen` is the mark of the preview that was read: StaleVersion when it would do something else now. ValidationError
    (Dutch) when a row is wrong or still asks something.
    """
    with transaction.atomic(), acting(by, reason=f"Ingelezen uit {read.file_name}"):
        read = RegisterImport.objects.select_for_update(of=("self",)).get(pk=read.pk)
        if read.applied_at is not None:
            return False
        plan = Plan(read, choices, by, locking=True)
        if plan.mark != seen:
            raise StaleVersion
        if not plan.can_be_done:
            raise ValidationError(
                "Dit bestand kan zo niet worden uitgevoerd. Kijk wat er bij de rijen staat."
            )
        lines = plan.of(State.NEW, State.CHANGES)
        if read.kind == ListKind.ORGANISATIONS:
            _organisations(lines)
        else:
            _addresses([line.save["contact"] for line in lines if "contact" in line.save])
            _contacts([line for line in lines if "contact" not in line.save])
        read.applied_at, read.rows = timezone.now(), []
        read.save(update_fields=["applied_at", "rows"])
        return True


def _organisations(lines: list[Line]) -> None:
    new = [line.save["organisation"] for line in lines if line.is_new]
    Organisation.objects.bulk_create(new, BATCH)
    changed = [line.save["organisation"] for line in lines if not line.is_new]
    Organisation.objects.bulk_update(changed, ORGANISATION, BATCH)
    periods = []
    for line in lines:
        for row in line.save.get("participations", []):
            row.organisation = line.save["organisation"]
            periods.append(row)
    # What ends makes room for what begins.
    Participation.objects.bulk_update(
        [row for row in periods if not row._state.adding], ["kind", *PERIOD], BATCH
    )
    Participation.objects.bulk_create([row for row in periods if row._state.adding], BATCH)


def _addresses(rows: list[Contact]) -> None:
    fields = ["role", "name", "address", "phone", *PERIOD]
    Contact.objects.bulk_update([row for row in rows if not row._state.adding], fields, BATCH)
    Contact.objects.bulk_create([row for row in rows if row._state.adding], BATCH)


def _contacts(lines: list[Line]) -> None:
    people = {id(line.save["person"]): line.save["person"] for line in lines}.values()
    changed = {id(line.save["person"]) for line in lines if line.save["changed_person"]}
    for person in people:
        person.sort_name = person.sort_name or person.name
    Person.objects.bulk_create([one for one in people if one._state.adding], BATCH)
    kept = [one for one in people if not one._state.adding and id(one) in changed]
    rows = [line.save["row"] for line in lines]
    for row in rows:
        row.person_id = row.person.pk
    Person.objects.bulk_update(kept, ["name", "email", "phone"], BATCH)
    Representation.objects.bulk_update(
        [row for row in rows if not row._state.adding], ["role", *PERIOD], BATCH
    )
    Representation.objects.bulk_create([row for row in rows if row._state.adding], BATCH)
