"""Bottlenecks that are met while an initiative is carried out: raised by who does it, read by who reads bottlenecks."""

import uuid

from partners.initiatives.models import Initiative, State
from partners.initiatives.rules import brings_it_in
from zorgzaam.standing import Reader, standing_of

PARAMETER = "initiatief"


def carries_out(user: Reader, initiative: Initiative) -> bool:
    """Whether it runs and this reader is of the netwerkbureau, of who brought it in, or of an organisation that does it
    together with them; one query at most."""
    if initiative.state != State.RUNNING:
        return False
    standing = standing_of(user)
    if standing.is_bureau or brings_it_in(standing, initiative):
        return True
    return initiative.partners.filter(organisation__in=standing.organisations).exists()


def initiative_named(user: Reader, key: str) -> Initiative | None:
    """What a link to the form names, when this reader may raise something about it; None otherwise."""
    try:
        pk = uuid.UUID(key)
    except ValueError:
        return None
    found = Initiative.objects.visible_to(user).filter(pk=pk).first()
    return found if found is not None and carries_out(user, found) else None
