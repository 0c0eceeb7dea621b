"""Rows of contacts beside who speaks for whom: what is new, what changes, and what cannot be."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models.functions import Lower

from partners.importing.lines import Line
from partners.importing.matching import Known
from partners.organisations.models import Representation
from zorgzaam.importing.rows import Row
from zorgzaam.people.models import Person
from zorgzaam.periods import ENDS_BEFORE_IT_STARTS, Precision

YES = ("", "ja", "j", "x")
NOT_YOURSELF = "Dit ben jij zelf. Vraag een collega om vast te leggen voor wie je spreekt."
OWN_ACCOUNT = "heeft een eigen account en houdt naam, adres en telefoon zelf bij."
LONGEST = {"name": 120, "phone": 30, "role": 80}


class Comparing:
    """Looks at rows one by one, and goes on. `held` are all representations with person, account and organisation."""

    def __init__(self, register: Any, held: Any, fields: list[str], rows: list[Row], me: Any) -> None:
        self.known, self.fields, self.me = Known(register), fields, me
        self.by_id: dict[str, Representation] = {}
        self.of_person: dict[Any, list[Representation]] = defaultdict(list)
        self.of_name: dict[Any, set[Any]] = defaultdict(set)
        for row in held:
            self.by_id[str(row.pk)] = row
            self.of_person[row.organisation.whole, row.person_id].append(row)
            self.of_name[row.organisation.whole, row.person.name.casefold()].add(row.person)
        typed = {row.values.get("email", "").lower() for row in rows} - {""}
        people = Person.objects.annotate(lower=Lower("email")).filter(lower__in=typed, erased_at__isnull=True)
        self.people: dict[str, list[Person]] = defaultdict(list)
        for person in people.select_related("user"):
            self.people[person.email.lower()].append(person)
        self.new_people: dict[str, Person] = {}
        self.seen: dict[Any, str] = {}

    def line(self, row: Row, chosen: str) -> Line:
        """What this row does; `chosen` is the answer to which organisation it means."""
        line = Line(row, title=f"{row.values['name']} voor {row.values['organisation']}")
        self._check(line)
        held = self._by_id(line)
        organisation = self.known.meant(
            line, "organisatie", row.values["organisation"], chosen, may_be_new=False
        )
        if line.problems or line.choices:
            return line
        if held and held.organisation.whole != organisation.whole:
            line.says("organisatie", "Een rij verhuist niet naar een andere organisatie. Laat het id leeg.")
            return line
        person = held.person if held else self._person(line, organisation)
        if person is None:
            return line
        self._fill(line, held or self._held(line, organisation, person), organisation, person)
        return line

    def _check(self, line: Line) -> None:
        values = line.row.values
        if not values["name"]:
            line.says("naam", "De naam ontbreekt.")
        for name, most in LONGEST.items():
            if len(values.get(name, "")) > most:
                line.says(name, f"Dit is te lang (hoogstens {most} tekens).")
        if values.get("email"):
            try:
                validate_email(values["email"])
            except ValidationError:
                line.says("e-mailadres", f"“{values['email']}” is geen e-mailadres.")
        if values.get("speaks", "").lower() not in YES:
            line.says(
                "spreekt",
                "Hier staat alleen wie namens de organisatie spreekt. Vul ja in, of haal de rij weg.",
            )

    def _by_id(self, line: Line) -> Representation | None:
        key = line.row.values.get("id", "").lower()
        if key and key not in self.by_id:
            line.says("id", "Er is geen contactpersoon met dit id. Laat het id leeg voor een nieuwe.")
        return self.by_id.get(key)

    def _person(self, line: Line, organisation: Any) -> Person | None:
        """Who is meant: by address, else by name among who spoke for it, else somebody new."""
        values = line.row.values
        email, name = values.get("email", ""), values["name"]
        found = (
            self.people[email.lower()] if email else list(self.of_name[organisation.whole, name.casefold()])
        )
        if len(found) > 1:
            line.says("naam", "Hier kunnen er meer mee bedoeld zijn. Vul het id of het e-mailadres in.")
            return None
        if not found:
            # Twice in one file, for two organisations, is one person.
            key = email.lower() or f"{organisation.whole} {name.casefold()}"
            return self.new_people.setdefault(key, Person(name="", email=""))
        if found[0].name.casefold() != name.casefold() and not found[0]._state.adding:
            line.says(
                "naam", f"Op dit adres staat {found[0].name}. Schrijf die naam, of kies een ander adres."
            )
            return None
        return found[0]

    def _held(self, line: Line, organisation: Any, person: Person) -> Representation | None:
        """Of several periods the one that begins on the day of the row, else the newest."""
        rows = self.of_person[organisation.whole, person.pk]
        starts = line.row.values.get("starts_on", "")
        same = [row for row in rows if row.starts_on and row.starts_on.isoformat() == starts]
        newest = sorted(same or rows, key=lambda row: str(row.starts_on or ""), reverse=True)
        return newest[0] if newest else None

    def _fill(self, line: Line, held: Representation | None, organisation: Any, person: Person) -> None:
        line.is_new = held is None
        row = held or Representation(organisation=organisation, person=person)
        key = (organisation.whole, person.pk, row.pk if held else line.row.values.get("starts_on"))
        before = self.seen.setdefault(key, line.row.where)
        if before != line.row.where:
            line.says("naam", f"Dezelfde persoon staat al in {before}.")
            return
        changed_person = self._of_person(line, person)
        self._of_row(line, row)
        if (line.changes or line.is_new) and person.pk == self.me:
            line.says("naam", NOT_YOURSELF)
        line.save.update(row=row, person=person, changed_person=changed_person)

    def _of_person(self, line: Line, person: Person) -> bool:
        values, changed = line.row.values, False
        for name, label in (("name", "naam"), ("email", "e-mailadres"), ("phone", "telefoon")):
            if name in self.fields and person._state.adding and getattr(person, name) == values[name] != "":
                continue  # the same new person, in an earlier row
            if name in self.fields and line.sets(label, getattr(person, name), values[name]):
                changed = True
                if getattr(person, "user", None) is not None:
                    line.says(label, f"{person.name} {OWN_ACCOUNT}")
                elif name == "email" and self._taken(values[name], person):
                    line.says(label, "Op dit adres staat al iemand anders.")
                else:
                    setattr(person, name, values[name])
        return changed

    def _taken(self, email: str, person: Person) -> bool:
        return any(one.pk != person.pk for one in self.people[email.lower()]) if email else False

    def _of_row(self, line: Line, row: Representation) -> None:
        if "role" in self.fields and line.sets("functie", row.role, line.row.values["role"]):
            row.role = line.row.values["role"]
        for name, label in (("starts_on", "vanaf"), ("ends_on", "tot en met")):
            if name not in self.fields:
                continue
            day = line.day(label, name)
            if line.sets(label, getattr(row, name), day):
                setattr(row, name, day)
                setattr(row, name.replace("_on", "_precision"), Precision.DAY)
        if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
            line.says("tot en met", ENDS_BEFORE_IT_STARTS)
