"""Rows of contacts that speak for nobody: a name and what it is for, beside what is known. They give no right."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from partners.contacts.models import UNREACHABLE, Contact, ContactRole, is_reachable
from partners.importing.lines import Line, set_period
from partners.organisations.models import Organisation

ROLES = {word.casefold(): value for value, label in ContactRole.choices for word in (value, str(label))}
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
        values = line.row.values
        role = self._role(line)
        if line.problems:
            return
        row = held or self._meant(line, organisation, role)
        line.is_new = row is None
        row = row or Contact(organisation=organisation)
        if not self._first(line, row):
            return
        if line.is_new:
            line.sets("spreekt", "", "nee")
        old, new = row.get_role_display() if row.role else "", ContactRole(role).label if role else ""
        if role and line.sets("functie", old, new):
            row.role = role
        for name, column, label in (
            ("name", "name", "naam"),
            ("address", "email", "e-mailadres"),
            ("phone", "phone", "telefoon"),
        ):
            if column in self.fields and line.sets(label, getattr(row, name), values[column]):
                setattr(row, name, values[column])
        set_period(line, row, self.fields)
        self._whole(line, row)
        line.save["contact"] = row

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
        if not row.role:
            line.says("functie", "Vul in waarvoor dit contact is.")
        if (line.is_new or line.changes) and not is_reachable(row.address, row.phone):
            line.says("e-mailadres", UNREACHABLE)
