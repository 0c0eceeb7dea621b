"""What the intake hands over when a body ends: proposals that wait there, or are offered to it."""

import uuid
from typing import Any

from django.db.models import Q

from governance.bodies.handing_over import Handing, register
from governance.bodies.models import Body
from governance.intake.models import Proposal, ProposalState
from governance.intake.models.proposals import LIES, OPEN


def waiting(body: Body) -> Any:
    offered = Q(state=ProposalState.OFFERED, offered_to=body)
    return Proposal.objects.filter(Q(state__in=OPEN, body=body) | offered)


def move(pk: uuid.UUID, old: Body, new: Body) -> bool:
    """A later meeting of the old body says nothing any more: then it waits again."""
    rows = Proposal.objects.filter(pk=pk)
    lying = rows.filter(state__in=LIES, body=old).update(
        body=new, state=ProposalState.WAITING, later_meeting=None, later_on=None
    )
    # Offered to the very body that follows: it lies there now.
    home = rows.filter(state=ProposalState.OFFERED, body=old, offered_to=new).update(
        body=new, state=ProposalState.WAITING, offered_to=None
    )
    back = rows.filter(state=ProposalState.OFFERED, body=new, offered_to=old).update(
        state=ProposalState.WAITING, offered_to=None
    )
    from_old = rows.filter(state=ProposalState.OFFERED, body=old).update(body=new)
    to_old = rows.filter(state=ProposalState.OFFERED, offered_to=old).update(offered_to=new)
    return bool(lying or home or back or from_old or to_old)


def register_all() -> None:
    """Called once, when the app registry is ready."""
    register("proposal", Handing("Voorstellen voor een agenda", waiting, move))
