"""Where blocks stand: adding, moving, ordering, taking away. The only code that writes places.

The row of the issue is locked first, always; the deferrable constraint lets one UPDATE move everything at once.
"""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from newsletters.arranging import ids_of, rearrange
from newsletters.issues.models import Block, Issue
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.constraints import said_by
from zorgzaam.versions import StaleVersion


def lock(issue: Issue) -> Issue:
    """The issue as it is now, locked until the end of the transaction."""
    return Issue.objects.select_for_update(no_key=True, of=("self",)).get(pk=issue.pk)


def current(issue: Issue) -> list[uuid.UUID]:
    """Ids of the blocks, first to last."""
    return ids_of(issue.blocks.all())


@transaction.atomic
def add(block: Block) -> Block:
    """Save a new block behind the last one. The caller says who acts."""
    lock(block.issue)
    last = Block.objects.filter(issue=block.issue_id).aggregate(last=Max("position"))["last"]
    block.position = (last or 0) + 1
    block.save()
    return block


def arrange(issue: Issue, ids: Sequence[uuid.UUID], *, base: Sequence[uuid.UUID], by: Actor) -> bool:
    """Make `ids` the order; True when that changed something. As `arranging.rearrange`."""
    with acting(by), transaction.atomic():
        lock(issue)
        return rearrange(issue.blocks.all(), ids, base)


def remove(block: Block, *, by: Actor, seen: int | None = None) -> None:
    """Take it away; the history keeps it. Twice is once.

    `seen` is the version somebody had before them; StaleVersion when it is another by now. None: no page was looked at.
    """
    with acting(by), transaction.atomic():
        lock(block.issue)
        now = Block.objects.select_for_update().filter(pk=block.pk).first()
        if now is None:
            return
        if seen is not None and now.version != seen:
            raise StaleVersion
        now.delete()


@contextmanager
def while_open() -> Iterator[None]:
    """For what changes an issue: ValidationError, in the words of the database, when it went out meanwhile."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refused:
        raise ValidationError(said_by(refused).message) from refused
