"""Sentences of a text, as far as one can tell without knowing what it says."""

import re
from collections.abc import Iterator
from html import unescape

from django.utils.html import strip_tags

# Words that end in a full stop and end no sentence.
_SHORTENED = (
    *(
        "art",
        "bijv",
        "blz",
        "ca",
        "dhr",
        "dr",
        "drs",
        "enz",
        "evt",
        "jl",
        "mevr",
        "mr",
        "nr",
        "o.a",
        "p",
        "vgl",
    ),
)
_BLOCK = re.compile(r"</?(?:p|li|h[1-6]|td|th|br|ul|ol|tr|blockquote)\b[^>]*>", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=[“\"‘(]?[A-ZÀ-Ý0-9])")
_WORD = re.compile(r"[\wÀ-ÿ’'-]+")
_NOTE = re.compile(r"\[noot:[^\[\]]*\]", re.IGNORECASE)


def plain(html: str) -> list[str]:
    """The words of rich text by paragraph, list item and cell, without footnotes."""
    lines = _BLOCK.sub("\n", _NOTE.sub("", html)).split("\n")
    return [words for line in lines if (words := " ".join(unescape(strip_tags(line)).split()))]


def sentences(html: str) -> Iterator[str]:
    """Every sentence, in order."""
    for paragraph in plain(html):
        begun: list[str] = []
        for piece in _END.split(paragraph):
            begun.append(piece)
            if not _ends_shortened(piece):
                yield " ".join(begun)
                begun = []
        if begun:
            yield " ".join(begun)


def _ends_shortened(piece: str) -> bool:
    last = piece.rsplit(maxsplit=1)[-1].lower()
    return last.endswith(".") and last.strip("(.“‘").rstrip(".") in _SHORTENED


def words(sentence: str) -> list[str]:
    """The words of a sentence, numbers too."""
    return _WORD.findall(sentence)
