"""Who may read a line of a pasted agenda, where its words say so: "BESLOTEN: ...", "... (vertrouwelijk)"."""

import re

from zorgzaam.publicity import Publicity

_SAID = {
    "besloten": Publicity.CLOSED,
    "vertrouwelijk": Publicity.CONFIDENTIAL,
    "geheim": Publicity.CONFIDENTIAL,
}
_WORD = "|".join(_SAID)
# Before the title with a sign behind it, or behind it in brackets or after a dash: "besloten bijeenkomst" is a title.
_BEFORE = re.compile(rf"^[(\[]?\s?({_WORD})\s?(?:[)\]]\s?[:–—-]?|[:–—]|-(?=\s))\s?(?=\S)", re.IGNORECASE)
_BEHIND = re.compile(rf"\s?(?:[(\[]\s?({_WORD})\s?[)\]]|\s[–—-]\s?({_WORD}))[.\s]*$", re.IGNORECASE)


def side_of(title: str) -> tuple[Publicity, str]:
    """Who may read it, and the title without the words that said so; public where none do."""
    for sign in (_BEFORE, _BEHIND):
        if (found := sign.search(title)) and (rest := sign.sub("", title, count=1).strip(" ,;")):
            word = next(each for each in found.groups() if each)
            return _SAID[word.lower()], rest
    return Publicity.PUBLIC, title
