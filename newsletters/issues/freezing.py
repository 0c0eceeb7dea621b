"""Freezing an issue: from then on its readers get exactly that, whatever becomes of the records it tells of."""

import uuid
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Max

from newsletters.issues.content import content_of
from newsletters.issues.models import FrozenIssue, Issue, blocks_of
from newsletters.issues.order import lock
from newsletters.issues.pages import article
from newsletters.issues.telling import tell
from newsletters.issues.words import text_of
from zorgzaam.snapshots import canonical, digest

CHANGED = "De bron is veranderd sinds een collega meekeek."
# What a block tells of its record; its address may change, and leads there still.
TOLD = ("heading", "words", "facts")
EMPTY = "Zet eerst iets in de nieuwsbrief: er staat nog geen blok in."


@dataclass(frozen=True)
class Problem:
    """Why an issue cannot go out, and at which block (None: at the issue itself)."""

    block: uuid.UUID | None
    message: str


class CannotFreeze(ValueError):
    """Something in it is not public, or nothing is in it; `problems` say what and where, in Dutch."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(each.message for each in problems))
        self.problems = problems


def problems_of(issue: Issue) -> list[Problem]:
    """What stands in the way of freezing it now; empty when nothing does."""
    blocks = blocks_of(issue)
    if not blocks:
        return [Problem(None, EMPTY)]
    told = tell(blocks)
    return [Problem(row.pk, told[row.pk].closed) for row in blocks if told[row.pk].closed]


@transaction.atomic
def freeze(issue: Issue) -> FrozenIssue:
    """The issue as it is now, frozen; the same content gives the same row. Gives the issue its number. The caller says
    who acts. CannotFreeze when something in it may not be told, or it is empty."""
    now = lock(issue)
    if found := problems_of(now):
        raise CannotFreeze(found)
    if now.number is None:
        now.number = _next_number()
        now.save(update_fields=["number"])
    issue.number = now.number
    content = content_of(now)
    text = canonical(content)
    frozen, _ = FrozenIssue.objects.get_or_create(
        issue=now,
        sha256=digest(text),
        defaults={
            "title": now.title,
            "canonical": text,
            "html": article(content),
            "plain": text_of(content, for_mail=False),
        },
    )
    return frozen


def closed_since(frozen: FrozenIssue) -> list[Problem]:
    """What was frozen and is not public any more: ask before it is sent."""
    blocks = blocks_of(frozen.issue)
    told = tell(blocks)
    return [Problem(row.pk, told[row.pk].closed) for row in blocks if told[row.pk].closed]


def changed_since(frozen: FrozenIssue) -> list[Problem]:
    """Where what was frozen of a record is not what everybody may read of it now: somebody corrected it, or took a name
    out. Ask before it is sent."""
    was = {block["id"]: block for block in frozen.content["blocks"]}
    now = content_of(frozen.issue)["blocks"]
    return [
        Problem(uuid.UUID(block["id"]), CHANGED)
        for block in now
        if block["record"] and any(block[name] != was.get(block["id"], {}).get(name) for name in TOLD)
    ]


def _next_number() -> int:
    """One after the other, also when two are frozen at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('newsletters_issue.number'))")
    last = Issue.objects.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
