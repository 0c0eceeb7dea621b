"""What a fragment leaves out, and why: told to who composes, as far as that person may know of it, and to nobody else.

A letter is filled for the public. Filled for who composes it too, the difference is what is not for everybody. None of
this is ever part of a document: it is worked out for a page of the composer and kept nowhere.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from governance.briefings import fragments
from governance.briefings.fragments.sourcing import rows_in
from zorgzaam.publicity import Publicity, WithPublicity
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import moment

OTHERWISE = "niet voor iedereen te lezen"


@dataclass(frozen=True)
class Asked:
    """What a fragment was asked for: see `fragments.fill`."""

    key: str
    parameters: dict[str, Any]
    on: datetime.date
    span: fragments.Span = fragments.ALL_DAYS

    def filled(self, reader: Reader = fragments.PUBLIC_READER) -> dict[str, Any]:
        """What it gives to this reader. Raises NothingToShow."""
        return fragments.fill(self.key, self.parameters, self.on, reader, self.span)


def left_out(asked: Asked, reader: Reader, *, public: Any) -> list[str]:
    """Sentences about what `reader` may read and the public may not: "2 besluiten staan hier niet: 1 is besloten
    (ground), 1 heeft een embargo tot ...". `public` is what the fragment gave for everybody, or None."""
    try:
        own = asked.filled(reader)
    except fragments.NothingToShow:
        return []
    told = {row["id"] for row in rows_in(public)}
    return list(_sentences(row["id"] for row in rows_in(own) if row["id"] not in told))


def _sentences(ids: Iterable[str]) -> Iterable[str]:
    """One sentence per kind of record; a query per kind."""
    by_kind: dict[str, set[str]] = {}
    for known in ids:
        kind, _, pk = known.partition(":")
        by_kind.setdefault(kind, set()).add(pk)
    for kind, pks in by_kind.items():
        model = apps.get_model(kind)
        reasons = Counter(why_closed(row) for row in model._default_manager.filter(pk__in=pks))
        yield _sentence(model, reasons)


def _sentence(model: type[models.Model], reasons: Counter[str]) -> str:
    count = sum(reasons.values())
    noun = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
    why = ", ".join(f"{how_many} {reason}" for reason, how_many in sorted(reasons.items()))
    return f"{count} {noun} {'staat' if count == 1 else 'staan'} hier niet: {why}."


def why_closed(record: models.Model) -> str:
    """Why not everybody may read it now, to be said after a number: "is besloten (ground)"."""
    if isinstance(record, WithPublicity):
        if record.publicity != Publicity.PUBLIC:
            ground = f" ({record.publicity_ground})" if record.publicity_ground else ""
            return f"is {record.get_publicity_display().lower()}{ground}"
        if record.under_embargo and record.embargo_until:
            return f"heeft een embargo tot {moment(record.embargo_until)}"
    return f"is {OTHERWISE}"
