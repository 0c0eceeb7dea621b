"""What a file of readers would do, row by row: who comes on the list to be asked, and who stays out and why."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from newsletters.subscriptions.lists.models import ReaderList
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import Frequency, SubscriberState
from newsletters.subscriptions.subscribing import SCOPE
from partners.regions.models import Municipality
from partners.regions.places import of_our_regions
from themes.generations.models import ThemeGeneration
from themes.themes.models import Theme
from zorgzaam.importing.lines import Line, State, mark_of
from zorgzaam.importing.rows import Row
from zorgzaam.post.bulk.filling import fits_in_a_head
from zorgzaam.post.bulk.suppression import suppressed_among

HEADS = {
    "address": "e-mailadres",
    "frequency": "hoe vaak",
    "themes": "thema's",
    "municipalities": "gemeenten",
}
ALSO = {
    **dict.fromkeys(
        [
            "email", "e-mail", "mail", "adres", "emailadres", "e-mailadressen", "emailadressen", "e-mail adres",
            "email adres", "mailadres", "email address", "e-mail address", "emailaddress",
        ],
        "address",
    ),
    "themas": "themes", "thema": "themes", "gemeente": "municipalities", "frequentie": "frequency",
}  # fmt: skip
KNOWN = {head: field for field, head in HEADS.items()} | ALSO
# Beside a column that says it better this is where somebody lives.
SURELY = {head: field for head, field in KNOWN.items() if head != "adres"}
SAMPLE = [("jan@voorbeeld.example", "elke", "", "")]
LONGEST = 254
# Why an address we know stays out.
KNOWN_BY = {
    SubscriberState.ACTIVE: "Krijgt de nieuwsbrief al.",
    SubscriberState.ASKED: "Is al gevraagd.",
    SubscriberState.LISTED: "Staat al op een lijst.",
    SubscriberState.PARKED: "Mail komt daar niet aan.",
    SubscriberState.ENDED: "Heeft zich afgemeld.",
}
UNUSUAL = "Dit adres heeft tekens waar onze post niet mee overweg kan."
SUPPRESSED = "Wil geen mail van ons, of mail komt er niet aan."
OFTEN = {
    "": Frequency.EVERY, "elke": Frequency.EVERY, "alle": Frequency.EVERY, "kwartaal": Frequency.QUARTER,
    Frequency.EVERY.label.lower(): Frequency.EVERY, Frequency.QUARTER.label.lower(): Frequency.QUARTER,
}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """Worked out in a constant number of queries, however many rows there are."""

    read: ReaderList

    @cached_property
    def lines(self) -> list[Line]:
        rows = [Row(one["where"], one["values"]) for one in self.read.rows]
        addresses = [_address(row) for row in rows]
        known = dict(Subscriber.objects.kept().filter(address__in=addresses).values_list("address", "state"))
        comparing = _Comparing(
            known, suppressed_among(addresses, SCOPE), {}, _by_name(_themes()), _by_name(_places())
        )
        return [comparing.line(row) for row in rows]

    def of(self, *states: State) -> list[Line]:
        """The rows with which this happens."""
        return [line for line in self.lines if line.state in states]

    @cached_property
    def mark(self) -> str:
        return mark_of(self.lines)


@dataclass
class _Comparing:
    known: dict[str, str]
    suppressed: set[str]
    seen: dict[str, str]
    themes: dict[str, Any]
    places: dict[str, Any]

    def line(self, row: Row) -> Line:
        line = Line(row, title=_address(row))
        try:
            validate_email(line.title[: LONGEST + 1])
        except ValidationError:
            line.says(HEADS["address"], "Dit is geen e-mailadres.")
            return line
        if not fits_in_a_head(line.title[:LONGEST]):
            line.says(HEADS["address"], UNUSUAL)
            return line
        if why := self._why_not(line):
            line.save["why"] = why
            return line
        self.seen[line.title] = row.where
        self._choices(line)
        line.is_new = not line.problems
        return line

    def _why_not(self, line: Line) -> str:
        if len(line.title) > LONGEST:
            return "Dit adres is te lang."
        if where := self.seen.get(line.title):
            return f"Staat ook op {where}."
        if state := self.known.get(line.title):
            return KNOWN_BY[SubscriberState(state)]
        return SUPPRESSED if line.title in self.suppressed else ""

    def _choices(self, line: Line) -> None:
        said = line.row.values.get("frequency", "").strip().lower()
        if said not in OFTEN:
            line.says(HEADS["frequency"], f"“{said}” kennen we niet. Schrijf elke of kwartaal.")
        line.save = {
            "frequency": OFTEN.get(said, Frequency.EVERY),
            "themes": self._named(line, "themes", self.themes),
            "municipalities": self._named(line, "municipalities", self.places),
        }

    def _named(self, line: Line, field: str, known: dict[str, Any]) -> list[Any]:
        names = [name.strip() for name in line.row.values.get(field, "").split(";") if name.strip()]
        for name in names:
            if name.lower() not in known and name.lower() != "alles":
                line.says(HEADS[field], f"“{name}” kennen we niet.")
        return [known[name.lower()] for name in names if name.lower() in known]


def _address(row: Row) -> str:
    return str(row.values.get("address", "")).strip().lower()


def _themes() -> Any:
    return Theme.objects.filter(generation=ThemeGeneration.objects.leading())


def _places() -> Any:
    return Municipality.objects.filter(pk__in=[place.pk for place in of_our_regions()])


def _by_name(rows: Any) -> dict[str, Any]:
    return {row.name.lower(): row for row in rows}
