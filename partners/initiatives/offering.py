"""Offers to other organisations: what became of one, for who comes to answer it later."""

import uuid

from partners.initiatives.models import Initiative, Move, State
from partners.initiatives.models.initiatives import InitiativeQuerySet
from zorgzaam.standing import Reader, standing_of


def over(user: Reader, pk: uuid.UUID) -> str:
    """What became of the last offer of this initiative to an organisation this reader speaks for, in one sentence; ""
    while it still stands, and where there never was one."""
    ours = standing_of(user).organisations
    moves = Move.objects.filter(initiative_id=pk)
    offer = moves.filter(state=State.OFFERED, organisation_id__in=ours).order_by("-at").first()
    stands = Initiative.objects.filter(pk=pk, state=State.OFFERED, recipient_id__in=ours).exists()
    answer = moves.filter(at__gt=offer.at).order_by("at").select_related("person").first() if offer else None
    if offer is None or stands or answer is None:
        return ""
    by = f" door {answer.person.name}" if answer.person else ""
    return {
        State.ELSEWHERE: f"Hierop is al geantwoord{by}: {offer.at_whom} pakt het op.",
        State.TRIAGE: f"Hierop is al geantwoord{by}: {offer.at_whom} pakt het niet op.",
    }.get(State(answer.state), "Dit wordt niet meer gevraagd: het initiatief ligt nu ergens anders.")


def offered_to(user: Reader) -> InitiativeQuerySet:
    """What waits for a yes or no of organisations this reader speaks for."""
    ours = standing_of(user).organisations
    return Initiative.objects.filter(state=State.OFFERED, recipient_id__in=ours)


def taken_on(user: Reader) -> InitiativeQuerySet:
    """What organisations this reader speaks for took on from others."""
    ours = standing_of(user).organisations
    return Initiative.objects.filter(state=State.ELSEWHERE, recipient_id__in=ours)
