"""How the parts of a letter are to the common words of its round, as they are compared and as a reader sees them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from governance.briefings.content import BriefingBlock, BriefingSection
from governance.rounds.carrying import FIELDS, is_as_brought, plain, words_of
from governance.rounds.models import BriefingRound, CarriedPart, RoundChapter, RoundLetter
from zorgzaam.publicity import WooCategory
from zorgzaam.ui.dates import moment

RICH = ("core", "follow_up")


class Stand(StrEnum):
    """How a part of a letter is to the common words."""

    SAME = "gelijk"
    BEHIND = "achter"  # as it was brought in, and the common words changed since
    OWN = "eigen"  # somebody changed it here


@dataclass(frozen=True)
class Words:
    """One part as it is shown: only `rich` is rich text, the others are plain."""

    plain: str = ""
    rich: str = ""


@dataclass(frozen=True)
class Side:
    """One part on one side: `compared` as one text, `shown` to a reader."""

    compared: str = ""
    shown: Words = Words()


@dataclass(frozen=True)
class Part:
    """One part: the words all have (`common`), and those of this letter. `there` is False where the letter lost it."""

    key: str
    label: str
    common: Side
    own: Side
    stand: Stand
    there: bool = True


def parts_of(letter: RoundLetter, round_: BriefingRound, chapters: list[RoundChapter]) -> Iterator[Part]:
    """Every common part as it is in this letter. Asks no questions where the letter was read by `stand.letters_of`."""
    carried = {part.key: part for part in letter.carried.all()}
    for name in FIELDS:
        common, own = _of_field(round_, name), _of_field(letter.briefing, name)
        yield _compared(name, _label(round_, name), common, own, carried.get(name))
    sections = {section.pk: section for section in letter.briefing.sections.all()}
    for chapter in chapters:
        part = carried.get(str(chapter.pk))
        section = sections.get(part.section) if part else None
        block = _block_of(part, section)
        common = _of_chapter(chapter.heading, chapter.text)
        if section is None or block is None:
            gone = Stand.OWN if part else Stand.BEHIND
            yield Part(str(chapter.pk), f"“{chapter.heading}”", common, Side(), gone, there=False)
        else:
            own = _of_chapter(section.heading, block.text)
            yield _compared(str(chapter.pk), f"“{chapter.heading}”", common, own, part)


def _block_of(part: CarriedPart | None, section: BriefingSection | None) -> BriefingBlock | None:
    if part is None or section is None:
        return None
    return next((row for row in section.blocks.all() if row.pk == part.block), None)


def _of_field(row: Any, name: str) -> Side:
    value = getattr(row, name)
    if name in RICH:
        return Side(plain(value), Words(rich=value))
    if name == "woo_category":
        return Side(plain(value), Words(dict(WooCategory.choices).get(value, "") or "Nog niet gekozen."))
    words = value if isinstance(value, str) else moment(value)
    return Side(plain(value), Words(words or "Niet ingevuld."))


def _of_chapter(heading: str, text: str) -> Side:
    return Side(words_of(heading, text), Words(heading, text))


def _compared(key: str, label: str, common: Side, own: Side, part: CarriedPart | None) -> Part:
    if common.compared == own.compared:
        return Part(key, label, common, own, Stand.SAME)
    behind = is_as_brought(own.compared, part)
    return Part(key, label, common, own, Stand.BEHIND if behind else Stand.OWN)


def _label(round_: BriefingRound, name: str) -> str:
    return str(round_._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]
