"""The one order in which the letters of a round are locked, so that two steps on many letters never wait for each
other: the round, its letters by id, the signatures by council."""

import uuid
from collections.abc import Iterable

from governance.briefings.models import Briefing
from governance.rounds.signing import CollegeSignature


def hold(letters: Iterable[uuid.UUID]) -> None:
    """Lock these letters to the end of the transaction. Call it before a step is taken with the first of them."""
    rows = Briefing.objects.select_for_update(of=("self",)).filter(pk__in=list(letters)).order_by("pk")
    list(rows.values_list("pk"))


def signatures_of(councils: Iterable[uuid.UUID]) -> dict[uuid.UUID, CollegeSignature]:
    """Council -> what its letters are signed with, locked to the end of the transaction. Call it after `hold`."""
    rows = CollegeSignature.objects.select_for_update().filter(council__in=list(councils))
    return {row.council_id: row for row in rows.order_by("council_id")}
