"""Rows of organisations beside the register: what is new, what changes, and what cannot be."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from partners.importing.columns import heading
from partners.importing.exporting import shown_participation
from partners.importing.matching import Known
from partners.importing.models import ListKind
from partners.importing.participations import compare_participation
from partners.organisations.models import Organisation, OrganisationKind
from partners.regions.models import Municipality
from partners.register.likeness import plain
from zorgzaam.importing.lines import Line
from zorgzaam.importing.rows import Row

KIND = ListKind.ORGANISATIONS
PLAIN = ("sector", "website")


class Comparing:
    """Looks at rows one by one, and goes on. `register` is every organisation with `rows_of_it`."""

    def __init__(self, register: Any, fields: list[str]) -> None:
        self.known, self.fields = Known(register), fields
        self.places = {one.name.casefold(): one for one in Municipality.objects.all()}
        self.kinds = {
            word.casefold(): value
            for value, label in OrganisationKind.choices
            for word in (value, str(label))
        }
        self.seen: dict[str, str] = {}

    def line(self, row: Row, chosen: str) -> Line:
        """What this row does; `chosen` is the answer to which it means."""
        line = Line(row, title=row.values["name"])
        one = self._meant(line, chosen)
        if line.problems or line.choices or not self._first(line, one):
            return line
        line.is_new, line.save["organisation"] = one is None, one or Organisation()
        self._fields(line, line.save["organisation"], by_id=bool(row.values.get("id")))
        if "takes_part" in self.fields:
            compare_participation(line, shown_participation(one) if one else None, one)
        return line

    def _meant(self, line: Line, chosen: str) -> Any:
        key, name = line.row.values.get("id", ""), line.row.values["name"]
        if key:
            one = self.known.by_id.get(key.lower())
            if one is None:
                line.says("id", "Er is geen organisatie met dit id. Laat het id leeg voor een nieuwe.")
            elif one.merged_into_id:
                stays = self.known.by_id[str(one.merged_into_id)]
                line.says("id", f"{one.name} is samengevoegd met {stays.name}. Haal de rij weg.")
            return one
        if not name:
            line.says("naam", "De naam ontbreekt.")
            return None
        return self.known.meant(line, "naam", name, chosen, may_be_new=True)

    def _first(self, line: Line, one: Any) -> bool:
        """Whether no row before this one is about the same."""
        key = str(one.pk) if one else f"nieuw {plain(line.row.values['name']) or line.row.values['name']}"
        before = self.seen.setdefault(key, line.row.where)
        if before != line.row.where:
            line.says("naam", f"Dezelfde organisatie staat al in {before}.")
        return before == line.row.where

    def _fields(self, line: Line, one: Organisation, *, by_id: bool) -> None:
        values = line.row.values
        # Who was found by another name keeps its own: that name is in the file because somebody calls it so.
        if line.is_new or by_id:
            self._set(line, one, "name", values["name"])
            if not values["name"]:
                line.says("naam", "De naam ontbreekt.")
        for name in PLAIN:
            if name in self.fields:
                self._set(line, one, name, values[name])
        if "aliases" in self.fields:
            names, now = _names(values["aliases"]), _names(one.aliases)
            if line.sets(heading(KIND, "aliases"), "; ".join(now), "; ".join(names)):
                one.aliases = "\n".join(names)
        if "kind" in self.fields or line.is_new:
            self._kind(line, one, values.get("kind", ""))
        if "municipality" in self.fields:
            self._place(line, one, values["municipality"])
        self._valid(line, one)

    def _set(self, line: Line, one: Any, name: str, value: str) -> None:
        if line.sets(heading(KIND, name), getattr(one, name), value):
            setattr(one, name, value)

    def _kind(self, line: Line, one: Organisation, text: str) -> None:
        kind = self.kinds.get(text.casefold())
        if kind is None:
            labels = ", ".join(str(label) for label in OrganisationKind.labels)
            line.says("soort", f"De soort is een van: {labels}.")
        elif line.sets("soort", one.get_kind_display() if one.kind else "", OrganisationKind(kind).label):
            one.kind = kind

    def _place(self, line: Line, one: Organisation, text: str) -> None:
        place = self.places.get(text.casefold()) if text else None
        if text and place is None:
            line.says("gemeente", f"Er is geen gemeente “{text}”.")
        elif line.sets("gemeente", one.municipality or "", place or ""):
            one.municipality = place

    def _valid(self, line: Line, one: Organisation) -> None:
        changed = {change.label for change in line.changes}
        names = [name for name in ("name", *PLAIN) if heading(KIND, name) in changed]
        left = [field.name for field in Organisation._meta.fields if field.name not in names]
        try:
            one.clean_fields(exclude=left)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                line.says(heading(KIND, name), " ".join(messages))
        named = self.known.names.get(one.name.casefold())
        if named is not None and named.pk != one.pk:
            line.says("naam", f"Zo heet al een andere organisatie: {named.name}.")


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in re.split(r"[;\n]", text) if part.strip()))
