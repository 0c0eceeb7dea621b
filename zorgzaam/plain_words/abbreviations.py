"""Abbreviations: which a text uses, which it explains, and what those of the field stand for."""

import re

# What the field shortens in the whole country; names of one region explain themselves in its own texts.
GLOSSARY = {
    "ANW": "avond, nacht en weekend",
    "AZWA": "Aanvullend Zorg- en Welzijnsakkoord",
    "AVG": "Algemene verordening gegevensbescherming",
    "BOSD": "Bestuurlijk Overleg Sociaal Domein",
    "CPO": "collectief particulier opdrachtgeverschap",
    "GALA": "Gezond en Actief Leven Akkoord",
    "GGD": "Gemeentelijke Gezondheidsdienst",
    "ggz": "geestelijke gezondheidszorg",
    "GGZ": "geestelijke gezondheidszorg",
    "GS": "Gedeputeerde Staten",
    "HAP": "huisartsenpost",
    "IZA": "Integraal Zorgakkoord",
    "JGZ": "jeugdgezondheidszorg",
    "NZa": "Nederlandse Zorgautoriteit",
    "PS": "Provinciale Staten",
    "ROAZ": "Regionaal Overleg Acute Zorgketen",
    "RIVM": "Rijksinstituut voor Volksgezondheid en Milieu",
    "SEH": "spoedeisende hulp",
    "SPUK": "specifieke uitkering van het rijk",
    "VNG": "Vereniging van Nederlandse Gemeenten",
    "VVT": "verpleging, verzorging en thuiszorg",
    "VWS": "ministerie van Volksgezondheid, Welzijn en Sport",
    "Wlz": "Wet langdurige zorg",
    "Wmo": "Wet maatschappelijke ondersteuning",
    "Woo": "Wet open overheid",
    "WOZO": "Wonen, Ondersteuning en Zorg voor Ouderen",
    "Zvw": "Zorgverzekeringswet",
}
# Nobody stumbles over these.
COMMON = {"NB", "PDF", "BV", "NV", "TV", "OK", "EU", "CO2", "COVID"}
_ROMAN = re.compile(r"[IVXLC]+")
# Two capitals at least: IZA, RvB, NZa. A word in capitals that is longer is shouting, not an abbreviation.
_LOOKS = re.compile(r"(?<![\w-])(?=\w*[A-Z]\w*[A-Z])[A-Z][A-Za-z0-9]{1,7}(?!\w)")
# Every abbreviation there can be, those of the glossary too.
SHORT = r"(?<!\w)[A-Za-z][A-Za-z0-9]{1,7}(?!\w)"
_SHORT, _BRACKETED = re.compile(SHORT), re.compile(rf"\(({SHORT})\)")
_LAST_WORD = re.compile(r"[\w’'-]+,?\Z")
# What an abbreviation stands for has no more words, and no more signs before the bracket.
MOST_WORDS, REACH = 9, 300
_KNOWN = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(GLOSSARY, key=len, reverse=True))})(?!\w)")


def used(text: str) -> list[str]:
    """The abbreviations of a plain text, each once, in the order of first use."""
    found = sorted(
        [(match.start(), match[0]) for pattern in (_LOOKS, _KNOWN) for match in pattern.finditer(text)]
    )
    return [short for short in dict.fromkeys(short for _, short in found) if _is_one(short)]


def _is_one(short: str) -> bool:
    return short in GLOSSARY or not (short in COMMON or _ROMAN.fullmatch(short) or len(short) > 6)


def unexplained(text: str) -> list[str]:
    """The abbreviations of a plain text that it does not explain where it first uses them: not "Raad van Bestuur
    (RvB)" and not "RvB (Raad van Bestuur)"."""
    first: dict[str, re.Match[str]] = {}
    for match in _SHORT.finditer(text):
        first.setdefault(match[0], match)
    return [short for short in used(text) if not _in_brackets(text, first[short])]


def _in_brackets(text: str, use: re.Match[str]) -> bool:
    return text.endswith("(", 0, use.start()) or text.startswith(" (", use.end())


def meanings(text: str) -> dict[str, str]:
    """Abbreviation -> what it stands for: as the text itself says before its brackets, else as the field says. In one
    go through the text, so a long or hostile one costs no more than its length."""
    said: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        if match[1] not in said and (own := _initials(_words_before(text, match.start()), match[1].lower())):
            said[match[1]] = own
    return GLOSSARY | said


def _words_before(text: str, end: int) -> list[str]:
    """The last words before a bracket, as far as nothing but spaces and commas stand between them."""
    begin = max(0, end - REACH)
    near = text[begin:end].split(" ")
    if near.pop():
        return []
    found: list[str] = []
    for word in reversed(near[1:] if begin else near):
        match = _LAST_WORD.search(word)
        if match:
            found.insert(0, match[0])
        if (word and (match is None or match[0] != word)) or len(found) == MOST_WORDS:
            break
    return found


def _initials(before: list[str], short: str) -> str:
    """The last words that begin with its letters in order; "" where they do not."""
    for start in range(len(before) - 1, -1, -1):
        tail = before[start:]
        enough = len(tail) >= 2 or (len(short) <= 3 and len(tail[0]) > 2 * len(short))
        if enough and tail[0].lower().startswith(short[0]) and _in_order(short, "".join(tail).lower()):
            return " ".join(tail)
    return ""


def _in_order(short: str, letters: str) -> bool:
    rest = iter(letters)
    return all(letter in rest for letter in short)


def listed(text: str) -> list[tuple[str, str]]:
    """(abbreviation, what it stands for) of all a text uses and somebody explains, by alphabet."""
    known = meanings(text)
    found = [(short, known[short]) for short in used(text) if short in known]
    return sorted(found, key=lambda pair: pair[0].lower())
