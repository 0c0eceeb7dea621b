"""What was said of initiatives in the name of organisations: a merge is not taken back over it."""

import datetime
import uuid
from collections.abc import Collection, Iterator

from partners.initiatives.models import (
    Cosign,
    InitiativePartner,
    Move,
    PublicityAgreement,
    State,
    Submission,
)
from partners.merging.undoing import Spoken


def in_their_name(organisations: Collection[uuid.UUID], since: datetime.datetime) -> Iterator[Spoken]:
    """Signing along, taking on, sending and agreeing to words, since this moment; four queries."""
    signed = InitiativePartner.objects.exclude(cosign=Cosign.ASKED).filter(
        organisation__in=organisations, answered_at__gte=since
    )
    for row in signed.select_related("organisation", "person"):
        if row.person and row.answered_at:
            yield Spoken(row.organisation, row.person, row.answered_at)
    taken_on = Move.objects.filter(state=State.ELSEWHERE, organisation__in=organisations, at__gte=since)
    for move in taken_on.select_related("organisation", "person"):
        if move.organisation and move.person:
            yield Spoken(move.organisation, move.person, move.at)
    for model, more in ((Submission, {}), (PublicityAgreement, {"said_by": ""})):
        brought_in = model.objects.filter(
            initiative__organisation__in=organisations, at__gte=since, person__isnull=False, **more
        )
        for each in brought_in.select_related("initiative__organisation", "person"):
            yield Spoken(each.initiative.organisation, each.person, each.at)
