"""From data to pages and PDF: both are made from the canonical JSON alone."""

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import get_template, render_to_string
from django.utils.html import strip_tags

from regioplan.plans.document import Document, blocks
from zorgzaam import pdf
from zorgzaam.snapshots import digest

CHAPTER = "regioplan/frozen_chapter.html"
WHOLE = "regioplan/frozen_whole.html"
PRINT = "regioplan/plan_print.html"
# A plan of a hundred pages is laid out once and kept; it may take longer than a letter.
LIMITS = pdf.Limits(seconds=pdf.DEFAULT.seconds * 2, memory=pdf.DEFAULT.memory)


def chapter_html(chapter: Document) -> str:
    """One chapter as part of a web page whose h1 is its heading."""
    own, *rest = blocks([chapter], 1)
    return render_to_string(CHAPTER, {"own": own, "blocks": rest})


def whole_html(text: str) -> str:
    """The whole plan as part of one web page, from canonical JSON."""
    document = json.loads(text)
    return render_to_string(WHOLE, {"blocks": blocks(document["chapters"], 2)})


def to_pdf(text: str) -> pdf.Rendered:
    """The plan as PDF/UA-1, from canonical JSON. Raises PdfError."""
    document = json.loads(text)
    days = {name: _day(document[part][key]) for name, part, key in _DAYS}
    context = {"document": document, "blocks": blocks(document["chapters"], 2), **days}
    return pdf.render(render_to_string(PRINT, context), limits=LIMITS)


_DAYS = (("cleared_on", "cleared", "on"), ("cover_day", "cover", "day"))


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def to_plain(html: str) -> str:
    """The words of a page, for searching."""
    return " ".join(strip_tags(html.replace("<", " <")).replace("&nbsp;", " ").split())


@cache
def templates_sha256() -> str:
    """One hash over every template that makes up a plan."""
    found: list[Any] = [
        get_template(name) for name in (CHAPTER, WHOLE, PRINT, "regioplan/frozen_blocks.html")
    ]
    return digest(b"".join(Path(each.origin.name).read_bytes() for each in found))
