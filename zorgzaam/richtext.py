"""Rich text typed or pasted by people: cleaned once, before it is stored; page, mail and PDF then trust it.

Markup outside the allow-list is taken away without a word, because text pasted from Word is full of it; its
words stay. Text that passes a limit is refused, because flattening it would change what somebody wrote.
"""

import re
from html.parser import HTMLParser

import nh3
from django.core.exceptions import ValidationError

TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "b", "em", "i", "a", "blockquote"),
    *("br", "sup", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "th": {"scope", "colspan"}, "td": {"colspan"}}
SCHEMES = ("http://", "https://", "mailto:")
MAX_LENGTH = 200_000
MAX_DEPTH = 10
MAX_ROWS = 2_000
MAX_COLUMNS = 20
LOWEST_HEADING = 4

# The HTML parser closes or ignores these by itself, so that they never pile up.
_SELF_CLOSING = {
    *("p", "li", "tr", "td", "th", "thead", "tbody", "col"),
    *("br", "hr", "img", "input", "link", "meta", "wbr"),
}
_TAG = re.compile(r"<(/?)([a-z][^\s/>]*)", re.IGNORECASE)
_MAX_OPEN = 200

_HEADING = re.compile(r"<(/?)h([1-6])>")
_TABLE = re.compile(r"<table>(?:(?!<table>).)*?</table>", re.DOTALL)
_FIRST_ROW = re.compile(r"<table>\s*<tbody>\s*(<tr>(?:(?!</tr>).)*</tr>)(?=\s*<tr>)", re.DOTALL)


def clean_html(html: str, *, top_heading: int = 2) -> str:
    """The same text as HTML that is safe to store, show and print; cleaning it again changes nothing.

    Kept: paragraphs, headings, lists, strong, em, quotations, superscript, line breaks, links to http(s) and
    mailto, and tables (scope, colspan). Headings are renumbered from `top_heading` down to h4 without gaps,
    and a table without header cells gets its first row as header, as PDF/UA-1 and WCAG 1.3.1 ask.

    Raises `ValidationError` with a Dutch sentence where the text is longer than 200,000 characters, nested
    deeper than 10 levels, has more than 2,000 table rows, or a cell over more than 20 columns (promise I7).
    """
    _refuse_length(html)
    _refuse_pile(html)
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    _refuse_length(clean)
    _measure(clean)
    for old, new in (("b", "strong"), ("i", "em")):
        clean = clean.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>")
    return _TABLE.sub(_with_header, _renumber(clean, top_heading))


def _refuse_length(html: str) -> None:
    if len(html) > MAX_LENGTH:
        raise ValidationError("De tekst is te lang (hoogstens 200.000 tekens).", code="too_long")


def _refuse_pile(html: str) -> None:
    """Refuse thousands of unclosed tags before parsing, a matter of quadratic time (49,000 `<ul>`: 12 s)."""
    unclosed = 0
    for slash, name in _TAG.findall(html):
        if name.lower() not in _SELF_CLOSING:
            unclosed = max(0, unclosed - 1) if slash else unclosed + 1
        if unclosed > _MAX_OPEN:
            raise _too_deep()


def _too_deep() -> ValidationError:
    return ValidationError(
        "De opmaak zit te diep in elkaar (hoogstens 10 niveaus). Gebruik minder lijsten in lijsten.",
        code="too_deep",
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value.strip() if value.strip().lower().startswith(SCHEMES) else None
    if name == "scope":
        return value if value in ("col", "row", "colgroup", "rowgroup") else None
    # Zeros and letters mean one column to a browser; only what is too wide is worth keeping, to be refused.
    return str(int(value)) if re.fullmatch(r"[0-9]{1,9}", value) and int(value) > 1 else None


class _Measure(HTMLParser):
    """Depth, table rows and widest cell of well-formed HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.deepest = self.rows = self.widest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            return
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        self.rows += tag == "tr"
        self.widest = max(self.widest, int(dict(attrs).get("colspan") or 1))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1


def _measure(clean: str) -> None:
    found = _Measure()
    found.feed(clean)
    found.close()
    if found.deepest > MAX_DEPTH:
        raise _too_deep()
    if found.rows > MAX_ROWS:
        raise ValidationError(
            "De tabellen hebben samen te veel rijen (hoogstens 2.000).", code="too_many_rows"
        )
    if found.widest > MAX_COLUMNS:
        raise ValidationError("Een tabelcel is te breed (hoogstens 20 kolommen).", code="too_wide")


def _renumber(clean: str, top: int) -> str:
    """Headings that start at `top` and go down one level at a time; h2, h4 becomes h2, h3."""
    levels: list[tuple[int, int]] = []  # (level as typed, level as kept) of the headings we are under
    kept_open: list[int] = []

    def level(match: re.Match[str]) -> str:
        if match[1]:
            return f"</h{kept_open.pop()}>"
        typed = int(match[2])
        while levels and levels[-1][0] >= typed:
            levels.pop()
        kept = min(levels[-1][1] + 1, max(LOWEST_HEADING, top)) if levels else top
        levels.append((typed, kept))
        kept_open.append(kept)
        return f"<h{kept}>"

    return _HEADING.sub(level, clean)


def _with_header(match: re.Match[str]) -> str:
    table = match[0]
    if "<th" in table.replace("<thead>", ""):
        return table
    return _FIRST_ROW.sub(lambda first: f"<table><thead>{_as_header(first[1])}</thead><tbody>", table)


def _as_header(row: str) -> str:
    return row.replace("<td", '<th scope="col"').replace("</td>", "</th>")
