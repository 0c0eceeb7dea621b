"""What the composer shows beside each part of a draft: the comments that are open."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from governance.briefings.commenting import place
from governance.briefings.comments import BriefingComment
from governance.briefings.models import Briefing
from governance.briefings.paragraphs import Paragraph, blocks_of, paragraphs_of


@dataclass
class Said:
    """`beside` by the name or id of a part; `comments` all that are open, those without a part left last."""

    beside: dict[str, dict[str, Any]]
    comments: list[BriefingComment]


def said_of(request: HttpRequest, briefing: Briefing, document: dict[str, Any]) -> Said:
    """What was said of a draft and is still open; a constant number of queries."""
    paragraphs = paragraphs_of(document, blocks_of(briefing))
    rows = BriefingComment.objects.visible_to(request.user).filter(briefing=briefing).open()
    return _by_part(list(rows.select_related("person").prefetch_related("replies__person")), paragraphs)


def _by_part(comments: list[BriefingComment], paragraphs: list[Paragraph]) -> Said:
    placed = place(comments, paragraphs)
    said = Said({}, [])
    for about in paragraphs:
        for comment in placed.at.get(about.anchor, []):
            said.beside.setdefault(about.key, {}).setdefault("comments", []).append(comment)
            said.comments.append(comment)
    said.comments += placed.lost
    return said
