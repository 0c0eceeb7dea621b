"""What a merge will do, before it is done: every kind of row that names the one that goes, and what differs.

The tables are asked of Django itself, so that a room that is added later is in it too.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from partners.merging.hindrances import hindrances
from partners.merging.models import Merger
from partners.organisations.models import Organisation, Participation, Representation
from zorgzaam.standing import Reader

EXAMPLES = 3
# Some rows have no name of their own: they are counted, and not shown.
NO_WORDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")
# Shown apart: how it takes part, who speaks for it, and how organisations hang together.
APART = (Organisation, Participation, Representation, Merger)


@dataclass(frozen=True)
class Kind:
    """Rows of one table that name it. `fixed`: they are facts that never change, whatever happens."""

    label: str
    count: int
    examples: list[str]
    fixed: bool


@dataclass(frozen=True)
class Difference:
    """A field in which the two differ, and what stays."""

    label: str
    kept: str
    gone: str


@dataclass(frozen=True)
class Preview:
    """The two and all that follows, as this reader may see it; `mark` changes with anything of it."""

    kept: Organisation
    gone: Organisation
    reader: Reader

    @cached_property
    def hindrances(self) -> list[str]:
        return hindrances(self.kept, self.gone)

    @cached_property
    def kinds(self) -> list[Kind]:
        """In order of name; what its reader may not see is not counted."""
        found = [_kind(model, names, self.gone, self.reader) for model, names in _tables().items()]
        return sorted((kind for kind in found if kind.count), key=lambda kind: kind.label)

    @cached_property
    def new_names(self) -> list[str]:
        """The names by which the one that stays will be found too."""
        return names_that_come(self.kept, self.gone)

    @cached_property
    def brought(self) -> list[Organisation]:
        """What was merged into the one that goes, and comes along."""
        return list(self.gone.merged.order_by("name"))

    @cached_property
    def speaking(self) -> list[tuple[str, bool]]:
        """Who speaks for the one that goes, now or later, with whether they speak for both."""
        rows = Representation.objects.visible_to(self.reader).exclude(ends_on__lt=timezone.localdate())
        both = set(rows.filter(organisation__in=self.kept.all_of_it).values_list("person_id", flat=True))
        named = rows.filter(organisation__in=self.gone.all_of_it).select_related("person")
        return [(str(row.person), row.person_id in both) for row in named.order_by("person__sort_name", "pk")]

    @cached_property
    def differences(self) -> list[Difference]:
        """How it takes part today, and the fields that differ: what stays is what the one that stays says."""
        return [*_participation(self.kept, self.gone), *_fields(self.kept, self.gone)]

    @property
    def mark(self) -> str:
        """What this page was made of: a merge is carried out only as it was shown."""
        made_of = (
            str(self.kept.pk),
            str(self.gone.pk),
            self.kept.version,
            self.gone.version,
            self.hindrances,
            self.kinds,
            self.new_names,
            [str(one.pk) for one in self.brought],
            self.speaking,
            self.differences,
        )
        return hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]


def names_that_come(kept: Organisation, gone: Organisation) -> list[str]:
    """The name and other names of `gone` that `kept` does not have yet."""
    known = {name.casefold() for name in (kept.name, *kept.alias_list)}
    found: dict[str, str] = {}
    for name in (gone.name, *gone.alias_list):
        if name.casefold() not in known:
            found.setdefault(name.casefold(), name)
    return list(found.values())


def _tables() -> dict[Any, list[str]]:
    """Every table that names an organisation, with its columns; tables of history are not asked."""
    found: dict[Any, list[str]] = {}
    for relation in Organisation._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
            continue
        if model not in APART and not hasattr(model, "pgh_tracked_model"):
            found.setdefault(model, []).append(relation.field.name)  # type: ignore[union-attr]
    return found


def _kind(model: Any, names: list[str], gone: Organisation, reader: Reader) -> Kind:
    manager = model._default_manager
    visible: QuerySet[Any] = manager.visible_to(reader) if hasattr(manager, "visible_to") else manager.all()
    ids: set[Any] = set()
    for name in names:
        ids.update(visible.filter(**{f"{name}__whole": gone.whole}).values_list("pk", flat=True))
    few = [str(row) for row in visible.filter(pk__in=sorted(ids, key=str)[:EXAMPLES])] if ids else []
    few = [words for words in few if not NO_WORDS.search(words)]
    return Kind(str(model._meta.verbose_name_plural), len(ids), sorted(few), _is_fixed(model))


def _is_fixed(model: Any) -> bool:
    kept = [each for each in getattr(model._meta, "triggers", ()) if each.name == "keep_row"]
    return any(each.condition is None for each in kept)


def _participation(kept: Organisation, gone: Organisation) -> Iterator[Difference]:
    today = timezone.localdate()
    rows = {one.pk: Participation.objects.on(today).filter(organisation=one).first() for one in (kept, gone)}
    own, other = rows[kept.pk], rows[gone.pk]
    if other is not None and (own is None or own.kind != other.kind):
        says = own.get_kind_display() if own else f"{other.get_kind_display()} (neemt het over)"
        yield Difference("Deelname", says, other.get_kind_display())


def _fields(kept: Organisation, gone: Organisation) -> Iterator[Difference]:
    for name in ("kind", "sector", "municipality", "website", "ended_note"):
        field = Organisation._meta.get_field(name)
        said = [_said(one, name) for one in (kept, gone)]
        if said[1] and said[0] != said[1]:
            yield Difference(str(field.verbose_name).capitalize(), said[0], said[1])  # type: ignore[union-attr]


def _said(one: Organisation, name: str) -> str:
    shown = getattr(one, f"get_{name}_display", None)
    return str(shown() if shown else getattr(one, name) or "")
