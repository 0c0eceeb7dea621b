"""The mail of a network meeting with a face: the same words as its text, in the layout of the newsletter.

The text is the one home of the words. An empty line ends a part; a line that is nothing but the reader's own address
becomes a button; an address behind a colon becomes a link under the words before it.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, urlize

from newsletters.issues.colours import mail_colours
from newsletters.issues.rendering import Slots, made_of
from zorgzaam.house import House

_LINKED = re.compile(r"^(?P<before>.*[.?!] )?(?P<words>[^.?!]+): (?P<address>https?://\S+)$")
_GAP = re.compile(r"\n\s*\n")


def html_of(subject: str, text: str, house: House, buttons: Mapping[str, str], facts: Collection[str]) -> str:
    """`buttons`: what stands on the button of an address; `facts`: first lines of parts that tell day and place."""
    slots, colours = Slots(), mail_colours(house.accent)
    parts = [part.split("\n") for part in _GAP.split("\n".join(text.strip().splitlines()))]
    layout = render_to_string(
        "newsletters/mail/words.mjml",
        {
            "page": {
                "title": slots.words(subject),
                "name": slots.words(house.network_name),
                "preheader": slots.words(" ".join(parts[1])[:120]) if len(parts) > 1 else "",
            },
            "parts": [_part(lines, slots, buttons, facts, colours.accent) for lines in parts],
            "accent": colours.accent,
            "light": colours.light,
        },
    )
    return made_of(layout, slots)


def _part(
    lines: list[str], slots: Slots, buttons: Mapping[str, str], facts: Collection[str], accent: str
) -> dict[str, Any]:
    if len(lines) == 1 and lines[0] in buttons:
        return {"button": slots.words(lines[0]), "label": slots.words(buttons[lines[0]])}
    words = [line for line in lines if not line.startswith("- ")]
    return {
        "lines": [slots.markup(_linked(line, accent)) for line in words if line],
        "items": [slots.words(line[2:]) for line in lines if line.startswith("- ")],
        "facts": lines[0] in facts,
    }


def _linked(line: str, accent: str) -> str:
    found = _LINKED.match(line)
    if found is None:
        return urlize(line, autoescape=True).replace("<a ", f'<a style="color:{accent}" ')
    before, address, words = found["before"] or "", found["address"], found["words"]
    return format_html('{}<a href="{}" style="color:{}">{}</a>', before, address, accent, words)
