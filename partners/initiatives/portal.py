"""What the partnerportaal shows of initiatives on its front page."""

import uuid
from collections.abc import Collection
from typing import Any

from django.http import HttpRequest

from partners.initiatives.cosigning import open_for
from partners.initiatives.models import OVER, Cosign, Initiative, InitiativePartner, State
from partners.initiatives.offering import offered_to, taken_on
from partners.organisations.asked import Row
from zorgzaam.places import Block
from zorgzaam.standing import Reader

SHOWN = 5


def own_initiatives(request: HttpRequest, subject: Any) -> Block:
    """My own initiatives with their state, and the way to bring one in."""
    rows = Initiative.objects.own(request.user).shown().order_by("-edited_at", "pk")[: SHOWN + 1]
    found = list(rows)
    context = {
        "rows": found[:SHOWN],
        "more": len(found) > SHOWN,
        "offered": list(offered_to(request.user).shown()),
        "asked": list(open_for(request.user)),
        "taken_on": list(taken_on(request.user).shown().order_by("-since")[:SHOWN]),
    }
    return Block("partners/initiatives_block.html", context)


def offers_of(reader: Reader, organisations: Collection[uuid.UUID]) -> list[Row]:
    """What is offered to these organisations and waits for their yes or no."""
    rows = Initiative.objects.visible_to(reader).filter(state=State.OFFERED, recipient_id__in=organisations)
    return list(rows.values_list("recipient_id", "due_on"))


def cosigns_of(reader: Reader, organisations: Collection[uuid.UUID]) -> list[Row]:
    """What these organisations are asked to sign along."""
    rows = InitiativePartner.objects.filter(cosign=Cosign.ASKED, organisation_id__in=organisations)
    read = Initiative.objects.read_inside_by(reader).exclude(state__in=OVER)
    return [
        (pk, None)
        for pk in rows.filter(initiative__in=read.values("pk")).values_list("organisation_id", flat=True)
    ]
