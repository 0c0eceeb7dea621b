"""Two organisations that both have a seat in one body are two there, in every quorum and every vote."""

import datetime

from django.utils import timezone

from governance.bodies.models import Seat
from partners.organisations.models import Organisation


def seated_together(kept: Organisation, gone: Organisation) -> list[str]:
    """The bodies in which both have a seat on one day, today or later."""
    rows = Seat.objects.exclude(ends_on__lt=timezone.localdate()).select_related("body")
    own = list(rows.filter(organisation__in=kept.all_of_it))
    other = list(rows.filter(organisation__in=gone.all_of_it))
    together = {
        mine.body for mine in own for theirs in other if mine.body == theirs.body and _overlap(mine, theirs)
    }
    return [
        f"Beide hebben een zetel in {body}, en tellen daar als twee. Beëindig eerst een van die zetels."
        for body in sorted(together, key=str)
    ]


def _overlap(one: Seat, other: Seat) -> bool:
    return _begins(one) <= _ends(other) and _begins(other) <= _ends(one)


def _begins(seat: Seat) -> datetime.date:
    return seat.starts_on or datetime.date.min


def _ends(seat: Seat) -> datetime.date:
    return seat.ends_on or datetime.date.max
