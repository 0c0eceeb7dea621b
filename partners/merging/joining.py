"""Merging two organisations, and taking that back. Nothing is rewritten: see docs/decisions/0030."""

import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from partners.merging.models import Merger
from partners.merging.preview import Preview, names_that_come
from partners.merging.undoing import why_not
from partners.organisations.guards import NOT_FOR_YOURSELF
from partners.organisations.models import Organisation, Representation
from zorgzaam.accounts.models import User
from zorgzaam.versions import StaleVersion


@transaction.atomic
def merge(kept: Organisation, gone: Organisation, *, by: User, reason: str, seen: str) -> Merger:
    """`gone` goes on as `kept`, with its names and with what was merged into it before.

    `seen` is the mark of the preview that was read. StaleVersion when anything of it is different now; ValidationError
    (Dutch) for what stands in the way.
    """
    locked = _lock(kept.pk, gone.pk)
    kept, gone = locked[kept.pk], locked[gone.pk]
    preview = Preview(kept, gone, by)
    if preview.hindrances:
        raise ValidationError(preview.hindrances)
    if _speaks_for(by, (kept, gone)):
        raise ValidationError(NOT_FOR_YOURSELF)
    if preview.mark != seen:
        raise StaleVersion
    names = names_that_come(kept, gone)
    fact = Merger.objects.create(kept=kept, gone=gone, names=names, reason=reason, by=by.person)
    kept.aliases = "\n".join([*kept.alias_list, *names])
    kept.save()
    _hang(gone.merged.all(), kept)
    _hang([gone], kept)
    return fact


@transaction.atomic
def undo(fact: Merger, *, by: User) -> bool:
    """Take a merge back: the names that came go, and what came along hangs where it hung. False when that was done
    before. ValidationError (Dutch) when it cannot be, any more."""
    locked = _lock(fact.kept_id, fact.gone_id)
    fact = Merger.objects.select_for_update(of=("self",)).select_related("kept", "gone").get(pk=fact.pk)
    if fact.undone_at is not None:
        return False
    if hindering := why_not(fact):
        raise ValidationError(hindering)
    kept, gone = locked[fact.kept_id], locked[fact.gone_id]
    fact.undone_at, fact.undone_by = timezone.now(), by.person
    fact.save(update_fields=["undone_at", "undone_by"])
    came = {name.casefold() for name in fact.names}
    kept.aliases = "\n".join(name for name in kept.alias_list if name.casefold() not in came)
    kept.save()
    _hang([gone], None)
    own = Merger.objects.standing().filter(kept=gone).values("gone")
    _hang(Organisation.objects.filter(pk__in=own), gone)
    return True


def _lock(*keys: uuid.UUID) -> dict[uuid.UUID, Organisation]:
    """Both rows, in one order whoever comes: two that merge at once wait for each other."""
    rows = Organisation.objects.select_for_update(of=("self",)).select_related("merged_into", "municipality")
    return {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}


def _speaks_for(by: User, pair: Iterable[Organisation]) -> bool:
    wholes = [one.whole for one in pair]
    mine = Representation.objects.filter(person_id=by.person_id, organisation__whole__in=wholes)
    return mine.exclude(ends_on__lt=timezone.localdate()).exists()


def _hang(organisations: Iterable[Organisation], on: Organisation | None) -> None:
    for one in organisations:
        one.merged_into = on
        one.save()
