"""How complete a register is, per council, for who reads it: only counted, so that a long register costs no more."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, IntegerField, OuterRef, Q, Subquery

from governance.bodies.models import Body
from governance.council.upkeep.gaps import MODELS, holes_in, reasons_of
from governance.council.upkeep.models import RegisterUpToDate


@dataclass(frozen=True)
class Completeness:
    """Of one council: up to which day, and what is missing in words ("" when nothing is)."""

    council: str
    up_to: datetime.date | None
    lacking: str


def completeness_of(register: str, rows: Any) -> list[Completeness]:
    """A line for every council with something in this register, or of which somebody said it is complete; those of a
    committee are of its council. `rows` are what is counted; of the numbers all count. One query."""
    asked = reasons_of(register)
    said = RegisterUpToDate.objects.filter(register=register, council=OuterRef("pk")).values("up_to")
    counts = {f"lacks_{at}": _counted(rows.filter(which)) for at, which in enumerate(asked.values())}
    councils = Body.objects.councils().filter(part_of__isnull=True).order_by("name")
    councils = councils.annotate(
        up_to=Subquery(said[:1]),
        rows_in_it=_counted(MODELS[register].objects.all()),
        numbers=ArraySubquery(_of_council(MODELS[register].objects.exclude(number="")).values("number")),
        **counts,
    ).filter(Q(rows_in_it__gt=0) | Q(up_to__isnull=False))
    return [
        Completeness(row["name"], row["up_to"], _in_words(asked, row))
        for row in councils.values("name", "up_to", "numbers", *counts)
    ]


def _of_council(rows: Any) -> Any:
    return rows.order_by().filter(Q(council=OuterRef("pk")) | Q(council__part_of=OuterRef("pk")))


def _counted(rows: Any) -> Any:
    """How many of these rows are of the council outside."""
    all_of_them = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(_of_council(rows).annotate(amount=all_of_them).values("amount"))


def _in_words(asked: dict[str, Q], row: dict[str, Any]) -> str:
    """ "3 nummers ontbreken, 2 zonder termijn"; "" when nothing is missing."""
    holes = len(holes_in(row["numbers"]))
    parts = [f"{holes} {'nummer ontbreekt' if holes == 1 else 'nummers ontbreken'}"] if holes else []
    counted = ((row[f"lacks_{at}"], reason) for at, reason in enumerate(asked))
    return ", ".join([*parts, *(f"{count} {reason}" for count, reason in counted if count)])
