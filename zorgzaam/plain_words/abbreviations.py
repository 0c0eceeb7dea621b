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
_KNOWN = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(GLOSSARY, key=len, reverse=True))})(?!\w)")


def used(text: str) -> list[str]:
    """The abbreviations of a plain text, each once, in the order of first use."""
    found = sorted(
        [(match.start(), match[0]) for pattern in (_LOOKS, _KNOWN) for match in pattern.finditer(text)]
    )
    return [short for short in dict.fromkeys(short for _, short in found) if _is_one(short)]


def _is_one(short: str) -> bool:
    return short in GLOSSARY or not (short in COMMON or _ROMAN.fullmatch(short) or len(short) > 6)


def explained(text: str, short: str) -> bool:
    """Whether a text explains it where it is first used: "Raad van Bestuur (RvB)" or "RvB (Raad van Bestuur)"."""
    match = re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text)
    if match is None:
        return False
    return text[: match.start()].endswith("(") or text[match.end() :].startswith(" (")


def meaning(text: str, short: str) -> str:
    """What it stands for: as the text itself says before its brackets, else as the field says; "" when neither."""
    match = re.search(rf"((?:[\w’'-]+,? +){{1,9}})\({re.escape(short)}\)", text)
    own = _initials(match[1].split(), short.lower()) if match else ""
    return own or GLOSSARY.get(short, "")


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
    found = [(short, long) for short in used(text) if (long := meaning(text, short))]
    return sorted(found, key=lambda pair: pair[0].lower())
