"""Tables of a letter on a small screen: every cell carries the head of its column, so that a row reads as a card."""

import re
from collections.abc import Sequence
from html import unescape

from django.utils.html import escape, strip_tags

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEADS = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])\b([^>]*)>", re.DOTALL)


def labelled(html: str) -> str:
    """The page with `data-label` at every cell of a table with a head of its own; a table with cells that span more
    columns stays as it is, and so does one in a table."""
    return _TABLE.sub(lambda table: _labelled(table[0]), html)


def _labelled(table: str) -> str:
    head, end, body = table.partition("</thead>")
    heads = [escape(" ".join(unescape(strip_tags(text)).split())) for text in _HEADS.findall(head)]
    if not end or not heads or "span=" in table or table.count("<table") > 1:
        return table
    return head + end + _ROW.sub(lambda row: _row(row[0], heads), body)


def _row(row: str, heads: Sequence[str]) -> str:
    names = iter(heads)

    def cell(found: re.Match[str]) -> str:
        label = next(names, "")
        return found[0] if found[1] == "th" or not label else f'<td{found[2]} data-label="{label}">'

    return _CELL.sub(cell, row)
