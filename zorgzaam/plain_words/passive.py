"""Passive sentences: who does it is not said, or last. Rather one too few than a wrong one."""

import re

_BECOMES = re.compile(r"\b(?:wordt|worden|werd|werden)\b", re.IGNORECASE)
_IS = re.compile(r"\b(?:is|zijn|was|waren)\b", re.IGNORECASE)
_BY = re.compile(r"\bdoor\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]")
_BEFORE = "aan|af|bij|door|in|mee|na|om|op|over|samen|tegen|terug|toe|uit|vast|voor|weg"
# Weak participles: ge...d or ge...t, and be-, ver-, ont-, her- in -d, or in -t after a voiceless sound.
_WEAK = re.compile(
    rf"\b(?:(?:{_BEFORE})?ge\w{{2,}}[dt]|(?:be|ver|ont|her)\w{{2,}}(?:d|[kfspx]t|cht))\b", re.IGNORECASE
)
_STRONG = re.compile(
    rf"\b(?:(?:{_BEFORE})?ge(?:bod|bonden|boren|bracht|daan|dacht|dragen|geven|gaan|heven|holpen|houden|keken|kocht|kozen"
    r"|kregen|laten|lezen|nomen|richt|roepen|schoven|schreven|sloten|sproken|steld|trokken|vonden|vraagd|wezen|wonnen"
    r"|worpen|zegd|zien|zocht|zonden)|beschreven|besloten|besproken|betrokken|begonnen|begrepen|bewezen|onderzocht|ontvangen|overlegd"
    r"|uitgevoerd|verboden|vergeten|verkocht|verkozen|verloren|vervangen|verzonden|voorgelegd|aanbevolen)\b",
    re.IGNORECASE,
)
# They look like participles, and are nouns and adjectives.
_NOT = {
    *("gezond", "ongezond", "gebied", "geld", "geduld", "geluid", "gerecht", "gedicht", "gewicht", "gezicht"),
    *("gevecht", "gemiddeld", "geschikt", "gericht", "beleid", "besluit", "beeld", "bericht", "bestand"),
    *("bewind", "bereid", "bevoegd", "bezit", "verband", "verstand", "verkeerd", "bewust"),
}


def is_passive(sentence: str) -> bool:
    """Whether a sentence leaves out or puts last who does it: "wordt besproken", "is door de raad vastgesteld"."""
    return any(_passive(clause) for clause in _CLAUSE.split(sentence))


def _passive(clause: str) -> bool:
    if not (_BECOMES.search(clause) or _is_by(clause)):
        return False
    return bool(_STRONG.search(clause)) or any(_is_participle(match[0]) for match in _WEAK.finditer(clause))


def _is_by(clause: str) -> bool:
    """Each word is looked for once: a clause of nothing but "is" costs no more than another of its length."""
    first = _IS.search(clause)
    return bool(first and _BY.search(clause, first.end()))


def _is_participle(word: str) -> bool:
    return word.lower() not in _NOT and not word.lower().endswith(("heid", "end", "schrift", "kracht"))
