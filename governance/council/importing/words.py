"""Days and terms as people write them in a list: "5 juni 2024", "uiterlijk juni 2024", "na de zomer"."""

import datetime
import re
from dataclasses import dataclass

from governance.council.terms import day_that_counts
from zorgzaam.importing.rows import as_day
from zorgzaam.periods import Precision

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_BY_NAME = {name: number for number, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {
    "mrt": 3
}
_FIRST_MONTH = {"lente": 3, "voorjaar": 3, "zomer": 6, "herfst": 9, "najaar": 9, "winter": 12}
_DAY = re.compile(r"(\d{1,2})[ -]([a-z]+)\.?[ -](\d{4})")
_MONTH = re.compile(r"([a-z]+)\.? (\d{4})")
_HOUR = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?")
_YEAR = re.compile(r"\d{4}")
# The word before a day, and whether that day itself still is in time.
_BEFORE = {"uiterlijk": True, "uiterlijk op": True, "uiterlijk in": True, "op": True, "in": True, "voor": False,
           "vóór": False}  # fmt: skip

DAY_NEEDED = "Hier is een dag nodig, zoals 21-12-2023."


@dataclass(frozen=True)
class SpokenDay:
    """A day, and how precisely it was said."""

    day: datetime.date
    precision: str

    @property
    def is_exact(self) -> bool:
        """Whether it is one day, and not a month, a season or a year."""
        return self.precision == Precision.DAY


@dataclass(frozen=True)
class SpokenTerm:
    """A term: the day that counts, or only `words` that name none."""

    words: str = ""
    day: datetime.date | None = None
    precision: str = Precision.DAY
    inclusive: bool = True


def spoken_day(text: str) -> SpokenDay | None:
    """What this says; None for an empty cell. ValueError for what names no day, month, season or year."""
    said = " ".join(text.lower().split())
    if not said:
        return None
    if found := _DAY.fullmatch(said):
        return SpokenDay(datetime.date(int(found[3]), _month(found[2]), int(found[1])), Precision.DAY)
    if found := _MONTH.fullmatch(said):
        if first := _FIRST_MONTH.get(found[1]):
            return SpokenDay(datetime.date(int(found[2]), first, 1), Precision.SEASON)
        return SpokenDay(datetime.date(int(found[2]), _month(found[1]), 1), Precision.MONTH)
    if _YEAR.fullmatch(said):
        return SpokenDay(datetime.date(int(said), 1, 1), Precision.YEAR)
    day = as_day(said)
    return SpokenDay(day, Precision.DAY) if day else None


def spoken_term(text: str) -> SpokenTerm:
    """The term in a cell. ValueError for figures that make no day: a slip, and no vague term."""
    said = " ".join(text.split())
    words = [word for word in _BEFORE if said.lower().startswith(f"{word} ")]
    word = max(words, key=len, default="")
    rest, inclusive = said[len(word) :].strip(), _BEFORE.get(word, True)
    try:
        found = spoken_day(rest)
    except ValueError:
        if not any(letter.isalpha() for letter in rest):
            raise
        return SpokenTerm(words=said)
    if found is None:
        return SpokenTerm()
    return SpokenTerm("", day_that_counts(found.day, found.precision, inclusive), found.precision, inclusive)


def spoken_hour(text: str) -> datetime.time | None:
    """The hour a cell says: "15:30", "15.30 uur"; None for an empty one. ValueError for what names none."""
    said = text.lower().removesuffix("uur").strip()
    if not said:
        return None
    found = _HOUR.fullmatch(said)
    if found is None:
        raise ValueError(text)
    return datetime.time(int(found[1]), int(found[2]))


def _month(name: str) -> int:
    if name not in _BY_NAME:
        raise ValueError(name)
    return _BY_NAME[name]
