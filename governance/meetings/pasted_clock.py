"""Clock times in a pasted agenda: how long an item lasts follows from them; what is odd is said, never guessed away.

"15:30 Opening" lasts until the next line begins, "15.30-15.45 Verslag" until its own end. The title is what is left.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from governance.meetings.pasted import Pasted
from zorgzaam.ui.dates import duration

LONGEST, DAY = 600, 24 * 60

_CLOCK = r"(\d{1,2})[:.uh](\d{2})(?:\s?(?:uur|u|h)\b)?"
_SPAN = re.compile(
    rf"[(\[]?(?:van\s)?\b{_CLOCK}\s?(?:-|–|—|/|tot|t/m)\s?{_CLOCK}(?![\d])[)\]]?:?", re.IGNORECASE
)
# What a figure with a dot may count at the begin of a line: "12.50 euro" is no time.
_COUNTED = re.compile(
    r"\s?(?:euro|eur\b|miljoen|mln|miljard|mld|procent|%|fte|km\b|m2|m²|uur per|weken|dagen|jaar)",
    re.IGNORECASE,
)
# At the end of a line only in brackets, or where the sign leaves no doubt: "versie 2.10" is no time.
_AT_END = re.compile(
    rf"\s(?:[(\[](?:om\s)?{_CLOCK}[)\]]|(?:om\s)?(\d{{1,2}}):(\d{{2}})(?:\s?uur)?|om\s(\d{{1,2}})\.(\d{{2}})\suur)\s?$",
    re.IGNORECASE,
)
_AT_START = re.compile(rf"^[(\[]?{_CLOCK}(?![\d])[)\]]?(?=[\s:,;–—-]|$)", re.IGNORECASE)
_NO_TIME = re.compile(r"^[(\[]?(\d{1,2}:\d{2})(?!\d)")


def read_clock(item: Pasted, text: str) -> tuple[Pasted, str]:
    """The item with the time in this text, and the text without it; the text as it was when there is none."""
    for span in _SPAN.finditer(text):
        if _is_counted(span, text):
            return item, text
        if _is_sure(span, text) and (found := _of_span(item, span)):
            return found, text[: span.start()] + text[span.end() :]
    for pattern in (_AT_END, _AT_START):
        one = pattern.search(text)
        if one and not _is_counted(one, text) and (begin := _clock(*_pair(one))) is not None:
            return replace(item, starts=begin), (text[: one.start()] + text[one.end() :]).lstrip(" :,;")
    if odd := _NO_TIME.match(text):
        return replace(item, note=f"{odd[1]} bestaat niet op de klok. Het staat nog in de titel."), text
    return item, text


def _is_sure(span: re.Match[str], text: str) -> bool:
    """At the begin of a line and in brackets two figures are times; elsewhere only as nothing but times are written:
    "van 12.50 tot 15.00 euro" and "20.10-21.10" are none."""
    said = span[0]
    return not text[: span.start()].strip() or said[0] in "([" or said.count(":") > 1 or " uur" in said


def _is_counted(found: re.Match[str], text: str) -> bool:
    return ":" not in found[0].rstrip(":") and bool(_COUNTED.match(text, found.end()))


def _of_span(item: Pasted, span: re.Match[str]) -> Pasted | None:
    """The item from one time to another; None when one of them is no time. A span through midnight is one."""
    begin, end = _clock(span[1], span[2]), _clock(span[3], span[4])
    if begin is None or end is None:
        return None
    length = (end - begin) % DAY
    if 0 < length <= LONGEST:
        return replace(item, starts=begin, minutes=length)
    if length == 0:
        return replace(item, starts=begin, note="Begin en einde zijn dezelfde tijd. Kijk of de duur klopt.")
    note = f"Van {_words(begin)} tot {_words(end)} is meer dan {duration(LONGEST)}. Kijk of de duur klopt."
    return replace(item, starts=begin, note=note)


def _pair(found: re.Match[str]) -> tuple[str, str]:
    hours, minutes, *_ = (group for group in found.groups() if group is not None)
    return hours, minutes


def _clock(hours: str, minutes: str) -> int | None:
    h, m = int(hours), int(minutes)
    return h * 60 + m if h < 24 and m < 60 else None


def _words(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def by_clock(items: Sequence[Pasted]) -> list[Pasted]:
    """The lines with a title, with the minutes that follow from where the next one begins, and a note where times
    contradict each other. A time on a line of its own belongs to the line below, or else ends the one above."""
    return [_until(item, after) for item, after in _pairs(_handed_down(items)) if item.title]


def _handed_down(items: Sequence[Pasted]) -> list[Pasted]:
    found: list[Pasted] = []
    for item in items:
        above = found[-1] if found else None
        if item.title and item.starts is None and above and not above.title:
            found[-1] = replace(item, starts=above.starts)
        elif item.title or item.starts is not None:
            found.append(item)
    return found


def _pairs(items: Sequence[Pasted]) -> Iterator[tuple[Pasted, Pasted | None]]:
    """Each line with the next that is one of its own kind: after a part comes a part or an item, after an item the
    next item. What is hardly an item does not count."""
    for at, item in enumerate(items):
        later = (
            one
            for one in items[at + 1 :]
            if not (one.doubtful and one.title) and (item.inside or not one.inside)
        )
        yield item, next(later, None)


def _until(item: Pasted, after: Pasted | None) -> Pasted:
    if item.starts is None or item.note or after is None or after.starts is None:
        return item
    length, begins = (after.starts - item.starts) % DAY, _words(after.starts)
    if item.minutes is not None:
        overlaps = length < item.minutes
        return replace(item, note=f"De volgende regel begint al om {begins}.") if overlaps else item
    if 0 < length <= LONGEST:
        return replace(item, minutes=length)
    when = "op dezelfde tijd" if length == 0 else f"om {begins}, dus eerder"
    if length > LONGEST and after.starts > item.starts:
        when = f"pas om {begins}"
    return replace(item, note=f"De volgende regel begint {when}. Kijk of de duur klopt.")
