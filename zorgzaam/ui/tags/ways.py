"""Ways through the house: breadcrumbs, navigation, tabs, sorting, pages."""

from typing import Any

from django.template import Library
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zorgzaam.doors import FRONT_PAGES, Door, opens_for
from zorgzaam.standing import standing_of
from zorgzaam.ui.tags.marks import icon

register = Library()
DOORS = {page: door for door, page in FRONT_PAGES.items()}


def address(to: str, *args: Any) -> str:
    """A path as it is; anything else is the name of a URL pattern, with its arguments."""
    return to if to.startswith(("/", "#", "?", "http://", "https://")) else reverse(to, args=args)


@register.simple_tag(takes_context=True)
def crumb(context: Context, label: Any, to: str = "", *args: Any) -> SafeString:
    """One step of the breadcrumbs; without an address it is the page itself. The front page of a door is left out for
    who does not have that door."""
    if to in DOORS and not _opens(context, DOORS[to]):
        return SafeString("")
    if not to:
        return format_html('<li><span aria-current="page">{}</span></li>', label)
    return format_html('<li><a href="{}">{}</a></li>', address(to, *args), label)


def _opens(context: Context, door: Door) -> bool:
    user = getattr(context.get("request"), "user", None)
    return user is None or opens_for(door, standing_of(user))


@register.simple_tag(takes_context=True)
def nav_item(context: Context, label: Any, to: str, *args: Any, **kwargs: Any) -> SafeString:
    """One link of the navigation within a door, marked when the reader is there or below it.

    `also="/a/ /b/"` are other addresses that lie below it; `icon="name"` puts an icon before it;
    `exact=True` marks it on its own page only; `count=3` adds a number.
    """
    return _item(context, "zz-nav-link", label, address(to, *args), **kwargs)


@register.simple_tag(takes_context=True)
def tab(context: Context, label: Any, to: str, *args: Any, **kwargs: Any) -> SafeString:
    """One tab of `ui/tabs.html`: a link, marked when it is this page. Arguments as for nav_item."""
    return _item(context, "", label, address(to, *args), **{**kwargs, "exact": True})


def _item(context: Context, css: str, label: Any, url: str, **extra: Any) -> SafeString:
    request, count = context["request"], extra.get("count")
    path = request.get_full_path() if "?" in url else request.path
    below = not extra.get("exact") and url != "/" and path.startswith((url, *extra.get("also", "").split()))
    here = "page" if path == url else "true" if below else ""
    return format_html(
        '<li><a{}{} href="{}">{}{}{}</a></li>',
        format_html(' class="{}"', css) if css else "",
        format_html(' aria-current="{}"', here) if here else "",
        url,
        icon(extra["icon"]) if extra.get("icon") else "",
        label,
        format_html(' <span class="zz-count">{}</span>', count) if count is not None else "",
    )


@register.simple_tag(takes_context=True)
def querystring_with(context: Context, **changes: Any) -> str:
    """The query string of this page with other values: `{% querystring_with page=2 %}`; None drops one."""
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
def pagination(
    context: Context, page: Any, noun: str = "resultaten", param: str = "pagina"
) -> dict[str, Any]:
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
