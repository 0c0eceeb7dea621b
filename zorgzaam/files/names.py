"""Names of files as people gave them, made safe to show and to keep, and readable as a title."""

import re
import unicodedata

LONGEST = 200
# What turns the direction of text: "stuk\u202efdp.exe" would read as another kind of file.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
# What Windows takes for a device, whatever stands behind the dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.I)


def clean_name(name: str) -> str:
    """The name without folders and characters nobody sees, at most 200 long with its extension kept."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name or ""))[-1]
    seen = "".join(c for c in last if unicodedata.category(c) not in _UNSEEN)
    tidy = " ".join(seen.split()).strip(". ") or "bestand"
    if _DEVICE.match(tidy):
        tidy = f"bestand {tidy}"
    stem, dot, suffix = tidy.rpartition(".")
    if not dot or len(suffix) > 8:
        return tidy[:LONGEST].rstrip()
    return f"{stem[: LONGEST - len(suffix) - 1]}.{suffix}"


def title_from(name: str) -> str:
    """A title somebody can read: "03a_Begroting-2027_DEF.pdf" is "Begroting 2027 DEF"."""
    stem = clean_name(name)
    before, dot, suffix = stem.rpartition(".")
    stem = before if dot and before and len(suffix) <= 8 else stem
    words = " ".join(re.sub(r"[_+]|%20|(?<=\w)-(?=\w)", " ", stem).split())
    without = re.sub(
        r"^(?:agendapunt|punt|bijlage|ap)?\s*0*\d{1,2}\s?[a-z]?(?:[.)]|\s)+[-.\s]*", "", words, flags=re.I
    )
    title = without if any(c.isalpha() for c in without) else words
    return title[:1].upper() + title[1:] if title else "Stuk"


def number_in(name: str) -> tuple[int, str] | None:
    """The number and letter a name begins with: 3 and "a" for "3a Begroting.pdf", 3 and "" for "Agendapunt 03 - x.pdf";
    None where it begins with no such number, or with a year or a date."""
    found = re.match(
        r"(?:agendapunt|punt|ap)?[\s._-]*0*(\d{1,2})(?:\s?([a-z]))?(?=[\s._)-]|$)(?![-._]\d)",
        clean_name(name),
        flags=re.I,
    )
    return (int(found[1]), (found[2] or "").lower()) if found else None
