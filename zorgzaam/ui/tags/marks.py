"""Small marks: icons, states, who may read, moments, avatars, progress."""

from datetime import date, datetime
from typing import Any

from django.template import Library
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zorgzaam.ui import dates
from zorgzaam.ui.tags.words import UNKNOWN

register = Library()

STATUS_ICONS = {
    "good": "circle-check",
    "warn": "alert-triangle",
    "bad": "circle-x",
    "info": "info-circle",
    "busy": "progress",
    "neutral": "circle-dashed",
}
PUBLICITY = {
    "openbaar": ("world", "Openbaar", "iedereen kan dit lezen"),
    "besloten": ("users-group", "Besloten", "alleen de leden van het overleg kunnen dit lezen"),
    "vertrouwelijk": ("lock", "Vertrouwelijk", "alleen genoemde mensen kunnen dit lezen"),
}


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """An icon of the sprite; hidden from screen readers unless it has a label."""
    css = f"zz-icon zz-icon--{size}" if size else "zz-icon"
    href = f"{static('icons/sprite.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', css, label, href
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>', css, href)


@register.simple_tag
def status(label: Any, kind: str = "neutral", icon_name: str = "") -> SafeString:
    """A state as a word with an icon and a colour; kind is good, warn, bad, info, busy or neutral."""
    mark = icon(icon_name or STATUS_ICONS[kind])
    return format_html('<span class="zz-status zz-status--{}">{}{}</span>', kind, mark, label)


@register.simple_tag
def publicity(level: Any, until: datetime | None = None) -> SafeString:
    """Who may read this: openbaar, besloten or vertrouwelijk; `until` is the end of an embargo."""
    name, word, meaning = PUBLICITY[str(level)]
    badge = format_html(
        '<span class="zz-badge zz-badge--{}">{}{}<span class="zz-sr">: {}</span></span>',
        level, icon(name), word, meaning,
    )  # fmt: skip
    if not until:
        return badge
    return format_html(
        '{} <span class="zz-badge">{}Onder embargo tot {}</span>', badge, icon("clock"), dates.moment(until)
    )


@register.simple_tag
def moment(value: date | None, weekday: bool = True) -> SafeString:
    """A date or a date with a time in words, inside <time> for machines; `nog niet bekend` when empty."""
    if not value:
        return SafeString(UNKNOWN)
    words = dates.moment(value) if weekday else dates.day(value, weekday=False)
    return format_html('<time datetime="{}">{}</time>', dates.machine(value), words)


@register.inclusion_tag("ui/avatar.html")
def avatar(name: Any, note: str = "", size: str = "", bare: bool = False) -> dict[str, Any]:
    """Initials in a circle with the name beside it; `bare` gives the circle alone, hidden from readers."""
    return {"name": name, "note": note, "size": size, "bare": bare}


@register.inclusion_tag("ui/progress.html")
def progress(value: int, maximum: int, label: str, unit: str = "") -> dict[str, Any]:
    """A bar with its numbers in words: `3 van 7 taken klaar` for value, maximum and unit."""
    return {"value": value, "maximum": maximum, "label": label, "unit": unit}
