"""Values of fields as people say them: in the history of a thing, and where two texts stand side by side."""

import datetime
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from zorgzaam.richfields import RichTextField
from zorgzaam.ui.dates import moment

# After these a reader sees a new line.
CLOSING = ("</p>", "</li>", "</h3>", "</h4>", "<br>", "</tr>")


def as_text(html: str) -> str:
    """Rich text as the words a reader sees: a line per paragraph or list item."""
    for closing in CLOSING:
        html = html.replace(closing, f"{closing}\n")
    lines = (line.strip() for line in unescape(strip_tags(html)).split("\n"))
    return "\n".join(line for line in lines if line)


def in_words(field: Any, value: Any) -> str:
    """One value of a model field that is no relation; empty for nothing.

    A moment is told in local time, so that one moment never looks like two.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime.date):
        return moment(value)
    if isinstance(field, RichTextField):
        return as_text(str(value))
    choices = dict(getattr(field, "flatchoices", ()))
    return str(choices.get(value, value) if choices else value)
