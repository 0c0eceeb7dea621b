"""The tags and filters of the face; a builtin of every template. The contract is in templates/ui/README.md."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zorgzaam.ui import dates

register = template.Library()

UNKNOWN = "nog niet bekend"
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


# ---------------------------------------------------------------- words
@register.filter
def date_nl(value: date | None) -> str:
    """`do 27 november 2024`."""
    return dates.day(value)


@register.filter
def day_nl(value: date | None) -> str:
    """`27 november 2024`, where the weekday says nothing (mandates, periods)."""
    return dates.day(value, weekday=False)


@register.filter
def datetime_nl(value: date | None) -> str:
    """`do 27 november 2024, 15:30`."""
    return dates.moment(value)


@register.filter
def time_nl(value: datetime | time | None) -> str:
    """`15:30`."""
    return dates.clock(value)


@register.filter
def period_nl(start: date | None, end: date | None = None) -> str:
    """`{{ mandate.start|period_nl:mandate.end }}`: `sinds 1 januari 2024`."""
    return dates.period(start, end)


@register.filter
def duration_nl(value: int | timedelta | None) -> str:
    """Minutes as `1 uur en 20 minuten`."""
    return dates.duration(value)


@register.filter
def known(value: Any) -> Any:
    """The value, or `nog niet bekend` where a source says nothing."""
    return UNKNOWN if value is None or value == "" else value


@register.filter
def initials(name: Any) -> str:
    """First letters of the first and last word of a name: `Ada de Vries` gives `AV`."""
    words = [word for word in str(name).split() if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def avatar_tone(name: Any) -> int:
    """A number from 1 to 6, always the same for the same name: the colour of an avatar."""
    return sum(str(name).encode()) % 6 + 1


@register.filter
def filesize_nl(size: int | None) -> str:
    """Bytes as `240 kB` or `1,4 MB`."""
    if size is None:
        return ""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


# ---------------------------------------------------------------- small marks
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


# ---------------------------------------------------------------- forms
@register.simple_tag
def field(bound: BoundField, **attrs: Any) -> SafeString:
    """One field with label, help and error; further arguments become attributes of the control
    (`rows=3`, `autofocus=True`, `hx_get=url`: an underscore stands for a hyphen)."""
    if attrs:
        bound.field.widget.attrs.update({name.replace("_", "-"): value for name, value in attrs.items()})
    return bound.as_field_group()


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: Form) -> dict[str, Any]:
    """The summary of what is wrong, with a link to each field; nothing when all is well."""
    return {"form": form}


# ---------------------------------------------------------------- ways
def address(to: str, *args: Any) -> str:
    """A path as it is; anything else is the name of a URL pattern, with its arguments."""
    return to if to.startswith(("/", "#", "?", "http://", "https://")) else reverse(to, args=args)


@register.simple_tag
def crumb(label: Any, to: str = "", *args: Any) -> SafeString:
    """One step of the breadcrumbs; without an address it is the page itself."""
    if not to:
        return format_html('<li><span aria-current="page">{}</span></li>', label)
    return format_html('<li><a href="{}">{}</a></li>', address(to, *args), label)


@register.simple_tag(takes_context=True)
def nav_item(context: Context, label: Any, to: str, *args: Any, **kwargs: Any) -> SafeString:
    """One link of the navigation within a door, marked when the reader is there or below it.

    `icon="name"` puts an icon before it; `exact=True` marks it on its own page only; `count=3` adds a number.
    """
    return _item(context, "zz-nav-link", label, address(to, *args), **kwargs)


@register.simple_tag(takes_context=True)
def tab(context: Context, label: Any, to: str, *args: Any, **kwargs: Any) -> SafeString:
    """One tab of `ui/tabs.html`: a link, marked when it is this page. Arguments as for nav_item."""
    return _item(context, "", label, address(to, *args), exact=True, **kwargs)


def _item(
    context: Context, css: str, label: Any, url: str, *, icon: str = "", exact: bool = False, count: Any = None
) -> SafeString:
    path = context["request"].get_full_path() if "?" in url else context["request"].path
    here = "page" if path == url else "true" if not exact and url != "/" and path.startswith(url) else ""
    return format_html(
        "<li><a{}{} href=\"{}\">{}{}{}</a></li>",
        format_html(' class="{}"', css) if css else "",
        format_html(' aria-current="{}"', here) if here else "",
        url,
        _icon(icon) if icon else "",
        label,
        format_html(' <span class="zz-count">{}</span>', count) if count is not None else "",
    )


_icon = icon


@register.simple_tag(takes_context=True)
def querystring_with(context: Context, **changes: Any) -> str:
    """The query string of this page with other values: `{% querystring_with page=2 %}`; None takes one out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.inclusion_tag("ui/sort_head.html", takes_context=True)
def sort_head(context: Context, label: str, key: str, param: str = "sorteer") -> dict[str, Any]:
    """A whole <th> that sorts: `?sorteer=naam`, the second time `?sorteer=-naam`."""
    now = context["request"].GET.get(param, "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    changes = {param: f"-{key}" if now == key else key, "pagina": None}
    return {"label": label, "url": querystring_with(context, **changes), "direction": direction}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: Context, page: Any, noun: str = "resultaten", param: str = "pagina") -> dict[str, Any]:
    """Links to the other pages of a Paginator page; says how much there is."""
    numbers = [
        (number, querystring_with(context, **{param: number}) if isinstance(number, int) else "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    links = {
        "previous": querystring_with(context, **{param: page.number - 1}) if page.has_previous() else "",
        "next": querystring_with(context, **{param: page.number + 1}) if page.has_next() else "",
    }
    return {"page": page, "numbers": numbers, "noun": noun, **links}


# ---------------------------------------------------------------- blocks with a body
def _block(name: str, content: str, **context: Any) -> SafeString:
    return SafeString(render_to_string(f"ui/{name}.html", {"content": content, **context}))


@register.simple_block_tag
def section(content: str, title: str, lead: str = "", level: int = 2, id: str = "", **rest: Any) -> SafeString:
    """A part of a page with its heading; `count=`, `action_url=` and `action_label=` sit beside the heading."""
    return _block("section", content, title=title, lead=lead, level=level, id=id, **rest)


@register.simple_block_tag
def card(content: str, title: str = "", url: str = "", kind: str = "", level: int = 3, **rest: Any) -> SafeString:
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
    """A dialog that `data-dialog="id"` on a link opens; without script that link leads to a page of its own."""
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
def filters(content: str, action: str = "", label: str = "Filter", clear_url: str = "") -> SafeString:
    """A bar of fields that narrow a list (a GET form); `clear_url` offers a way back to everything."""
    return _block("filters", content, action=action, label=label, clear_url=clear_url)
