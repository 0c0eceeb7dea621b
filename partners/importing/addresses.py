"""Rows of contacts that speak for nobody: a name and what it is for, beside what is known. They give no right."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from partners.contacts.models import UNREACHABLE, Contact, ContactRole, is_reachable
from partners.importing.columns import heading
from partners.importing.models import ListKind
from partners.organisations.models import Organisation
from zorgzaam.importing.lines import Line, set_period

ROLES = {word.casefold(): value for value, label in ContactRole.choices for word in (value, str(label))}
# Field -> the column it comes from.
WORDS = {"name": "name", "address": "email", "phone": "phone"}
TWICE = "Hetzelfde contact staat al in {}."


class Addresses:
    """Looks at rows one by one, and goes on. `known` are all contacts with their organisation."""

    def __init__(self, known: Iterable[Contact], fields: list[str]) -> None:
        self.fields = fields
        self.by_id: dict[str, Contact] = {}
        self.of_name: dict[Any, list[Contact]] = defaultdict(list)
        for row in known:
            self.by_id[str(row.pk)] = row
            self.of_name[row.organisation.whole, row.name.casefold()].append(row)
        self.seen: dict[Any, str] = {}

    def fill(self, line: Line, held: Contact | None, organisation: Organisation) -> None:
        """What this row does with `held`, else with the one it means, else with a new one."""
        role = self._role(line)
        # With a word we do not know it is nobody we know, so that the rest of the row is looked at as well.
        row = held or (None if line.problems else self._meant(line, organisation, role))
        line.is_new = row is None
        row = row or Contact(organisation=organisation)
        if not self._first(line, row):
            return
        self._words(line, row, role)
        set_period(line, row, self.fields)
        self._whole(line, row)
        line.save["contact"] = row

    def _words(self, line: Line, row: Contact, role: str) -> None:
        if line.is_new:
            line.sets("spreekt", "", "nee")
        was = row.get_role_display() if row.role else ""
        if role and line.sets("functie", was, ContactRole(role).label):
            row.role = role
        for name, column in WORDS.items():
            told = line.row.values.get(column, "")
            if column in self.fields and line.sets(
                heading(ListKind.CONTACTS, column), getattr(row, name), told
            ):
                setattr(row, name, told)

    def _role(self, line: Line) -> str:
        """The value of what it is for; "" where the file has no such column."""
        if "role" not in self.fields:
            return ""
        role = ROLES.get(line.row.values["role"].casefold())
        if role is None:
            labels = ", ".join(str(label) for label in ContactRole.labels)
            line.says(
                "functie", f"Wie niet namens de organisatie spreekt, heeft als functie een van: {labels}."
            )
        return role or ""

    def _meant(self, line: Line, organisation: Organisation, role: str) -> Contact | None:
        """By name and what it is for; of several the one that begins on the day of the row, else the newest."""
        found = self.of_name[organisation.whole, line.row.values["name"].casefold()]
        rows = [row for row in found if not role or row.role == role]
        if len({row.role for row in rows}) > 1:
            line.says("naam", "Hier kunnen er meer mee bedoeld zijn. Vul het id of de functie in.")
        starts = line.row.values.get("starts_on", "")
        same = [row for row in rows if row.starts_on and row.starts_on.isoformat() == starts]
        newest = sorted(same or rows, key=lambda row: str(row.starts_on or ""), reverse=True)
        return newest[0] if newest else None

    def _first(self, line: Line, row: Contact) -> bool:
        """Whether no row before this one is about the same."""
        values = line.row.values
        new = (row.organisation.whole, values["name"].casefold(), values.get("role"), values.get("starts_on"))
        before = self.seen.setdefault(new if line.is_new else row.pk, line.row.where)
        if before != line.row.where:
            line.says("naam", TWICE.format(before))
        return before == line.row.where

    def _whole(self, line: Line, row: Contact) -> None:
        """What a form asks of a contact too; one that is there already and does not change stays as it is."""
        if not row.role and "role" not in self.fields:
            line.says("functie", "Vul in waarvoor dit contact is.")
        if (line.is_new or line.changes) and not is_reachable(row.address, row.phone):
            line.says("e-mailadres", UNREACHABLE)
