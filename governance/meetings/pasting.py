"""'Plak je agenda': lines from Word or a mail become items. Guesses, always shown for checking first."""

import itertools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from governance.meetings.models import ItemKind, Treatment
from governance.meetings.pasted import USUAL_MINUTES, Pasted
from governance.meetings.pasted_clock import by_clock, read_clock
from governance.meetings.pasted_sides import side_of

MOST_LINES = 200
TITLE_LENGTH = 250
LINE_LENGTH = 1_000


class TooManyLines(ValueError):
    """More lines than an agenda has."""


# Every pattern takes time in proportion to the line: whatever may repeat before the first letter is counted out.
# "1.", "2a)", "3.1.", "IV.", "b)", "Agendapunt 4:"; a number without a full stop belongs to the words ("3 gemeenten").
_NUMBER = re.compile(
    r"^(?:(?:agenda)?punt\s+\d{1,2}[a-z]?[.):]?\s+"
    r"|\d{1,2}(?:[.,]\d{1,2})*\s?[a-z]?[.)](?=\D|$)|\d{1,2}[a-z]\s|(?:[a-z]|[ivx]{1,4})[.)]\s)\s*",
    re.IGNORECASE,
)
_NUMBER_IN_WORDS = re.compile(r"(?:agenda)?punt\s+\d{1,2}[a-z]?\b", re.IGNORECASE)
_PART_NUMBER = re.compile(
    r"^(?:(?:agenda)?punt\s+)?0?(?:(\d{1,2})\s?(?:[a-z]|[.,](\d)(?!\d))[.):]?|[a-z][.)])\s", re.IGNORECASE
)
_LATER_PART = re.compile(r"^0?(\d{1,2})[.,](\d{2})[.):]?\s")
_WHOLE_NUMBER = re.compile(r"^(?:(?:agenda)?punt\s+)?0?(\d{1,2})[.):](?=\D|$)", re.IGNORECASE)
_BULLET = re.compile(r"^[\s•·▪◦‣●○■□➢➤*\-–—]+(?=\S)|^o\s+(?=\S)")
_MINUTES = re.compile(
    r"[(\[,–-]{0,3}\s?\b(\d{1,3})\s?(?:min(?:uten|uut|\.)?|['′’])(?=[\s)\].,;]|$)[)\]]?", re.IGNORECASE
)
_HOURS = re.compile(
    r"[(\[,–-]{0,3}\s?\b(?<!\d[.:,])(\d{1,2})(?:[,.](5|25|75))?\s?uur(?=[\s)\].,;]|$)[)\]]?", re.IGNORECASE
)
_PARTS = {"half uur": 30, "halfuur": 30, "kwartier": 15}
_PART = re.compile(
    r"[(\[,–-]{0,3}\s?\b(?:een\s)?(half uur|halfuur|kwartier)(?=[\s)\].,;]|$)[)\]]?", re.IGNORECASE
)

_KINDS = {
    "besluit": ItemKind.DECISION, "besluitvorming": ItemKind.DECISION, "besluitvormend": ItemKind.DECISION,
    "vaststelling": ItemKind.DECISION, "beslissen": ItemKind.DECISION,
    "informatie": ItemKind.INFORMATION, "kennisname": ItemKind.INFORMATION, "informatief": ItemKind.INFORMATION,
    "informeren": ItemKind.INFORMATION, "mededeling": ItemKind.INFORMATION,
    "beeldvorming": ItemKind.EXPLORATION, "beeldvormend": ItemKind.EXPLORATION,
    "oordeelsvorming": ItemKind.OPINION, "oordeelsvormend": ItemKind.OPINION,
    "oordeelvorming": ItemKind.OPINION, "oordeelvormend": ItemKind.OPINION, "bespreking": ItemKind.OPINION,
    "bespreken": ItemKind.OPINION, "meningsvorming": ItemKind.OPINION,
}  # fmt: skip
_WORD = "|".join(sorted([*_KINDS, "hamerstuk", "bespreekstuk"], key=len, reverse=True))
# A kind counts when it stands apart: in brackets, after a dash, colon or tab, or after "ter".
_KIND = re.compile(
    rf"(?:^|\s?[(\[]\s?(?:ter\s)?|\s[-–—:|]\s?(?:ter\s)?|\ster\s|:\s)({_WORD})\s?[)\].]{{0,3}}\s?$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^(agenda|datum|tijd|plaats|locatie|aanwezig|afwezig|afmeldingen?|voorzitter|secretaris|notulist|van|aan|"
    r"onderwerp|tijdstip|deelnemers|beste|geachte)\b.*(:.*|^\S+)$|^agenda\b",
    re.IGNORECASE,
)
# The end of a mail: what follows is who wrote it.
_CLOSING = re.compile(
    r"^(?:met\s)?(?:vriendelijke|hartelijke)\sgroet|^groet(?:en|jes)?\b|^mvg\b|^hoogachtend\b", re.IGNORECASE
)
_BELOW_ANOTHER = re.compile(r"^\s[•·▪◦‣●○■□➢➤*o–—-]\s?(?=\S)")


# What may stand behind a title, in any order: each part whole, between commas, dashes, bars or brackets.
_PART_MINUTES = re.compile(r"(?:ca\.?\s|circa\s)?(\d{1,3})\s?(?:min(?:uten|uut|\.)?|['′’])", re.IGNORECASE)
_PART_HOURS = re.compile(r"(\d{1,2})(?:[,.](5|25|75))?\s?uur", re.IGNORECASE)
_PART_OF_HOUR = re.compile(r"(?:een\s)?(half uur|halfuur|kwartier)", re.IGNORECASE)
_PART_KIND = re.compile(rf"(?:(?:ter|voor|als|een)\s)?({_WORD})", re.IGNORECASE)
_PART_OWNER = re.compile(
    r"(?:eigenaar|inbrenger|ingebracht door|inbreng(?: door| van)?|ingebracht|trekker|indiener|namens|door)"
    r"\s?:?\s(.{2,120})",
    re.IGNORECASE,
)
# A comma between two digits is a decimal ("1,5 uur").
_BETWEEN = re.compile(r"(?<!\d),\s?|,(?!\d)\s?|\s?[;|\t]\s?|\s[-–—:]\s|\s?[–—]\s?|\s(?=[(\[])")
_MOST_PARTS = 8

Names = Mapping[str, str]  # what people write, in small letters -> the name as the house knows it
NOBODY: Names = MappingProxyType({})


def parse(text: str, names: Names = NOBODY) -> list[Pasted]:
    """Items recognised in pasted text, in order; empty lines are skipped. TooManyLines above 200 lines.

    `names` are those of whoever may bring something in; another name stays in the title.
    """
    lines = [line for line in map(_tidy, text.replace("\r", "\n").split("\n")) if line.strip()]
    if len(lines) > MOST_LINES:
        raise TooManyLines
    return _within(by_clock(_read_lines(lines, names)))


def _read_lines(lines: list[str], names: Names) -> list[Pasted]:
    """An item per line. Doubtful is what follows the end of a mail, and a point of a list below a numbered line."""
    closed = numbered = False
    number, items = LastNumber(), []
    for line in lines:
        number, behind = _numbered(line.strip(), number)
        inside = behind is not None
        closed = closed or bool(_CLOSING.match(line.strip()))
        below = numbered and bool(_BELOW_ANOTHER.match(line))
        numbered = numbered or bool(_NUMBER.match(line.strip()))
        item = parse_line(line if behind is None else behind, names)
        items.append(replace(item, doubtful=item.doubtful or closed or below, inside=inside or below))
    return items


@dataclass(frozen=True)
class LastNumber:
    """The number of the last whole item, and of its last part that had a figure: "3" and 9 after "3.9"."""

    whole: str = ""
    part: int = 0


def _numbered(line: str, last: LastNumber) -> tuple[LastNumber, str | None]:
    """The number of the whole item this line is, or belongs to, after one with number `last`; and for a part what
    stands behind its number: "3a" and "3.1" below 3, "a." below any number. "3.10" is a part after "3.9" only, for
    elsewhere it is a time."""
    if (part := _PART_NUMBER.match(line)) and last.whole and (part[1] or last.whole) == last.whole:
        return replace(last, part=int(part[2] or last.part)), line[part.end() :]
    if (part := _LATER_PART.match(line)) and (part[1], int(part[2])) == (last.whole, last.part + 1):
        return replace(last, part=last.part + 1), line[part.end() :]
    whole = _WHOLE_NUMBER.match(line)
    return (LastNumber(whole[1]), None) if whole else (last, None)


def _within(items: list[Pasted]) -> list[Pasted]:
    """With minutes where none were written, so that parts fit: an item lasts as long as they do, or they share it."""
    found: list[Pasted] = []
    for at, item in enumerate(items):
        if not item.inside or not found:
            parts = list(itertools.takewhile(lambda later: later.inside, items[at + 1 :]))
            found += _shared(replace(item, inside=False), parts)
    return found


def _shared(whole: Pasted, parts: list[Pasted]) -> list[Pasted]:
    unknown = sum(part.minutes is None for part in parts)
    if whole.minutes is None and parts:
        asked = sum(part.length for part in parts)
        return [replace(whole, minutes=min(600, max(whole.length, asked))), *parts]
    if whole.minutes is None or not unknown:
        return [whole, *parts]
    left = max(0, whole.minutes - sum(part.minutes or 0 for part in parts))
    share = min(USUAL_MINUTES, left // unknown)
    return [whole, *(replace(part, minutes=share) if part.minutes is None else part for part in parts)]


def _tidy(line: str) -> str:
    """Without control and zero-width characters, squeezed and no longer than a line is; a tab stays."""
    short = _squeeze(line)[:LINE_LENGTH]
    kept = "".join(
        c
        for c in unicodedata.normalize("NFC", short)
        if c == "\t" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Cn")
    )
    return _squeeze(kept)[:LINE_LENGTH]


def _squeeze(line: str) -> str:
    """White space as one space or one tab, a run of one sign ("-----", ".....") as three of them at most."""
    spaced = re.sub(r"\s+", lambda run: "\t" if "\t" in run[0] else " ", line)
    return re.sub(r"([^\w\s])\1{3,}", r"\1\1\1", spaced)


def parse_line(line: str, names: Names = NOBODY) -> Pasted:
    """One line or table row. The title may come out empty: a row of numbers is no item."""
    cells = [cell.strip() for cell in re.split(r"[\t|]", line) if cell.strip()]
    rest: list[str] = []
    item = Pasted("")
    for index, cell in enumerate(cells):
        item, left = _read(item, cell, names, first=index == 0 or not rest, whole=index > 0)
        if left and not (
            len(cells) > 1 and re.fullmatch(r"\d{1,2}(?:[.,]\d{1,2})*[a-z]?[.)]?", left, re.IGNORECASE)
        ):
            rest.append(left)
    publicity, title = side_of(" – ".join(rest))
    if not title and item.owner:
        title, item = item.owner, replace(item, owner="")  # a name alone is what the item is called
    if not title and (called := _NUMBER_IN_WORDS.match(cells[0] if cells else "")):
        title = called[0]  # "Punt 4, 5 minuten" has no other name yet, and no line is lost
    doubtful = bool(_HEADING.match(title)) or not re.search(r"[^\W\d_]", title)
    return replace(item, title=_cut(title), doubtful=doubtful, publicity=publicity)


def _read(item: Pasted, text: str, names: Names, *, first: bool, whole: bool) -> tuple[Pasted, str]:
    """What one cell says, and the words that are left of it."""
    if whole and (understood := _understood(item, text.strip(" ()[]"), names)):
        return understood, ""
    if first:
        text = _without_number(text)
    item, text = read_clock(item, text)
    if first:
        text = _without_number(text)
    item, text = _read_parts(item, text, names)
    # What is left stands in the middle of the words, or without a sign before it.
    item, text = _read_kind(item, text)
    item, text = _read_minutes(item, text)
    item, text = _read_kind(item, text)
    return item, text.strip(" \t;,–—-|:")


def _read_parts(item: Pasted, text: str, names: Names) -> tuple[Pasted, str]:
    """Take understood parts off the end, the last one first, until one is not understood."""
    item, text, unknown = _behind_a_name(item, text, names)
    for _ in range(_MOST_PARTS):
        signs = list(_BETWEEN.finditer(text))
        last = text[signs[-1].end() :] if signs else ""
        if last.endswith((")", "]")) and (opened := max(text.rfind("("), text.rfind("["))) > 0:
            inside = _all_understood(item, text[opened + 1 : -1], names)
            if inside is None:
                break
            item, text = inside, text[:opened].rstrip(" ,;–—-")
        elif signs and signs[-1].start() > 0 and (more := _understood(item, last.strip(" .)]"), names)):
            item, text = more, text[: signs[-1].start()].rstrip(" ,;")
        else:
            break
    return item, f"{text}{unknown}"


def _behind_a_name(item: Pasted, text: str, names: Names) -> tuple[Pasted, str, str]:
    """Set aside a last part nobody knows, mostly a name, when the part before it is understood."""
    signs = list(_BETWEEN.finditer(text))
    if len(signs) < 2 or text.endswith((")", "]")):
        return item, text, ""
    last, middle = text[signs[-1].end() :], text[signs[-2].end() : signs[-1].start()]
    if _understood(item, last.strip(" .)]"), names) or not _understood(item, middle.strip(" .)]"), names):
        return item, text, ""
    return item, text[: signs[-1].start()], f" – {last}"


def _all_understood(item: Pasted, text: str, names: Names) -> Pasted | None:
    """The item with every part between these brackets; None when one of them is not understood."""
    for part in _BETWEEN.split(text)[: _MOST_PARTS + 1]:
        more = _understood(item, part.strip(), names)
        if more is None:
            return None
        item = more
    return item


def _understood(item: Pasted, part: str, names: Names) -> Pasted | None:
    """The item with what one whole part says: a length, a kind, a treatment or who brings it in."""
    for pattern, whole in ((_MINUTES, _PART_MINUTES), (_HOURS, _PART_HOURS), (_PART, _PART_OF_HOUR)):
        if (found := whole.fullmatch(part)) and (length := _length(found, pattern)) <= 600:
            return replace(item, minutes=length if item.minutes is None else item.minutes)
    if found := _PART_KIND.fullmatch(part):
        return _of_kind(item, found[1].lower())
    called = _PART_OWNER.fullmatch(part)
    name = names.get((called[1] if called else part).strip(" .").lower())
    return replace(item, owner=name) if name and not item.owner else None


def _without_number(text: str) -> str:
    return _NUMBER.sub("", _BULLET.sub("", text.strip()), count=1).strip()


def _read_minutes(item: Pasted, text: str) -> tuple[Pasted, str]:
    for pattern in (_MINUTES, _HOURS, _PART):
        found = pattern.search(text)
        if found and (length := _length(found, pattern)) <= 600:
            shorter = (text[: found.start()] + " " + text[found.end() :]).strip()
            return replace(item, minutes=length if item.minutes is None else item.minutes), shorter
    return item, text


def _length(found: re.Match[str], pattern: re.Pattern[str]) -> int:
    if pattern is _PART:
        return _PARTS[found[1].lower()]
    if pattern is _HOURS:
        return int(found[1]) * 60 + {"5": 30, "25": 15, "75": 45}.get(found[2] or "", 0)
    return int(found[1])


def _read_kind(item: Pasted, text: str) -> tuple[Pasted, str]:
    found = _KIND.search(text)
    if not found:
        return item, text
    return _of_kind(item, found[1].lower()), text[: found.start()].strip()


def _of_kind(item: Pasted, word: str) -> Pasted:
    """With what one word says of kind or treatment. A formality is a decision, unless the line says otherwise."""
    if word == "bespreekstuk":
        return item
    if word != "hamerstuk":
        return replace(item, kind=_KINDS[word])
    plain = item.kind == ItemKind.INFORMATION
    return replace(item, treatment=Treatment.FORMALITY, kind=ItemKind.DECISION if plain else item.kind)


def _cut(title: str) -> str:
    title = re.sub(r"\s+", " ", title).strip()
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"
