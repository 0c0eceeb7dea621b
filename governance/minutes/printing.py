"""From content to page and PDF: both are made from the frozen data alone."""

import datetime
from html import unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import strip_tags

from governance.minutes.content import Content, decided_in
from zorgzaam import pdf

PAGE = "governance/minutes_content.html"
PRINT = "governance/minutes_print.html"
MOMENTS = ("opened", "ended")


def to_html(content: Content) -> str:
    """The minutes as part of a page."""
    return render_to_string(PAGE, {"minutes": with_moments(content)})


def to_pdf(content: Content, house: str) -> pdf.Rendered:
    """The minutes as PDF/UA; `house` is the name of the network in the footer. Raises PdfError."""
    return pdf.render(render_to_string(PRINT, {"minutes": with_moments(content), "house": house}))


def to_plain(html: str) -> str:
    """The words alone."""
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).split())


def with_moments(content: Content) -> dict[str, Any]:
    """The same content with datetimes and days instead of ISO texts, for templates."""
    meeting, approved = content["meeting"], content["approved"]
    return {
        **content,
        **{name: _parsed(content[name]) for name in MOMENTS},
        "meeting": {**meeting, **{name: _parsed(meeting[name]) for name in ("starts_at", "ends_at")}},
        "lines": [
            {**line, "began": _parsed(line.get("began")), "ended": _parsed(line.get("ended"))}
            for line in content["items"]
        ],
        "decided": decided_in(content),
        "approved": {**approved, "on": datetime.date.fromisoformat(approved["on"])} if approved else None,
    }


def _parsed(text: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None
