"""What the partnerportaal shows of the organisations somebody speaks for."""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from partners.organisations.models import Organisation, ParticipationKind, Representation
from zorgzaam.places import Block
from zorgzaam.standing import standing_of


def own_organisations(request: HttpRequest, subject: Any) -> Block | None:
    """My organisations, how each takes part, who else speaks for it, and how to join when it does not yet."""
    standing = standing_of(request.user)
    # Of two that were merged there is one; the other is in the standing too, for what was asked of it.
    mine = Organisation.objects.visible_to(request.user).remaining().filter(pk__in=standing.organisations)
    organisations = list(mine.taking_part_on(timezone.localdate()).select_related("municipality"))
    if not organisations:
        return None
    others: dict[Any, dict[Any, Representation]] = defaultdict(dict)
    speaking = Representation.objects.visible_to(request.user).current()
    ours = speaking.filter(organisation__whole__in=[one.pk for one in organisations])
    for each in ours.exclude(person_id=standing.person_id).select_related("person", "organisation"):
        others[each.organisation.whole].setdefault(each.person_id, each)
    rows = [
        {"organisation": one, "takes_part": _words(one), "others": list(others[one.pk].values())}
        for one in organisations
    ]
    outside = [one for one in organisations if one.takes_part != ParticipationKind.MEMBER]
    return Block("partners/own_organisations.html", {"rows": rows, "outside": outside})


def _words(organisation: Any) -> str:
    """How it takes part, or nothing when it does not."""
    return ParticipationKind(organisation.takes_part).label if organisation.takes_part else ""
