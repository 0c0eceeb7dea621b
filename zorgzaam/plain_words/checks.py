"""What in a text is hard to read, sentence by sentence, and what would be easier."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

from django.utils.html import strip_tags

from zorgzaam.plain_words.abbreviations import GLOSSARY, unexplained
from zorgzaam.plain_words.difficult import EASIER
from zorgzaam.plain_words.passive import is_passive
from zorgzaam.plain_words.sentences import plain, sentences, words

# B1 asks for about ten to fifteen words; above this a sentence deserves a second look.
LONG = 20
SAYS_NOTHING = {
    "hier", "klik hier", "klik", "deze link", "link", "lees meer", "lees verder", "meer", "meer lezen", "meer weten",
    "meer informatie", "verder", "lees hier meer", "klik hier voor meer informatie", "website", "bekijk", "info",
}  # fmt: skip
NOWHERE = (
    "“{}” zegt niet waar de link heen gaat. Schrijf wat men daar vindt, bijvoorbeeld “Lees het verslag”."
)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL | re.IGNORECASE)
_DIFFICULT = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(EASIER, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


class Sort(StrEnum):
    LONG = "lang"
    ABBREVIATION = "afkorting"
    PASSIVE = "lijdend"
    DIFFICULT = "moeilijk"
    LINK = "link"


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


def advise_links(said: Iterable[str]) -> list[Advice]:
    """Advice on the words of links: who hears only these still knows where each leads (WCAG 2.2, 2.4.4)."""
    return [Advice(Sort.LINK, NOWHERE.format(each)) for each in said if _plainly(each) in SAYS_NOTHING]


def links_in(html: str) -> list[str]:
    """The words of each link in a rich text."""
    return [" ".join(unescape(strip_tags(said)).split()) for said in _LINK.findall(html)]


def _plainly(said: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", said.lower()).split())


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
