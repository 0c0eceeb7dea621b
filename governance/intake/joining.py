"""What a proposal can join: an item of an agenda that is still to come, or another proposal, as far as its reader may
know of it. Written in links as "punt-<id>" or "voorstel-<id>"."""

import uuid

from governance.bodies.models import Body
from governance.intake.models import Proposal
from governance.intake.proposing import taking
from governance.meetings.models import AgendaItem
from zorgzaam.standing import Reader

Beside = AgendaItem | Proposal


def find(reader: Reader, key: str) -> Beside | None:
    """What a link names, for this reader; None for what is not there, not theirs to know, or of a body that takes no
    proposals."""
    kind, _, rest = key.partition("-")
    try:
        pk = uuid.UUID(rest)
    except ValueError:
        return None
    found: Beside | None = None
    if kind == "punt":
        found = AgendaItem.objects.visible_to(reader).select_related("body").filter(pk=pk).first()
    elif kind == "voorstel":
        rows = Proposal.objects.visible_to(reader).open().select_related("body", "offered_to")
        found = rows.filter(pk=pk).first()
    takes = found is not None and taking().filter(pk=body_of(found).pk).exists()
    return found if takes else None


def body_of(beside: Beside) -> Body:
    """Where it lies now, or is offered to."""
    offered = beside.offered_to if isinstance(beside, Proposal) else None
    return offered or beside.body
