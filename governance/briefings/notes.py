"""Footnotes: written in the text where their number comes, as [noot: ...], and numbered when it is shown.

So a note moves and goes with its sentence, and no number is ever kept. On page and paper they stand at the end: a
footnote of CSS loses its meaning in a tagged PDF.
"""

import re

from django.utils.html import format_html, strip_tags
from django.utils.safestring import mark_safe

# Tags are passed over as a whole: a note in an address is no note. nh3 writes attributes between double quotes.
_TAG = r'<(?:[^">]|"[^"]*")*>'
_LINK = r'<a href="[^"]*">[^\[\]<]*</a>'
_MARKED = r"<(?P<mark>strong|em)>[^\[\]<]*</(?P=mark)>"
# No part of it can match in two ways: a hostile text costs no more time than another of its length.
_NOTE = re.compile(rf" ?\[noot:(?P<note>(?:[^\[\]<]|{_LINK}|{_MARKED})+)\]|{_TAG}", re.IGNORECASE)
_BEGUN = re.compile(r"\[\s*noot\b", re.IGNORECASE)


class Notes:
    """The notes of one document, in the order in which its texts are shown."""

    def __init__(self, prefix: str = "") -> None:
        self.found: list[str] = []
        self._prefix = prefix

    def number(self, html: str) -> str:
        """The text with a number for each note; what the notes say is kept in `found`."""
        return mark_safe(_NOTE.sub(self._put, html))  # noqa: S308 - cleaned before it was stored

    def _put(self, match: re.Match[str]) -> str:
        words = (match["note"] or "").strip()
        if not words:
            return match[0]
        self.found.append(mark_safe(words))  # noqa: S308 - part of the same cleaned text
        return format_html(
            '<sup><a id="{1}bij-noot-{0}" href="#{1}noot-{0}">{0}</a></sup>', len(self.found), self._prefix
        )


def has_loose_note(html: str) -> bool:
    """Whether a note was begun that will not become one: without an end, a colon, or over several paragraphs."""
    rest = _NOTE.sub(lambda match: "" if (match["note"] or "").strip() else match[0], html)
    return bool(_BEGUN.search(strip_tags(rest)))
