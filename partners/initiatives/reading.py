"""What was sent, as it is read: every edition by its parts, and what changed between two of them by field."""

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from partners.initiatives.models import Initiative, Money, Submission
from partners.initiatives.showing import where
from zorgzaam.ui import money

# In the order of the form: (key of the frozen copy, what it is called).
ASKED = (
    ("title", "Titel"),
    ("by_whom", "Namens"),
    ("idea", "Het idee"),
    ("why", "Waarom dit nodig is"),
    ("for_whom", "Voor wie"),
    ("where", "Waar"),
    ("themes", "Thema's"),
    ("tasks", "Opgaven"),
    ("levels", "Preventieniveau"),
    ("partners", "Samen met"),
    ("together", "Met wie nog meer"),
    ("alone", "Waarom geen partij dit alleen kan"),
    ("money", "Welk geld"),
    ("amount", "Bedrag"),
    ("money_words", "Over het geld"),
    ("takes_part", "Doet actief mee"),
)


@dataclass(frozen=True)
class Part:
    """One answer of the form, in words."""

    key: str
    label: str
    words: str


@dataclass(frozen=True)
class Changed:
    """One field that was sent differently: its words before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Edition:
    """One time it was sent. `files` are its files as frozen, with an address for who may download them; `changes` is
    what differs from the edition before."""

    number: int
    at: Any
    parts: list[Part]
    checks: list[dict[str, str]]
    files: list[dict[str, Any]]
    changes: list[Changed] = field(default_factory=list)

    @property
    def changed_title(self) -> str:
        return f"De {self.number}e keer: wat er veranderde"


def editions(initiative: Initiative) -> list[Edition]:
    """All editions, newest first; one query."""
    found: list[Edition] = []
    for submission in initiative.submissions.order_by("edition"):
        found.append(_edition(submission, found[-1] if found else None))
    return found[::-1]


def _edition(submission: Submission, before: Edition | None) -> Edition:
    told = json.loads(submission.canonical)
    parts = parts_of(told)
    files = [dict(each) for each in told.get("files", [])]
    checks = [dict(each) for each in told.get("self_checks", [])]
    made = Edition(submission.edition, submission.at, parts, checks, files)
    if before is not None:
        made.changes.extend(_differences(before, made))
    return made


def parts_of(told: dict[str, Any]) -> list[Part]:
    """What was filled in, in words; what was left empty is left out."""
    words = [(key, label, _words(told, key)) for key, label in ASKED]
    return [Part(key, label, said) for key, label, said in words if said]


def _words(told: dict[str, Any], key: str) -> str:
    value = told.get(key, "")
    match key:
        case "where":
            return where(told)
        case "money":
            return ", ".join(str(Money(each).label) for each in value if each in Money.values)
        case "amount":
            return money.euros(Decimal(value)) if value else ""
        case "takes_part":
            return "Ja" if value else ""
        case "themes" | "tasks" | "levels" | "partners":
            return ", ".join(each["name"] for each in value or [])
    return str(value)


def _differences(before: Edition, after: Edition) -> list[Changed]:
    one, two = _flat(before), _flat(after)
    labels = {**one, **two}
    pairs = [(label, one.get(label, ""), two.get(label, "")) for label in labels]
    return [Changed(label, old, new) for label, old, new in pairs if old != new]


def _flat(edition: Edition) -> dict[str, str]:
    found = {part.label: part.words for part in edition.parts}
    for each in edition.checks:
        found[f"Zelftoets: {each['criterion']}"] = " ".join(filter(None, [each["fits"], each["words"]]))
    return {**found, "Bijlagen": ", ".join(each["name"] for each in edition.files)}
