"""Who keeps the registers of a council: its griffie and the netwerkbureau. A committee is part of its council: no
member sits in it for good (domain.md E5), so who serves the council serves its committees."""

import uuid
from collections.abc import Iterable

from django.db.models import Q

from governance.bodies.models import Body, Role
from zorgzaam.standing import Reader, Standing, standing_of


def is_clerk(standing: Standing, council: Body) -> bool:
    """Whether this is the griffie of the council today, or of the council it is a committee of."""
    return any(standing.holds(body, Role.CLERK) for body in (council.pk, council.part_of_id))


def is_clerk_somewhere(standing: Standing) -> bool:
    """Whether this is the griffie of any council today."""
    return bool(clerked_by(standing))


def clerked_by(standing: Standing) -> set[uuid.UUID]:
    """Ids of the councils this is the griffie of; their committees not named."""
    return {council for council in standing.councils if standing.holds(council, Role.CLERK)}


def keeps(standing: Standing, council: Body | None) -> bool:
    """Whether this keeps the registers of the council; without one: of some council."""
    if standing.is_bureau:
        return True
    return is_clerk(standing, council) if council is not None else is_clerk_somewhere(standing)


def in_house(councils: Iterable[uuid.UUID], path: str = "council") -> Q:
    """Rows whose council (reached over `path`) is among these, or is a committee of one of them."""
    ids = list(councils)
    return Q(**{f"{path}__in": ids}) | Q(**{f"{path}__part_of__in": ids})


def kept_by(user: Reader, path: str = "council") -> Q:
    """Rows of registers this reader keeps: all for the netwerkbureau, those of their council for a griffie."""
    standing = standing_of(user)
    # An empty Q would fall out of an OR: all rows is a condition of its own.
    return Q(**{f"{path}__isnull": False}) if standing.is_bureau else in_house(clerked_by(standing), path)
