"""What is missing in a register: holes in its numbers, no term, no text, no source, and what is open long after its
term."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When
from django.utils import timezone

from governance.bodies.models import Body
from governance.council.shelves import BY_WORD
from governance.council.upkeep.models import KeptRegister

MODELS: dict[str, Any] = {word.value: BY_WORD[word.value].model for word in KeptRegister}
# Open so long after its term that somebody forgot to write down how it ended.
LONG = datetime.timedelta(days=90)
# Of one series: a list that starts anew at 9000 has no hole of thousands.
MOST_HOLES = 50
_NUMBER = re.compile(r"(.*?)(\d{1,9})(\D*)")


@dataclass(frozen=True)
class Gaps:
    """What is missing in the register of one council: numbers, and rows per reason."""

    holes: list[str] = field(default_factory=list)
    rows: dict[str, list[Any]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.holes or any(self.rows.values()))


def reasons_of(register: str) -> dict[str, Q]:
    """Per reason in words which rows lack something."""
    running = Q(state__in=getattr(MODELS[register], "running_states", ()))
    lacking = {"zonder bron": Q(source__isnull=True, source_note="")}
    if register in (KeptRegister.COMMITMENTS, KeptRegister.MOTIONS):
        no_day = running & Q(due_on__isnull=True)
        terms = {
            "zonder termijn": no_day & Q(term_text=""),
            "met een termijn zonder dag": no_day & ~Q(term_text=""),
        }
        lacking = {**terms, **lacking}
    if register == KeptRegister.MOTIONS:
        lacking["zonder tekst"] = Q(requests="")
    if register == KeptRegister.NOTICES:
        # What was published on this site is read here, and is its own source.
        noted = Q(from_briefing=None)
        lacking = {reason: noted & which for reason, which in lacking.items()}
        lacking["zonder link en zonder tekst"] = noted & Q(url="", gist="")
    else:
        lacking["lang voorbij de termijn"] = running & Q(due_on__lt=timezone.localdate() - LONG)
    return lacking


def gaps_in(register: str, rows: Any, councils: Iterable[Body]) -> dict[Any, Gaps]:
    """Per council (id) what is missing among `rows`, a queryset of the register; those of a committee are of its
    council. The numbers of all rows count, whoever may read them. Two queries."""
    asked = reasons_of(register)
    whose = _council_of(councils)
    lacking: dict[Any, dict[str, list[Any]]] = defaultdict(lambda: {reason: [] for reason in asked})
    found = rows.annotate(**{f"lacks_{at}": _flag(which) for at, which in enumerate(asked.values())})
    for row in found.filter(_any(asked.values())).select_related("council"):
        for at, reason in enumerate(asked):
            if getattr(row, f"lacks_{at}"):
                lacking[whose(row.council)][reason].append(row)
    numbers: dict[Any, list[str]] = defaultdict(list)
    for council, above, number in MODELS[register].objects.exclude(number="").order_by().values_list(
        "council_id", "council__part_of_id", "number"
    ):  # fmt: skip
        numbers[above or council].append(number)
    return {
        council.pk: Gaps(holes_in(numbers[council.pk]), dict(lacking[council.pk]))
        for council in councils
    }  # fmt: skip


def holes_in(numbers: Iterable[str]) -> list[str]:
    """Numbers that are skipped between the first and last of each series: T-1, T-3 lacks T-2; of 2024-7 and 2025-1 each
    is a series of its own."""
    series: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for number in numbers:
        if found := _NUMBER.fullmatch(number):
            series[found[1], found[3]][int(found[2])] = len(found[2]) if found[2].startswith("0") else 0
    holes = []
    for (before, behind), there in sorted(series.items()):
        first, last = min(there), max(there)
        if last - first + 1 - len(there) > MOST_HOLES:
            continue
        wide = max(there.values())
        holes += [f"{before}{at:0{wide}d}{behind}" for at in range(first, last) if at not in there]
    return holes


def _council_of(councils: Iterable[Body]) -> Any:
    known = {council.pk for council in councils}
    return lambda body: body.part_of_id if body.part_of_id in known else body.pk


def _flag(which: Q) -> Any:
    return Case(When(which, then=Value(True)), default=Value(False), output_field=BooleanField())


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found
