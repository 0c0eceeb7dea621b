"""An issue as data: all that page, mail and text are made of. The shape is that of `FrozenIssue.canonical`.

{"schema": 1, "id", "number", "slug", "title", "subject", "preheader", "house": {...}, "blocks": [...]}; number is None
while it is in the making. `url` and `picture.url` are paths of this site.
"""

from typing import Any

from django.urls import reverse
from django.utils.text import slugify

from newsletters.issues.models import Block, Issue, blocks_of
from newsletters.issues.telling import Told, tell
from zorgzaam.house import House

SCHEMA = 1


def content_of(
    issue: Issue, told: dict[Any, Told] | None = None, blocks: list[Block] | None = None
) -> dict[str, Any]:
    """The issue as it would be frozen now. `told` and `blocks` save asking for what is known already."""
    blocks = blocks_of(issue) if blocks is None else blocks
    told = tell(blocks) if told is None else told
    house = House.objects.of_region()
    return {
        "schema": SCHEMA,
        "id": str(issue.pk),
        "number": issue.number,
        "slug": slugify(issue.title) or "nieuwsbrief",
        "title": issue.title,
        "subject": issue.subject or issue.title,
        "preheader": issue.preheader,
        "house": {
            "name": house.network_name,
            "office": house.office_name,
            "email": house.contact_email,
            "accent": house.accent,
        },
        "blocks": [_block(row, told[row.pk]) for row in blocks],
    }


def _block(row: Block, told: Told) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": str(row.pk),
        "kind": row.kind,
        "heading": told.heading,
        "words": told.words,
        "facts": list(told.facts),
        "url": told.url,
        "more": told.more,
        "link": {"url": row.link_url, "words": row.link_words} if row.link_url else None,
        "said_by": row.said_by,
        "themes": sorted(map(str, row.themes)),
        "municipalities": sorted(map(str, row.municipalities)),
        "record": str(row.record.pk) if row.record else None,
        "picture": None,
    }
    if row.picture is not None:
        said["picture"] = {
            "url": reverse("newsletter_picture", args=[row.pk]),
            "sha256": row.picture.sha256,
            "words": row.picture_words,
            "credit": row.picture_credit,
        }
    return said
