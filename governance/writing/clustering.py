"""Putting opbrengsten in clusters, several at once, and undoing that."""

import uuid
from collections.abc import Iterable

from governance.writing.models import HarvestCluster, HarvestItem, WritingAssignment
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person

# Item id and the version of it somebody had before them.
Seen = tuple[uuid.UUID, int]


def place(
    assignment: WritingAssignment, seen: Iterable[Seen], into: HarvestCluster | None, *, by: Person | User
) -> tuple[dict[uuid.UUID, uuid.UUID | None], int]:
    """Put items into a cluster, or out of any (None).

    Gives what moved, as item id -> the cluster it was in, and how many did not because somebody else changed them
    since. An item that is there already counts as neither.
    """
    moved: dict[uuid.UUID, uuid.UUID | None] = {}
    missed = 0
    mine = HarvestItem.objects.filter(assignment=assignment)
    with acting(by, reason=f"In cluster {into}" if into else "Uit het cluster gehaald"):
        for pk, version in seen:
            before = mine.filter(pk=pk).values_list("cluster", "version").first()
            if before is None or before[0] == (into.pk if into else None):
                continue
            if mine.filter(pk=pk, version=version).update(cluster=into):
                moved[pk] = before[0]
            else:
                missed += 1
    return moved, missed


def put_back(
    assignment: WritingAssignment, moved: dict[uuid.UUID, uuid.UUID | None], after: dict[uuid.UUID, int],
    *, by: Person | User,
) -> int:  # fmt: skip
    """Undo `place`: items whose version is still that of `after` go where they were; how many did."""
    rows = HarvestItem.objects.filter(assignment=assignment)
    with acting(by, reason="Ongedaan gemaakt"):
        return sum(
            rows.filter(pk=pk, version=after[pk]).update(cluster_id=cluster) for pk, cluster in moved.items()
        )


def versions_of(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """The version each item has now."""
    return dict(HarvestItem.objects.filter(pk__in=list(keys)).values_list("pk", "version"))
