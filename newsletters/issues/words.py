"""An issue as plain text: what a mail says to who reads no HTML, and what search looks in."""

import re
from html import unescape
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags

from newsletters.issues.models import BlockKind
from zorgzaam.wording import as_text

# The kinds that say what they are above their heading.
NAMED = (
    BlockKind.DECISION, BlockKind.MEETING, BlockKind.INITIATIVE, BlockKind.SUCCESS, BlockKind.TASK, BlockKind.EVENT,
)  # fmt: skip
# The end of a list, its begin, or the begin of a line in it.
_LIST = re.compile(r"<(/?)(ol|ul|(?<!/)li)\b[^>]*>")
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


def called(kind: str) -> str:
    """What readers see above the heading of a block of this kind; "" for nothing."""
    if kind == BlockKind.TASK:
        return "Opgave"
    return str(BlockKind(kind).label) if kind in NAMED else ""


def text_of(content: dict[str, Any], *, for_mail: bool = True) -> str:
    """The title and every block, with an empty line between them; `for_mail` writes addresses out."""
    parts = [f"{content['title']}\n{'=' * min(len(content['title']), 60)}" if for_mail else content["title"]]
    parts += [_block(block, for_mail=for_mail) for block in content["blocks"]]
    return "\n\n".join(part for part in parts if part)


def _block(block: dict[str, Any], *, for_mail: bool) -> str:
    heading = block["heading"]
    lines = [f"{heading}\n{'-' * min(len(heading), 60)}" if for_mail and heading else heading]
    lines += [" | ".join(block["facts"])]
    if block["picture"]:
        lines.append(_picture(block["picture"]))
    words = plain(block["words"], links=for_mail)
    lines.append(f"“{words}”\n{block['said_by']}" if block["said_by"] else words)
    if for_mail:
        lines += _addresses(block)
    return "\n\n".join(line for line in lines if line)


def _picture(picture: dict[str, str]) -> str:
    by = f"\nMaker van het beeld: {picture['credit']}" if picture["credit"] else ""
    return f"Beeld: {picture['words']}{by}"


def _addresses(block: dict[str, Any]) -> list[str]:
    found = []
    if block["url"]:
        found.append(f"{block['more']}:\n{settings.SITE_URL}{block['url']}")
    if block["link"]:
        found.append(f"{block['link']['words']}:\n{block['link']['url']}")
    return found


def plain(html: str, *, links: bool = False) -> str:
    """Rich text as words: a line per paragraph, in a list a number or a dash before each line; with `links` each
    address behind its words."""
    if links:
        html = _LINK.sub(lambda found: _with_address(found[1], found[2]), html)
    return as_text(_marked(html))


def _marked(html: str) -> str:
    """With its number in front of what stands in a numbered list, and else a dash."""
    last: list[int | None] = []

    def mark(tag: re.Match[str]) -> str:
        if tag[1] == "/":
            del last[-1:]
            return tag[0]
        if tag[2] != "li":
            last.append(0 if tag[2] == "ol" else None)
            # A list within a line begins on a line of its own.
            return f"\n{tag[0]}"
        number = last[-1] if last else None
        if number is None:
            return f"{tag[0]}- "
        last[-1] = number + 1
        return f"{tag[0]}{number + 1}. "

    return _LIST.sub(mark, html)


def _with_address(address: str, words: str) -> str:
    said = unescape(strip_tags(words)).strip()
    bare = unescape(address).removeprefix("mailto:")
    return words if said == bare else f"{words} ({address.removeprefix('mailto:')})"
