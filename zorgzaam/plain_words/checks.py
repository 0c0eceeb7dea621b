"""What in a text is hard to read, sentence by sentence, and what would be easier."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from zorgzaam.plain_words.abbreviations import GLOSSARY, unexplained
from zorgzaam.plain_words.difficult import EASIER
from zorgzaam.plain_words.passive import is_passive
from zorgzaam.plain_words.sentences import plain, sentences, words

# B1 asks for about ten to fifteen words; above this a sentence deserves a second look.
LONG = 20
_DIFFICULT = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(EASIER, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


class Sort(StrEnum):
    LONG = "lang"
    ABBREVIATION = "afkorting"
    PASSIVE = "lijdend"
    DIFFICULT = "moeilijk"


@dataclass(frozen=True)
class Advice:
    """One advice: `what` to look at, in a Dutch sentence, and the `sentence` it is about ("" for the whole text)."""

    sort: Sort
    what: str
    sentence: str = ""


def advise(html: str, known: Iterable[str] = ()) -> list[Advice]:
    """Advice on a plain or rich text, in the order of its sentences; `known` are abbreviations explained before it."""
    found = [each for sentence in sentences(html) for each in _on(sentence)]
    return [*found, *_abbreviations(" ".join(plain(html)), set(known))]


def _on(sentence: str) -> Iterator[Advice]:
    count = len(words(sentence))
    if count > LONG:
        yield Advice(Sort.LONG, f"Deze zin heeft {count} woorden. Maak er twee van.", sentence)
    if is_passive(sentence):
        yield Advice(Sort.PASSIVE, "Wie doet dit? Begin de zin daarmee.", sentence)
    for hard in dict.fromkeys(match.lower() for match in _DIFFICULT.findall(sentence)):
        yield Advice(Sort.DIFFICULT, f"Schrijf in plaats van “{hard}” liever “{EASIER[hard]}”.", sentence)


def _abbreviations(text: str, known: set[str]) -> Iterator[Advice]:
    for short in unexplained(text):
        if short not in known:
            long = GLOSSARY.get(short)
            how = f"“{long} ({short})”" if long else f"wat het betekent, met “({short})” erachter"
            listed = " In de lijst met afkortingen komt die vanzelf." if long else ""
            yield Advice(
                Sort.ABBREVIATION,
                f"“{short}” staat hier zonder uitleg. Schrijf de eerste keer {how}.{listed}",
            )
