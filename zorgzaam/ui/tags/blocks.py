"""Blocks with a body: sections, cards, notices, tables, dialogs."""

from typing import Any

from django.template import Library
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zorgzaam.ui.tags.marks import STATUS_ICONS

register = Library()


def _block(name: str, content: str, **context: Any) -> SafeString:
    return SafeString(render_to_string(f"ui/{name}.html", {"content": content, **context}))


@register.simple_block_tag
def wrapped(content: str, tag: str, kind: str, label: str = "") -> SafeString | str:
    """An element with class `kind` (and an aria-label) around the content; nothing at all around nothing."""
    if not content.strip():
        return ""
    named = format_html(' aria-label="{}"', label) if label else ""
    return format_html('<{0} class="{1}"{2}>{3}</{0}>', tag, kind, named, content)


@register.simple_block_tag
def section(
    content: str, title: str, lead: str = "", level: int = 2, id: str = "", **rest: Any
) -> SafeString:
    """A part of a page with its heading; `count=`, `action_url=`, `action_label=` go beside the heading."""
    return _block("section", content, title=title, lead=lead, level=level, id=id, **rest)


@register.simple_block_tag
def card(
    content: str, title: str = "", url: str = "", kind: str = "", level: int = 3, **rest: Any
) -> SafeString:
    """A surface of its own; with `url` the whole card leads there. kind: now, accent, quiet or nothing."""
    return _block("card", content, title=title, url=url, kind=kind, level=level, **rest)


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """Something to know before going on; kind is info, good, warn, bad or neutral."""
    return _block("notice", content, kind=kind, title=title, icon=STATUS_ICONS[kind])


@register.simple_block_tag
def empty_state(content: str, title: str, icon: str = "mood-empty", level: int = 3) -> SafeString:
    """Nothing here yet: the body says what to do, with a button if there is one."""
    return _block("empty_state", content, title=title, icon=icon, level=level)


@register.simple_block_tag
def dialog(content: str, id: str, title: str, close_url: str = "") -> SafeString:
    """A dialog that `data-dialog="id"` on a link opens; without script the link is a page of its own."""
    return _block("dialog", content, id=id, title=title, close_url=close_url)


@register.simple_block_tag
def table(content: str, label: str, cards: bool = False, caption: bool = False) -> SafeString:
    """A table (body: thead and tbody) that scrolls inside its own region; `cards` makes rows cards on a phone
    (give each td its `data-label`); `caption` shows the label above it."""
    return _block("table", content, label=label, cards=cards, caption=caption)


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:
    """Something to unfold."""
    return _block("details", content, summary=summary, open=open)


@register.simple_block_tag
def filters(
    content: str, action: str = "", label: str = "Filter", clear_url: str = "", icon: str = "filter"
) -> SafeString:
    """A bar of fields that narrow a list (a GET form); `clear_url` offers a way back to everything."""
    return _block("filters", content, action=action, label=label, clear_url=clear_url, icon=icon)
