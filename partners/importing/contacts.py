"""Rows of contacts beside who speaks for whom, and whom one calls: what is new, what changes, and what cannot be."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models.functions import Lower

from partners.contacts.models import Contact
from partners.importing.addresses import Addresses
from partners.importing.columns import heading
from partners.importing.matching import Known
from partners.importing.models import ListKind
from partners.organisations.models import Representation
from zorgzaam.importing.lines import Line, set_period
from zorgzaam.importing.rows import Row
from zorgzaam.people.models import Person

YES, NO = ("ja", "j", "x"), ("nee", "n")
YES_OR_NO = "Schrijf ja (spreekt namens de organisatie) of nee (alleen om te bellen of te mailen)."
GIVES_A_RIGHT = (
    "Dit contact spreekt niet namens de organisatie. Gaat dat veranderen? Maak een rij zonder id, met ja."
)
TAKES_A_RIGHT = (
    "Deze persoon spreekt namens de organisatie. Stopt dat? Vul de laatste dag in, en laat ja staan."
)
NOT_YOURSELF = "Dit ben jij zelf. Vraag een collega om vast te leggen voor wie je spreekt."
OWN_ACCOUNT = "heeft een eigen account en houdt naam, adres en telefoon zelf bij."
LONGEST = {"name": 120, "phone": 30, "role": 80}


class Comparing:
    """Looks at rows one by one, and goes on. `held` are all representations with person, account and organisation;
    `addresses` the contacts that speak for nobody."""

    def __init__(self, register: Any, held: Any, addresses: Addresses, rows: list[Row], me: Any) -> None:
        self.known, self.addresses, self.fields, self.me = Known(register), addresses, addresses.fields, me
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
        speaks = self._speaks(line, held)
        organisation = self.known.meant(
            line, "organisatie", row.values["organisation"], chosen, may_be_new=False
        )
        if line.problems or line.choices:
            return line
        if held and held.organisation.whole != organisation.whole:
            line.says("organisatie", "Een rij verhuist niet naar een andere organisatie. Laat het id leeg.")
            return line
        if isinstance(held, Contact) or not speaks:
            self.addresses.fill(line, held if isinstance(held, Contact) else None, organisation)
            return line
        person = held.person if held else self._person(line, organisation)
        if person is not None:
            self._fill(line, held or self._held(line, organisation, person), organisation, person)
        return line

    def _check(self, line: Line) -> None:
        values = line.row.values
        if not values["name"]:
            line.says("naam", "De naam ontbreekt.")
        for name, most in LONGEST.items():
            if len(values.get(name, "")) > most:
                line.says(heading(ListKind.CONTACTS, name), f"Dit is te lang (hoogstens {most} tekens).")
        if values.get("email"):
            try:
                validate_email(values["email"])
            except ValidationError:
                line.says("e-mailadres", f"“{values['email']}” is geen e-mailadres.")

    def _by_id(self, line: Line) -> Representation | Contact | None:
        key = line.row.values.get("id", "").lower()
        found = self.by_id.get(key) or self.addresses.by_id.get(key)
        if key and found is None:
            line.says("id", "Er is geen contactpersoon met dit id. Laat het id leeg voor een nieuwe.")
        return found

    def _speaks(self, line: Line, held: Representation | Contact | None) -> bool:
        """Whether the row is about somebody who speaks for the organisation; a file without that column is."""
        word = line.row.values.get("speaks", "ja").lower()
        if held is not None and (not word or "speaks" not in self.fields):
            return isinstance(held, Representation)
        if word not in (*YES, *NO):
            line.says("spreekt", YES_OR_NO)
        elif word in YES and isinstance(held, Contact):
            line.says("spreekt", GIVES_A_RIGHT)
        elif word in NO and isinstance(held, Representation):
            line.says("spreekt", TAKES_A_RIGHT)
        return word not in NO

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
        if line.is_new:
            line.sets("spreekt", "", "ja")
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
        set_period(line, row, self.fields)
