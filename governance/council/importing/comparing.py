"""Rows of a file beside a register: what is new, what changes, and what cannot be."""

import datetime
import uuid
from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.utils import timezone

from governance.bodies.models import Body, BodyKind
from governance.council.dossiers.models import CouncilDossier
from governance.council.forms import councils_of
from governance.council.importing import columns, terms
from governance.council.importing.columns import Column, Is
from governance.council.importing.models import CouncilImport, CouncilRegister
from governance.council.importing.programmes import compare_programme
from governance.council.importing.stands import compare_stand
from governance.council.importing.words import DAY_NEEDED, spoken_day, spoken_hour
from governance.council.keeping import is_clerk
from governance.council.sessions.models import CouncilSession
from governance.council.slips import of_days
from zorgzaam.accounts.models import User
from zorgzaam.importing.lines import NO_DAY, Line
from zorgzaam.importing.rows import Row
from zorgzaam.publicity import Publicity
from zorgzaam.sources import Source
from zorgzaam.standing import standing_of
from zorgzaam.xml_texts import fit_for_xml

NOT_YOURS = "Het register van “{}” houd je niet bij."
NO_SUCH = "Er is geen {} “{}” in het register."
UNKNOWN = "“{}” staat niet in de lijst. Kies een naam die er al is."
TWICE = "Dezelfde rij staat al in {}."
WHICH = "Hier kunnen er meer mee bedoeld zijn. Vul het id in."


class Comparing:
    """Looks at rows one by one, and goes on; a constant number of queries for a whole file."""

    def __init__(self, read: CouncilImport, by: User, *, locking: bool = False) -> None:
        self.register, self.standing = read.register, standing_of(by)
        self.model: Any = columns.register_of(read.register).model
        self.columns = [column for column in columns.OF[read.register] if column.field in read.columns]
        self.council = read.council
        kept = list(councils_of(by))
        self.councils = {council.name.casefold(): council for council in kept}
        self.kept = {council.pk for council in kept}
        if locking:
            self._hold(read)
        self.known = _Known(self.model, self.register, kept, locking=locking)
        self.lists = _lists(self.columns)
        self.seen: dict[Any, str] = {}

    def _hold(self, read: CouncilImport) -> None:
        """Keep every other list for the same councils waiting: what is new in both must not be added twice."""
        named = {row["values"].get("council", "").casefold() for row in read.rows}
        held = {self.councils[name].pk for name in named if name in self.councils} | {read.council_id}
        list(Body.objects.select_for_update(no_key=True).filter(pk__in=held).order_by("pk").values_list("pk"))

    def line(self, row: Row) -> Line:
        """What this row does."""
        first, day = columns.ESSENCE[CouncilRegister(self.register)]
        line = Line(row, title=row.values.get(first, "")[:120])
        council = self._council(line)
        one = self._meant(line, council, self._day(line, day) if day in row.values else None)
        if line.problems or not self._first(line, one, council):
            return line
        line.is_new = one is None
        if line.is_new:
            line.sets("raad", "", council)
        target = one or self.model(council=council, **columns.given(self.register))
        line.save.update(row=target, fields=set())
        began = getattr(target, "begins", None)
        for column in self.columns:
            self._set(line, target, column)
        compare_stand(line, target, clerk=is_clerk(self.standing, target.council), by=self.standing.person_id)
        self._valid(line, target)
        if isinstance(target, CouncilSession) and not line.is_new and not line.problems:
            compare_programme(line, target, began)
        return line

    def _council(self, line: Line) -> Any:
        name = line.row.values.get("council", "")
        if not name:
            if self.council.pk not in self.kept:
                line.says("raad", NOT_YOURS.format(self.council.name))
            return self.council
        found = self.councils.get(name.casefold())
        if found is None:
            line.says("raad", NOT_YOURS.format(name))
        return found

    def _meant(self, line: Line, council: Any, day: datetime.date | None) -> Any:
        """The row that is there: by its id, its number in this council, or its words and day; None for a new one."""
        key, number = line.row.values.get("id", ""), line.row.values.get("number", "")
        if line.problems:
            return None
        if key:
            one = self.known.by_id.get(key.lower())
            if one is None:
                line.says("id", NO_SUCH.format("rij met id", key) + " Laat het id leeg voor een nieuwe.")
            elif one.council_id != council.pk:
                line.says("raad", f"Deze rij staat in het register van {one.council.name}, en blijft daar.")
            return one
        if number and (council.pk, number) in self.known.by_number:
            return self.known.by_number[council.pk, number]
        alike = self.known.by_words[council.pk, line.row.values.get(self.known.words, ""), day]
        if number:  # a row that had none gets it now
            alike = [one for one in alike if not one.number]
        if len(alike) > 1:
            line.says("id", WHICH)
        return alike[0] if alike else None

    def _first(self, line: Line, one: Any, council: Any) -> bool:
        asked, told = ([one.pk], [one.pk]) if one else self._keys(line, council)
        before = next((self.seen[key] for key in asked if key in self.seen), None)
        if before:
            line.says("rij", TWICE.format(before))
        self.seen |= {key: line.row.where for key in told if key not in self.seen}
        return before is None

    def _keys(self, line: Line, council: Any) -> tuple[list[Any], list[Any]]:
        """By what a new row is the same as one above it, and by what one below it will be: its number, or its words
        and day. Two that each have a number are the same by that alone."""
        values, number = line.row.values, line.row.values.get("number", "")
        day: Any = values.get(self.known.day, "")
        if day:
            day = self._day(line, self.known.day) or day
        words = (council.pk, _tidy(values.get(self.known.words, "")), day)
        if number:
            return [(council.pk, number), words], [(council.pk, number), ("numbered", words)]
        return [words, ("numbered", words)], [words]

    def _set(self, line: Line, target: Any, column: Column) -> None:
        text = line.row.values[column.field]
        if column.holds is Is.TEXT:
            self._put(line, target, column, _tidy(getattr(target, column.field)), _tidy(text))
        elif column.holds is Is.DAY:
            self._set_day(line, target, column)
        elif column.holds is Is.HOUR:
            self._set_hour(line, target, column)
        elif column.holds is Is.TERM:
            terms.compare_term(line, target)
        elif column.holds is Is.CHOICE:
            self._choose(line, target, column, text)
        elif column.holds in self.lists:
            found = self.lists[column.holds].get(text.casefold()) if text else None
            if text and found is None:
                line.says(column.heading, UNKNOWN.format(text))
            else:
                self._put(line, target, column, getattr(target, column.field), found)

    def _put(self, line: Line, target: Any, column: Column, old: Any, new: Any) -> None:
        if line.sets(column.heading, old, new):
            setattr(target, column.field, new)
            line.save["fields"].add(column.field)

    def _set_day(self, line: Line, target: Any, column: Column) -> None:
        precise = column.field.replace("_on", "_precision")
        try:
            found = spoken_day(line.row.values[column.field])
        except ValueError:
            line.says(column.heading, NO_DAY.format(line.row.values[column.field][:60]))
            return
        day = found.day if found else None
        if day == getattr(target, column.field):
            return
        if found and not found.is_exact and not hasattr(target, precise):
            line.says(column.heading, DAY_NEEDED)
            return
        self._put(line, target, column, getattr(target, column.field), day)
        if found and hasattr(target, precise):
            setattr(target, precise, found.precision)
            line.save["fields"].add(precise)

    def _set_hour(self, line: Line, target: Any, column: Column) -> None:
        try:
            hour = spoken_hour(line.row.values[column.field])
        except ValueError:
            line.says(column.heading, "Dit is geen tijd. Schrijf hem zo: 15:30.")
            return
        self._put(line, target, column, getattr(target, column.field), hour)

    def _choose(self, line: Line, target: Any, column: Column, text: str) -> None:
        choices = dict(self.model._meta.get_field(column.field).choices)
        if column.field == "publicity":
            choices.pop(Publicity.CONFIDENTIAL)
        by_word = {word.casefold(): value for value, label in choices.items() for word in (value, str(label))}
        if text.casefold() not in by_word:
            line.says(column.heading, f"Kies één van: {', '.join(str(label) for label in choices.values())}.")
            return
        old, new = getattr(target, column.field), by_word[text.casefold()]
        if line.sets(column.heading, "" if line.is_new else choices.get(old, old), choices[new]):
            setattr(target, column.field, new)
            line.save["fields"].add(column.field)

    def _day(self, line: Line, field: str) -> datetime.date | None:
        """The day that tells rows apart; what is none is said when the column itself is read."""
        try:
            found = spoken_day(line.row.values[field])
        except ValueError:
            return None
        return found.day if found else None

    def _valid(self, line: Line, target: Any) -> None:
        """What a form asks of a row too, of the fields that change."""
        said = {column for column, _ in line.problems}
        for name in columns.needed(self.register):
            label = columns.heading(self.register, name)
            if not getattr(target, name) and label not in said:
                line.says(label, "Vul dit in.")
        if target.publicity != Publicity.PUBLIC and not target.publicity_ground:
            line.says("reden", "Noem de reden waarom dit niet openbaar is.")
        if "number" in line.save["fields"] and target.number:
            holder = self.known.by_number.get((target.council_id, target.number))
            if holder is not None and holder.pk != target.pk:
                line.says("nummer", "Dit nummer staat al in het register van deze raad.")
        asked_on = getattr(target, "asked_on", None)
        if "asked_on" in line.save["fields"] and asked_on and asked_on > timezone.localdate():
            line.says("gesteld op", "Deze dag komt nog. Kies de dag waarop de vraag is gesteld.")
        if {"begins", "ends"} & line.save["fields"] and not _hours_fit(target.begins, target.ends):
            line.says("eindigt", "Vul begin en einde allebei in, het einde na het begin.")
        changed = {*line.save["fields"]} & {*target.essence, "due_on"}
        for name, why in of_days(target).items() if changed else ():
            line.says(columns.heading(self.register, name), why)
        left = [field.name for field in target._meta.fields
                if field.name not in line.save["fields"] or isinstance(field, ForeignKey)]  # fmt: skip
        try:
            target.clean_fields(exclude=left)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                if columns.heading(self.register, name) not in said:
                    line.says(columns.heading(self.register, name), " ".join(messages))


class _Known:
    """The rows of a register this reader keeps: by id, by number, and by their words and day."""

    def __init__(self, model: Any, register: str, kept: list[Body], *, locking: bool) -> None:
        self.words, self.day = columns.ESSENCE[CouncilRegister(register)]
        rows = model.objects.filter(council__in=kept).shown().select_related("source").order_by("pk")
        rows = rows.prefetch_related(*columns.register_of(register).beside)
        rows = rows.prefetch_related("programme") if model is CouncilSession else rows
        rows = rows.select_for_update(of=("self",), no_key=True) if locking else rows
        self.by_id: dict[str, Any] = {}
        self.by_number: dict[tuple[uuid.UUID, str], Any] = {}
        self.by_words: dict[Any, list[Any]] = defaultdict(list)
        for row in rows:
            self.by_id[str(row.pk)] = row
            if row.number:
                self.by_number[row.council_id, row.number] = row
            self.by_words[row.council_id, _tidy(getattr(row, self.words)), getattr(row, self.day)].append(row)


def _lists(asked: list[Column]) -> dict[Is, dict[str, Any]]:
    """What cells refer to by name, in small letters; only of what the file has."""
    held = {column.holds for column in asked}
    found: dict[Is, dict[str, Any]] = {}
    if Is.DOSSIER in held:
        found[Is.DOSSIER] = {row.name.casefold(): row for row in CouncilDossier.objects.all()}
    if Is.BODY in held:
        bodies = Body.objects.filter(kind=BodyKind.EXECUTIVE)
        found[Is.BODY] = {row.name.casefold(): row for row in bodies}
    if Is.SOURCE in held:
        found[Is.SOURCE] = {
            word.casefold(): row for row in Source.objects.all() for word in (row.code, row.title)
        }
    return found


def _hours_fit(begins: datetime.time | None, ends: datetime.time | None) -> bool:
    """As the session itself asks: both or none, and in turn."""
    return (begins is None and ends is None) or (begins is not None and ends is not None and begins < ends)


def _tidy(text: str) -> str:
    """As a cell gives it back: one kind of line break, nothing around it, no signs a file cannot hold."""
    return fit_for_xml(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
