"""The abbreviations of a document: a list at its end, and what each stands for where it is first used on the page."""

import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from governance.briefings.paragraphs import paragraphs_of
from zorgzaam.plain_words import abbreviations

# Tags are passed over, and so is what a link says: there is a button in no link.
_PASSED = r'<a [^>]*>.*?</a>|<(?:[^">]|"[^"]*")*>|\[noot:[^\[\]]*\]'
# With the signs that touch it: a button beside a bracket may else go to the next line by itself.
_WORD = re.compile(
    rf"{_PASSED}|(?P<before>[(“]?)(?P<short>{abbreviations.SHORT})(?P<after>[)”.,;:]*)", re.DOTALL
)


def with_abbreviations(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the list of what it shortens: pairs of abbreviation and meaning, by alphabet."""
    texts = (each.words for each in paragraphs_of(document, {}) if not each.words.startswith("{"))
    return {**document, "abbreviations": [list(pair) for pair in abbreviations.listed("\n".join(texts))]}


class Explained:
    """Puts a button at the first use of each abbreviation on a page, in the order in which its texts are shown."""

    def __init__(self, listed: list[list[str]], prefix: str = "") -> None:
        self._prefix = prefix
        self.place = {short: number for number, (short, _) in enumerate(listed, start=1)}

    def mark(self, html: str) -> str:
        """The text with a button at every first use in it."""
        if not self.place:
            return html
        return mark_safe(_WORD.sub(self._put, html))  # noqa: S308 - cleaned before it was stored

    def _put(self, match: re.Match[str]) -> str:
        short = match["short"]
        number = self.place.pop(short, None) if short else None
        if number is None:
            return match[0]
        return format_html(
            '<span class="zz-abbr-whole">{3}<button class="zz-abbr" type="button" popovertarget="{2}uitleg-{0}">{1}'
            '<span class="zz-sr">, uitleg</span></button>{4}</span>',
            number,
            short,
            self._prefix,
            match["before"],
            match["after"],
        )
